package federzug.rendering.word;

import jakarta.xml.bind.JAXBElement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.docx4j.docProps.core.CoreProperties;
import org.docx4j.docProps.core.dc.elements.SimpleLiteral;
import org.docx4j.docProps.custom.Properties;
import org.docx4j.openpackaging.exceptions.Docx4JException;
import org.docx4j.openpackaging.packages.WordprocessingMLPackage;
import org.jspecify.annotations.Nullable;

/** The properties of a Word file, its own and those that its author made, by upper-case name. */
final class DocumentProperties {
    private DocumentProperties() {}

    static Map<String, String> of(WordprocessingMLPackage word) throws Docx4JException {
        Map<String, String> values = new HashMap<>();
        if (word.getDocPropsCustomPart() != null) {
            for (Properties.Property own :
                    word.getDocPropsCustomPart().getContents().getProperty()) {
                put(values, own.getName().toUpperCase(Locale.ROOT), own.getLpwstr());
            }
        }
        if (word.getDocPropsCorePart() != null) {
            CoreProperties core = word.getDocPropsCorePart().getContents();
            put(values, "TITLE", text(core.getTitle()));
            put(values, "SUBJECT", literal(core.getSubject()));
            put(values, "AUTHOR", literal(core.getCreator()));
            put(values, "COMMENTS", text(core.getDescription()));
            put(values, "KEYWORDS", core.getKeywords());
            put(values, "LASTSAVEDBY", core.getLastModifiedBy());
        }
        return Map.copyOf(values);
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static @Nullable String text(@Nullable JAXBElement<SimpleLiteral> element) {
        return element == null ? null : literal(element.getValue());
    }

    private static @Nullable String literal(@Nullable SimpleLiteral value) {
        List<String> content = value == null ? List.of() : value.getContent();
        return content.isEmpty() ? null : content.get(0);
    }
}
