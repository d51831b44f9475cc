package federzug.rendering.docx;

import java.util.ArrayList;
import java.util.List;
import org.docx4j.XmlUtils;
import org.docx4j.wml.CTCustomXmlBlock;
import org.docx4j.wml.CTCustomXmlCell;
import org.docx4j.wml.CTCustomXmlRow;
import org.docx4j.wml.CTCustomXmlRun;
import org.docx4j.wml.CTSmartTagRun;
import org.docx4j.wml.SdtElement;
import org.jspecify.annotations.Nullable;

/**
 * Looks into what may stand around blocks, rows, cells and runs without being seen (ISO/IEC 29500-1, 17.5): content
 * controls, the repeating ones too, custom XML and smart tags.
 */
public final class Enclosures {
    private Enclosures() {}

    /** What stands inside, null if it is nothing of that kind. */
    public static @Nullable List<?> inside(Object element) {
        if (element instanceof SdtElement control) {
            return control.getSdtContent() == null
                    ? List.of()
                    : control.getSdtContent().getContent();
        } else if (element instanceof CTCustomXmlBlock block) {
            return block.getContent();
        } else if (element instanceof CTCustomXmlRow row) {
            return row.getContent();
        } else if (element instanceof CTCustomXmlCell cell) {
            return cell.getContent();
        } else if (element instanceof CTCustomXmlRun run) {
            return run.getContent();
        } else if (element instanceof CTSmartTagRun tag) {
            return tag.getContent();
        }
        return null;
    }

    /** The elements as if nothing stood around them. */
    public static List<Object> opened(List<?> content) {
        List<Object> opened = new ArrayList<>();
        for (Object wrapped : content) {
            List<?> inside = inside(XmlUtils.unwrap(wrapped));
            if (inside == null) {
                opened.add(wrapped);
            } else {
                opened.addAll(opened(inside));
            }
        }
        return opened;
    }
}
