package federzug.rendering.docx;

import federzug.rendering.word.RunReader;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.docx4j.jaxb.ProviderProperties;

/**
 * Leaves out of docx4j's vocabulary what a draft may not hold anyway (charts, diagrams, ink, models, OpenDoPE …): the
 * 60 packages cost a process more before its first document than all the rest of reading. Elements of theirs come as DOM
 * and are refused like anything that {@link RunReader} does not know.
 */
public final class WordContexts {
    private static final String WORD = "org.docx4j.wml";

    /** Besides these, whatever their classes refer to is known. */
    private static final Set<String> READ = Set.of(
            WORD,
            "org.docx4j.w14",
            "org.docx4j.w15",
            "org.docx4j.dml",
            "org.docx4j.dml.picture",
            "org.docx4j.dml.wordprocessingDrawing",
            "org.docx4j.math",
            "org.docx4j.com.microsoft.schemas.office.drawing.x2017.decorative");

    private WordContexts() {}

    /** Before anything of docx4j is touched: it makes its contexts once. */
    public static void begin() {
        ProviderProperties.getProviderProperties().put(JAXBContext.JAXB_CONTEXT_FACTORY, WordContexts.class.getName());
    }

    /**
     * Found by its name and parameters, as {@link JAXBContext} describes.
     *
     * @return a {@link JAXBContext}
     */
    public static Object createContext(String packages, ClassLoader loader, Map<String, ?> properties) {
        try {
            return JAXBContext.newInstance(read(packages), loader, properties);
        } catch (JAXBException e) {
            throw new IllegalStateException(packages, e);
        }
    }

    static String read(String packages) {
        return packages.startsWith(WORD + ":")
                ? Arrays.stream(packages.split(":", -1)).filter(READ::contains).collect(Collectors.joining(":"))
                : packages;
    }
}
