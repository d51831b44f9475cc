package federzug.drafting;

import federzug.drafting.Piece.Copy;
import federzug.drafting.Piece.Frame;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Distinguishes what of a Word file is printed from markup around it and statements about it. */
final class Blanks {
    private static final Set<String> INVISIBLE = Set.of(
            "pPr",
            "tcPr",
            "trPr",
            "tblPrEx",
            "sdtPr",
            "sdtEndPr",
            "customXmlPr",
            "bookmarkStart",
            "bookmarkEnd",
            "proofErr",
            "permStart",
            "permEnd");

    /** What may stand around rows, cells, paragraphs and runs without being seen (ISO/IEC 29500-1, 17.5). */
    private static final Set<String> WRAPPERS = Set.of("sdt", "sdtContent", "customXml");

    private Blanks() {}

    /** Whether nothing of it is seen on paper; a section break is seen. */
    static boolean isBlank(Piece piece) {
        if (piece instanceof Copy copy) {
            return isBlank(copy.node());
        }
        return piece instanceof Frame frame
                && (Xml.is(frame.element(), "tc")
                        || Xml.is(frame.element(), "p")
                        || Xml.is(frame.element(), "r")
                        || isWrapper(frame.element()))
                && frame.children().stream().allMatch(Blanks::isBlank);
    }

    static boolean isBlank(Node node) {
        if (!(node instanceof Element element)) {
            return node.getNodeType() != Node.TEXT_NODE || node.getTextContent().isBlank();
        }
        if (INVISIBLE.contains(element.getLocalName())) {
            return Xml.child(element, "sectPr") == null;
        }
        boolean run = Xml.is(element, "r");
        if (run || Xml.is(element, "tc") || Xml.is(element, "p") || isWrapper(element)) {
            return Xml.children(element).stream()
                    .allMatch(child -> Xml.is(child, "rPr")
                            || Xml.is(child, "lastRenderedPageBreak")
                            || (Xml.is(child, "t") ? child.getTextContent().isBlank() : isBlank(child)));
        }
        return false;
    }

    /** Whether it is a content control, its content, or custom XML around something. */
    static boolean isWrapper(Node node) {
        return node instanceof Element element
                && Xml.isWord(String.valueOf(element.getNamespaceURI()))
                && WRAPPERS.contains(element.getLocalName());
    }

    /** Whether it says something about what stands beside it and is nothing itself. */
    static boolean isProperties(Node node) {
        return node instanceof Element element
                && String.valueOf(element.getLocalName()).endsWith("Pr");
    }
}
