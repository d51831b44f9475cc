package federzug.drafting;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Keeps bookmarks apart that a loop copies and that something in the same pass refers to: each pass then has its own, and
 * the reference follows. What refers from outside the loop means the first.
 */
final class LoopBookmarks {
    /** Word cuts names of bookmarks at 40 characters. */
    private static final int LONGEST = 40;

    private static final int FIRST_ID = 2_000_000;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

    private final Set<String> names = new HashSet<>();
    private final Set<Element> settled = Collections.newSetFromMap(new IdentityHashMap<>());
    private int last;

    /** @param pass what one pass of a loop has written */
    void settle(List<Node> pass) {
        Set<String> wanted = new HashSet<>();
        pass.forEach(node -> references(node, wanted));
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, String> renamed = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        pass.forEach(node -> rename(node, wanted, renamed, ids));
        if (!renamed.isEmpty()) {
            pass.forEach(node -> follow(node, renamed));
        }
    }

    private static void references(Node node, Set<String> wanted) {
        if (node instanceof Element element) {
            String code = Xml.is(element, "instrText")
                    ? element.getTextContent()
                    : Xml.is(element, "fldSimple")
                            ? BoxMarks.attribute(element, "instr")
                            : Xml.is(element, "hyperlink") ? BoxMarks.attribute(element, "anchor") : "";
            WORD.matcher(code).results().forEach(word -> wanted.add(word.group()));
        }
        Xml.children(node).forEach(child -> references(child, wanted));
    }

    private void rename(Node node, Set<String> wanted, Map<String, String> renamed, Map<String, String> ids) {
        if (Xml.is(node, "bookmarkStart")) {
            Element start = (Element) node;
            String name = BoxMarks.attribute(start, "name");
            if (wanted.contains(name) && settled.add(start) && !names.add(name)) {
                String own = free(name);
                String id = String.valueOf(FIRST_ID + last);
                renamed.put(name, own);
                ids.put(BoxMarks.attribute(start, "id"), id);
                BoxMarks.attribute(start, "name", own);
                BoxMarks.attribute(start, "id", id);
            }
        } else if (Xml.is(node, "bookmarkEnd")) {
            String id = ids.remove(BoxMarks.attribute((Element) node, "id"));
            if (id != null) {
                BoxMarks.attribute((Element) node, "id", id);
            }
        }
        Xml.children(node).forEach(child -> rename(child, wanted, renamed, ids));
    }

    private String free(String name) {
        String own;
        do {
            String number = "_" + ++last;
            own = name.substring(0, Math.min(name.length(), LONGEST - number.length())) + number;
        } while (!names.add(own));
        return own;
    }

    private static void follow(Node node, Map<String, String> renamed) {
        if (node instanceof Element element) {
            if (Xml.is(element, "instrText")) {
                element.setTextContent(followed(element.getTextContent(), renamed));
            } else if (Xml.is(element, "fldSimple")) {
                BoxMarks.attribute(element, "instr", followed(BoxMarks.attribute(element, "instr"), renamed));
            } else if (Xml.is(element, "hyperlink")) {
                String anchor = renamed.get(BoxMarks.attribute(element, "anchor"));
                if (anchor != null) {
                    BoxMarks.attribute(element, "anchor", anchor);
                }
            }
        }
        Xml.children(node).forEach(child -> follow(child, renamed));
    }

    private static String followed(String code, Map<String, String> renamed) {
        return WORD.matcher(code)
                .replaceAll(word -> Matcher.quoteReplacement(renamed.getOrDefault(word.group(), word.group())));
    }
}
