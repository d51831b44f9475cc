package federzug.drafting;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The text of one paragraph across its runs. Word splits what was typed in one go into many runs; here each placeholder
 * is brought into a run of its own that has the formatting of the placeholder's first character.
 */
final class Runs {
    private static final Set<String> SILENT = Set.of("rPr", "lastRenderedPageBreak");

    private record Part(Element text, int start, int length) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Part> parts = new ArrayList<>();

    private Runs() {}

    static String text(Element paragraph) {
        Runs runs = new Runs();
        runs.collect(paragraph);
        return runs.text.toString();
    }

    /** Changes the paragraph so that each placeholder is alone in a run; gives those runs. */
    static Map<Element, Token> isolate(Element paragraph) {
        Runs runs = new Runs();
        runs.collect(paragraph);
        List<Token> tokens = Token.in(runs.text.toString());
        Map<Element, Token> isolated = new IdentityHashMap<>();
        for (int i = tokens.size() - 1; i >= 0; i--) {
            isolated.put(runs.isolate(tokens.get(i)), tokens.get(i));
        }
        return isolated;
    }

    /** Writes other text into a paragraph in place of some of its own, with the formatting of the first character. */
    static void replace(Element paragraph, int from, int to, String replacement) {
        Runs runs = new Runs();
        runs.collect(paragraph);
        Element run = runs.isolate(new Token(from, to, ""));
        for (Node child : Xml.children(run)) {
            if (Xml.is(child, "t")) {
                run.removeChild(child);
            }
        }
        run.appendChild(newText(run, replacement));
    }

    private void collect(Node node) {
        for (Node child : Xml.children(node)) {
            if (!(child instanceof Element element) || Xml.is(child, "p") || Xml.is(child, "pPr")) {
                continue;
            }
            if (Xml.is(child, "t") && Xml.is(node, "r")) {
                String content = element.getTextContent();
                parts.add(new Part(element, text.length(), content.length()));
                text.append(content);
            } else if (!Xml.is(node, "r")) {
                collect(child);
            } else if (!SILENT.contains(element.getLocalName())) {
                text.append(Token.OTHER);
                collect(child);
            }
        }
    }

    private Element isolate(Token token) {
        int first = partAt(token.start());
        int last = partAt(token.end() - 1);
        splitAfter(parts.get(last).text, token.end() - parts.get(last).start);
        Element text = splitBefore(parts.get(first).text, token.start() - parts.get(first).start);
        for (int i = first + 1; i <= last; i++) {
            drop(parts.get(i).text);
        }
        text.setTextContent("${" + token.content() + "}");
        return runOf(text);
    }

    private int partAt(int offset) {
        int found = parts.size() - 1;
        while (parts.get(found).start > offset || parts.get(found).length == 0) {
            found--;
        }
        return found;
    }

    /** Moves what follows that place of the run into a run of its own. */
    private static void splitAfter(Element text, int at) {
        String rest = text.getTextContent().substring(at);
        if (rest.isEmpty() && text.getNextSibling() == null) {
            return;
        }
        Element tail = newRunAfter(runOf(text));
        if (!rest.isEmpty()) {
            text.setTextContent(text.getTextContent().substring(0, at));
            tail.appendChild(newText(text, rest));
        }
        moveFollowing(text, tail);
    }

    /** Makes that place of the text the start of a run; gives the text that begins there. */
    private static Element splitBefore(Element text, int at) {
        if (at == 0 && !isPreceded(text)) {
            return text;
        }
        Element tail = newRunAfter(runOf(text));
        Element start = text;
        if (at > 0) {
            start = newText(text, text.getTextContent().substring(at));
            text.setTextContent(text.getTextContent().substring(0, at));
            preserveSpace(text);
            tail.appendChild(start);
            moveFollowing(text, tail);
        } else {
            Node next = text.getNextSibling();
            tail.appendChild(text);
            while (next != null) {
                Node following = next.getNextSibling();
                tail.appendChild(next);
                next = following;
            }
        }
        return start;
    }

    private static boolean isPreceded(Element text) {
        for (Node before = text.getPreviousSibling(); before != null; before = before.getPreviousSibling()) {
            if (before instanceof Element && !Xml.is(before, "rPr")) {
                return true;
            }
        }
        return false;
    }

    private static Element newRunAfter(Element run) {
        Element tail = (Element) run.cloneNode(false);
        Element properties = Xml.child(run, "rPr");
        if (properties != null) {
            tail.appendChild(properties.cloneNode(true));
        }
        run.getParentNode().insertBefore(tail, run.getNextSibling());
        return tail;
    }

    static Element newText(Element neighbour, String content) {
        Element text = Xml.beside(neighbour, "t");
        text.setTextContent(content);
        preserveSpace(text);
        return text;
    }

    private static void preserveSpace(Element text) {
        text.setAttributeNS(XMLConstants.XML_NS_URI, "xml:space", "preserve");
    }

    private static void moveFollowing(Element text, Element run) {
        for (Node next = text.getNextSibling(); next != null; next = text.getNextSibling()) {
            run.appendChild(next);
        }
    }

    private static void drop(Element text) {
        Element run = runOf(text);
        run.removeChild(text);
        if (Xml.children(run).stream().noneMatch(node -> node instanceof Element && !Xml.is(node, "rPr"))) {
            run.getParentNode().removeChild(run);
        }
    }

    private static Element runOf(Element text) {
        return (Element) text.getParentNode();
    }
}
