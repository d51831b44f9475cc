package federzug.rendering.docx;

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
public final class DocumentProperties {
    private DocumentProperties() {}

    /** @param file name of the Word file */
    public static Map<String, String> of(WordprocessingMLPackage word, String file) throws Docx4JException {
        Map<String, String> values = new HashMap<>();
        values.put("FILENAME", file);
        if (word.getDocPropsCustomPart() != null) {
            for (Properties.Property own :
                    word.getDocPropsCustomPart().getContents().getProperty()) {
                put(values, own.getName().toUpperCase(Locale.ROOT), text(own));
            }
        }
        if (word.getDocPropsExtendedPart() != null) {
            org.docx4j.docProps.extended.Properties program =
                    word.getDocPropsExtendedPart().getContents();
            put(values, "COMPANY", program.getCompany());
            put(values, "MANAGER", program.getManager());
        }
        CoreProperties core = word.getDocPropsCorePart() == null
                ? null
                : word.getDocPropsCorePart().getContents();
        // A part that breaks the rules of packaging is read as none (ISO/IEC 29500-2, 11).
        if (core != null) {
            put(values, "TITLE", text(core.getTitle()));
            put(values, "SUBJECT", literal(core.getSubject()));
            put(values, "AUTHOR", literal(core.getCreator()));
            put(values, "COMMENTS", text(core.getDescription()));
            put(values, "KEYWORDS", core.getKeywords());
            put(values, "LASTSAVEDBY", core.getLastModifiedBy());
            put(values, "CATEGORY", core.getCategory());
            put(values, "CONTENT STATUS", core.getContentStatus());
            put(values, "CREATEDATE", literal(core.getCreated()));
            put(
                    values,
                    "PRINTDATE",
                    core.getLastPrinted() == null ? null : core.getLastPrinted().toXMLFormat());
        }
        return Map.copyOf(values);
    }

    private static @Nullable String text(Properties.Property own) {
        if (own.getLpwstr() != null) {
            return own.getLpwstr();
        } else if (own.getI4() != null) {
            return own.getI4().toString();
        } else if (own.getR8() != null) {
            return own.getR8().toString().replaceFirst("\\.0$", "").replace('.', ',');
        } else if (own.isBool() != null) {
            return own.isBool() ? "Ja" : "Nein";
        }
        return own.getFiletime() == null
                ? null
                : "%02d.%02d.%d"
                        .formatted(
                                own.getFiletime().getDay(),
                                own.getFiletime().getMonth(),
                                own.getFiletime().getYear());
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
