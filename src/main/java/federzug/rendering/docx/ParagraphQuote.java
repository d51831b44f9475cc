package federzug.rendering.docx;

import jakarta.xml.bind.JAXBElement;
import java.util.List;
import org.docx4j.XmlUtils;
import org.docx4j.wml.P;
import org.docx4j.wml.R;
import org.docx4j.wml.RunIns;
import org.docx4j.wml.Text;

/** Quotes the visible words of a paragraph as they stand. */
public final class ParagraphQuote {
    private ParagraphQuote() {}

    public static String of(P p) {
        StringBuilder text = new StringBuilder();
        collect(p.getContent(), text);
        return text.toString();
    }

    private static void collect(List<?> content, StringBuilder text) {
        for (Object wrapped : Enclosures.opened(content)) {
            Object element = XmlUtils.unwrap(wrapped);
            if (element instanceof R run) {
                for (Object inner : run.getContent()) {
                    boolean shown = !(inner instanceof JAXBElement<?> e)
                            || e.getName().getLocalPart().equals("t");
                    if (shown && XmlUtils.unwrap(inner) instanceof Text t) {
                        text.append(t.getValue());
                    }
                }
            } else if (element instanceof P.Hyperlink link) {
                collect(link.getContent(), text);
            } else if (element instanceof RunIns inserted) {
                collect(inserted.getCustomXmlOrSmartTagOrSdt(), text);
            }
        }
    }
}
