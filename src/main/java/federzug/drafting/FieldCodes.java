package federzug.drafting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The instructions of fields (ISO/IEC 29500-1, 17.16.2), which Word may split over runs and which may hold placeholders. */
final class FieldCodes {
    private FieldCodes() {}

    /** Brings each instruction that holds a placeholder into its first piece, so that it can be filled. */
    static void join(Element paragraph) {
        List<List<Element>> codes = new ArrayList<>();
        List<Element> open = new ArrayList<>();
        collect(paragraph, open, codes);
        codes.add(open);
        for (List<Element> code : codes) {
            StringBuilder text = new StringBuilder();
            code.forEach(piece -> text.append(piece.getTextContent()));
            if (code.size() > 1 && PartRelations.mayHold(text.toString())) {
                code.get(0).setTextContent(text.toString());
                code.get(0).setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
                code.subList(1, code.size())
                        .forEach(piece -> piece.getParentNode().removeChild(piece));
            }
        }
    }

    private static void collect(Node parent, List<Element> open, List<List<Element>> codes) {
        for (Node child : Xml.children(parent)) {
            if (Xml.is(child, "instrText")) {
                open.add((Element) child);
            } else if (Xml.is(child, "fldChar")) {
                codes.add(new ArrayList<>(open));
                open.clear();
            } else if (!Xml.is(child, "p")) {
                collect(child, open, codes);
            }
        }
    }

    static boolean isLink(String code) {
        return code.strip().toUpperCase(Locale.ROOT).startsWith("HYPERLINK");
    }

    /** A value as it may stand within an instruction: no quotation mark ends an argument, nothing becomes a switch. */
    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
