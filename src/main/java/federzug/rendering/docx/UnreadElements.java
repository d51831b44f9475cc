package federzug.rendering.docx;

import federzug.rendering.manuscript.RenderingProblems;
import jakarta.xml.bind.JAXBElement;
import java.util.Locale;
import java.util.Set;
import org.docx4j.XmlUtils;
import org.docx4j.math.CTOMath;
import org.docx4j.math.CTOMathPara;
import org.docx4j.wml.CTFtnEdnRef;
import org.docx4j.wml.CTObject;
import org.docx4j.wml.RunDel;
import org.docx4j.wml.RunIns;

/** Distinguishes what may be ignored inside a paragraph from what is refused, and names it. */
public final class UnreadElements {
    private static final Set<String> HARMLESS = Set.of(
            "bookmarkEnd",
            "commentRangeStart",
            "commentRangeEnd",
            "commentReference",
            "annotationRef",
            "lastRenderedPageBreak",
            "permStart",
            "permEnd");

    private UnreadElements() {}

    public static boolean harmless(Object wrapped) {
        String name = wrapped instanceof JAXBElement<?> e
                ? e.getName().getLocalPart()
                : wrapped.getClass().getSimpleName();
        return HARMLESS.contains(Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }

    /** Names what was found in words a template's author knows. */
    public static void refuse(Object wrapped, RenderingProblems problems) {
        Object element = XmlUtils.unwrap(wrapped);
        String name = wrapped instanceof JAXBElement<?> e
                ? e.getName().getLocalPart()
                : element.getClass().getSimpleName();
        if (element instanceof RunIns
                || element instanceof RunDel
                || name.startsWith("move")
                || name.equals("del")
                || name.startsWith("customXml") && name.contains("Range")) {
            problems.add("rendering.draft.tracked-change");
        } else if (name.equals("AlternateContent")) {
            problems.add("rendering.draft.alternatives");
        } else if (element instanceof CTObject) {
            problems.add("rendering.draft.embedded-object");
        } else if (name.startsWith("oMath") || element instanceof CTOMath || element instanceof CTOMathPara) {
            problems.add("rendering.draft.formula");
        } else if (name.equals("ruby")) {
            problems.add("rendering.draft.phonetic-guide");
        } else if (name.toLowerCase(Locale.ROOT).endsWith("altchunk") || name.equals("subDoc")) {
            problems.add("rendering.draft.inserted-file");
        } else if (name.equals("bdo") || name.equals("dir")) {
            problems.add("rendering.draft.right-to-left");
        } else if (element instanceof CTFtnEdnRef) {
            problems.add(
                    name.equals("endnoteReference") ? "rendering.draft.endnote" : "rendering.draft.footnote-in-header");
        } else {
            problems.add("rendering.draft.unknown", name);
        }
    }
}
