package federzug.drafting;

import federzug.drafting.Piece.Choice;
import federzug.drafting.Piece.Copy;
import federzug.drafting.Piece.Frame;
import federzug.drafting.Piece.Loop;
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

    /** Whether conditions took away all there was: a table's rows, a control's content, or what a paragraph said. */
    static boolean isEmptied(Frame frame, Element filled) {
        if (Xml.is(filled, "tbl")) {
            return !hasRow(filled);
        }
        if (Xml.is(filled, "sdt") || Xml.is(filled, "customXml")) {
            return Xml.children(filled).stream()
                    .allMatch(child -> !(child instanceof Element)
                            || isProperties(child)
                            || Xml.is(child, "sdtContent")
                                    && Xml.children(child).stream().noneMatch(Element.class::isInstance));
        }
        return Xml.is(filled, "p")
                && frame.children().stream()
                        .allMatch(piece -> piece instanceof Choice || piece instanceof Loop || isBlank(piece))
                && Xml.children(filled).stream().allMatch(Blanks::isBlank);
    }

    /** Rows may stand in content controls. */
    private static boolean hasRow(Node parent) {
        return Xml.children(parent).stream()
                .anyMatch(child -> Xml.is(child, "tr") || isWrapper(child) && hasRow(child));
    }

    /** As a cell has to; the paragraph may stand in content controls. */
    static boolean endsWithParagraph(Element parent) {
        Node last = parent.getLastChild();
        while (last != null && !(last instanceof Element)) {
            last = last.getPreviousSibling();
        }
        return last instanceof Element element
                && (Xml.is(element, "p") || isWrapper(element) && endsWithParagraph(element));
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
