package federzug.drafting;

import java.util.HashSet;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Makes identifiers unique that a loop has copied: Word repairs or refuses files with duplicates. */
final class Identifiers {
    private final Set<String> bookmarks = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();
    private int drawings;

    private Identifiers() {}

    static void renumber(Document document) {
        new Identifiers().walk(document.getDocumentElement());
    }

    private void walk(Node parent) {
        for (Node node : Xml.children(parent)) {
            if (!(node instanceof Element element)) {
                continue;
            }
            if (Xml.is(element, "p") || Xml.is(element, "tr")) {
                dropParagraphIds(element);
            } else if ("docPr".equals(element.getLocalName())) {
                element.setAttribute("id", String.valueOf(++drawings));
            } else if (Xml.is(element, "bookmarkStart") && !bookmarks.add(attribute(element, "name"))
                    || Xml.is(element, "bookmarkEnd") && dropped.remove(attribute(element, "id"))) {
                if (Xml.is(element, "bookmarkStart")) {
                    dropped.add(attribute(element, "id"));
                }
                parent.removeChild(element);
                continue;
            }
            walk(element);
        }
    }

    /** {@code w14:paraId} and {@code w14:textId} ([MS-DOCX] 2.2.4) are optional. */
    private static void dropParagraphIds(Element element) {
        for (int i = element.getAttributes().getLength() - 1; i >= 0; i--) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if ("paraId".equals(attribute.getLocalName()) || "textId".equals(attribute.getLocalName())) {
                element.removeAttributeNode(attribute);
            }
        }
    }

    private static String attribute(Element element, String name) {
        return element.getAttributeNS(element.getNamespaceURI(), name);
    }
}
