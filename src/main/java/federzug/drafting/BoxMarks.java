package federzug.drafting;

import federzug.agreement.Person;
import federzug.document.Digest;
import federzug.drafting.Filler.PlacedBox;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Bookmarks (ISO/IEC 29500-1, 17.13.6) by which the signature boxes of a draft are found again after people have edited
 * it. Values are written as text only, so none can make a bookmark; those of a template are taken out.
 */
final class BoxMarks {
    static final String PREFIX = "Unterschriftsfeld_";
    /** Word cuts names of bookmarks at 40 characters. */
    private static final int LONGEST = 40;

    private static final int FIRST_ID = 1_000_000;

    private BoxMarks() {}

    /** The bookmark's name; letters, digits and low lines are all that Word allows. */
    static String name(Person person) {
        String name = PREFIX + person.key().replace('-', '_');
        String hash =
                Digest.of(person.key().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - hash.length()) + hash;
    }

    /** Marks the boxes in the document that holds them. */
    static void set(List<PlacedBox> boxes) {
        int id = FIRST_ID;
        for (PlacedBox box : boxes) {
            Element paragraph = box.paragraph();
            Element start = Xml.beside(paragraph, "bookmarkStart");
            Element end = Xml.beside(paragraph, "bookmarkEnd");
            attribute(start, "id", String.valueOf(id));
            attribute(end, "id", String.valueOf(id++));
            attribute(start, "name", name(box.person()));
            paragraph.appendChild(start);
            paragraph.appendChild(end);
        }
    }

    /** Takes out every bookmark that looks like a box. */
    static void clear(Document document) {
        clear(document.getDocumentElement(), new HashSet<>());
    }

    private static void clear(Node parent, Set<String> dropped) {
        for (Node child : Xml.children(parent)) {
            if (Xml.is(child, "bookmarkStart") && isBox((Element) child)) {
                dropped.add(attribute((Element) child, "id"));
                parent.removeChild(child);
            } else if (Xml.is(child, "bookmarkEnd") && dropped.remove(attribute((Element) child, "id"))) {
                parent.removeChild(child);
            } else {
                clear(child, dropped);
            }
        }
    }

    static boolean isBox(Element bookmark) {
        return attribute(bookmark, "name").startsWith(PREFIX);
    }

    static String attribute(Element element, String name) {
        return element.getAttributeNS(element.getNamespaceURI(), name);
    }

    static void attribute(Element element, String name, String value) {
        String prefix = element.getPrefix() == null ? "w" : element.getPrefix();
        element.setAttributeNS(element.getNamespaceURI(), prefix + ":" + name, value);
    }
}
