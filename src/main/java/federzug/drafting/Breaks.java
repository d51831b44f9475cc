package federzug.drafting;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Page breaks beside marks. Ctrl+Enter behind a mark puts the break into the mark's paragraph, and
 * LibreOffice writes "page break before" as a break at the end of the paragraph before. Neither is about the mark.
 */
final class Breaks {
    /** What stands before it in a paragraph's properties (CT_PPrBase, ISO/IEC 29500-1, annex A.1). */
    private static final Set<String> EARLIER = Set.of("pStyle", "keepNext", "keepLines");

    private Breaks() {}

    /** Gives a break at the end of a paragraph to the next one, unless that one may be left out when it is filled. */
    static void moveOn(Element paragraph) {
        Node last = before(paragraph.getLastChild());
        if (last instanceof Element run && isBreak(run) && after(paragraph) instanceof Element next && stays(next)) {
            paragraph.removeChild(run);
            breakBefore(next);
        }
    }

    private static @Nullable Node before(@Nullable Node node) {
        Node last = node;
        while (last != null && Blanks.isBlank(last)) {
            last = last.getPreviousSibling();
        }
        return last;
    }

    private static @Nullable Node after(Element paragraph) {
        Node next = paragraph.getNextSibling();
        while (next != null && !Xml.is(next, "p") && Blanks.isBlank(next)) {
            next = next.getNextSibling();
        }
        return next;
    }

    private static boolean stays(Element next) {
        String text = Xml.is(next, "p") ? Runs.text(next).strip() : "";
        return !text.isEmpty() && !text.startsWith("${#") && !text.startsWith("${/");
    }

    private static void breakBefore(Element paragraph) {
        Element properties = Xml.child(paragraph, "pPr");
        if (properties == null) {
            properties = Xml.beside(paragraph, "pPr");
            paragraph.insertBefore(properties, paragraph.getFirstChild());
        }
        Element old = Xml.child(properties, "pageBreakBefore");
        if (old != null) {
            properties.removeChild(old);
        }
        Node place = properties.getFirstChild();
        while (place != null && (!(place instanceof Element) || EARLIER.contains(place.getLocalName()))) {
            place = place.getNextSibling();
        }
        properties.insertBefore(Xml.beside(properties, "pageBreakBefore"), place);
    }

    /** Whether a run holds page breaks and nothing else. */
    static boolean isBreak(Node node) {
        if (!Xml.is(node, "r")) {
            return false;
        }
        List<Node> seen = Xml.children(node).stream()
                .filter(child -> child instanceof Element)
                .filter(child -> !Xml.is(child, "rPr") && !Xml.is(child, "lastRenderedPageBreak"))
                .toList();
        return !seen.isEmpty()
                && seen.stream()
                        .allMatch(child -> child instanceof Element element
                                && Xml.is(element, "br")
                                && element.getAttributeNS(element.getNamespaceURI(), "type")
                                        .equals("page"));
    }

    /** A paragraph with nothing but that run: without the number or style of the marks it stood beside. */
    static Element alone(Element paragraph, Node run) {
        Element alone = Xml.beside(paragraph, "p");
        alone.appendChild(run.cloneNode(true));
        return alone;
    }
}
