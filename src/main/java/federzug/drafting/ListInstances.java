package federzug.drafting;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Makes numbering instances (ISO/IEC 29500-1, 17.9.15) for lists that begin within a loop, so that they restart at each
 * of its passes, as a list does that is copied together with the text before it.
 */
final class ListInstances {
    private static final int LEVELS = 9;
    private static final String PART = "word/numbering.xml";

    private final Archive archive;
    private final Set<String> used = new HashSet<>();
    private @Nullable Document numbering;
    private int last;
    private boolean changed;

    ListInstances(Archive archive) {
        this.archive = archive;
    }

    /** Gives each list of a pass a number of its own; at its first use in the document it keeps the one it has. */
    void begin(Set<String> lists, List<Node> pass) {
        Map<String, String> own = new HashMap<>();
        for (String list : lists) {
            own.put(list, used.add(list) ? list : instance(list));
        }
        pass.forEach(node -> rename(node, own));
    }

    private static void rename(Node node, Map<String, String> own) {
        if (Xml.is(node, "numId") && Xml.is(node.getParentNode(), "numPr")) {
            String value = BoxMarks.attribute((Element) node, "val");
            BoxMarks.attribute((Element) node, "val", own.getOrDefault(value, value));
        }
        Xml.children(node).forEach(child -> rename(child, own));
    }

    private String instance(String list) {
        Document document = numbering();
        Element model = document == null ? null : num(document, list);
        if (document == null || model == null) {
            return list;
        }
        Element own = (Element) model.cloneNode(true);
        String id = String.valueOf(++last);
        BoxMarks.attribute(own, "numId", id);
        for (int level = 0; level < LEVELS; level++) {
            restart(own, String.valueOf(level), start(document, model, String.valueOf(level)));
        }
        Node after = model;
        while (Xml.is(after.getNextSibling(), "num")) {
            after = after.getNextSibling();
        }
        model.getParentNode().insertBefore(own, after.getNextSibling());
        changed = true;
        return id;
    }

    private static void restart(Element own, String level, String start) {
        Element override = byAttribute(own, "lvlOverride", "ilvl", level);
        if (override == null) {
            override = Xml.beside(own, "lvlOverride");
            BoxMarks.attribute(override, "ilvl", level);
            own.appendChild(override);
        }
        if (Xml.child(override, "startOverride") == null) {
            Element restart = Xml.beside(own, "startOverride");
            BoxMarks.attribute(restart, "val", start);
            override.insertBefore(restart, override.getFirstChild());
        }
    }

    /** Where a level begins: as the list says, or the definition it is made of. */
    private static String start(Document document, Element num, String level) {
        Element override = byAttribute(num, "lvlOverride", "ilvl", level);
        Element own = override == null ? null : Xml.child(override, "lvl");
        Element reference = Xml.child(num, "abstractNumId");
        Element definition = reference == null
                ? null
                : byAttribute(
                        document.getDocumentElement(),
                        "abstractNum",
                        "abstractNumId",
                        BoxMarks.attribute(reference, "val"));
        Element lvl = own == null && definition != null ? byAttribute(definition, "lvl", "ilvl", level) : own;
        Element start = lvl == null ? null : Xml.child(lvl, "start");
        return start == null ? "1" : BoxMarks.attribute(start, "val");
    }

    private static @Nullable Element num(Document document, String id) {
        return byAttribute(document.getDocumentElement(), "num", "numId", id);
    }

    private static @Nullable Element byAttribute(Element parent, String name, String attribute, String value) {
        return Xml.children(parent).stream()
                .filter(child -> Xml.is(child, name))
                .map(Element.class::cast)
                .filter(child -> BoxMarks.attribute(child, attribute).equals(value))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Document numbering() {
        byte[] bytes = archive.parts().get(PART);
        if (numbering == null && bytes != null) {
            try {
                numbering = Xml.parse(bytes);
            } catch (SAXException | IOException e) {
                throw new IllegalStateException("checked before: " + PART, e);
            }
            for (Node child : Xml.children(numbering.getDocumentElement())) {
                String id = Xml.is(child, "num") ? BoxMarks.attribute((Element) child, "numId") : "";
                last = Math.max(last, id.matches("\\d{1,8}") ? Integer.parseInt(id) : 0);
            }
        }
        return numbering;
    }

    /** The definitions with the new instances among them. */
    void into(Map<String, byte[]> parts) {
        if (changed && numbering != null) {
            parts.put(PART, Xml.write(numbering));
        }
    }

    /**
     * Finds the lists that begin within each loop of a part: nothing before the loop belongs to them, and in each pass a
     * text stands before them. A list that is nothing but the loop's passes counts on.
     */
    static Map<Piece.Loop, Set<String>> beginning(Piece tree) {
        Map<Piece.Loop, Set<String>> found = new IdentityHashMap<>();
        new Search(found).walk(tree);
        return found;
    }

    private static final class Search {
        private final Map<Piece.Loop, Set<String>> found;
        private final Set<String> begun = new HashSet<>();

        Search(Map<Piece.Loop, Set<String>> found) {
            this.found = found;
        }

        void walk(Piece piece) {
            if (piece instanceof Piece.Loop loop) {
                Set<String> before = Set.copyOf(begun);
                Set<String> own = new LinkedHashSet<>();
                Begin begin = new Begin(before, own);
                loop.body().forEach(begin::look);
                if (!own.isEmpty()) {
                    found.put(loop, Collections.unmodifiableSet(own));
                }
                loop.body().forEach(this::walk);
            } else if (piece instanceof Piece.Choice choice) {
                choice.yes().forEach(this::walk);
                choice.no().forEach(this::walk);
            } else if (piece instanceof Piece.Frame frame) {
                note(frame.element());
                frame.children().forEach(this::walk);
            } else if (piece instanceof Piece.Copy copy) {
                noteAll(copy.node());
            }
        }

        private void noteAll(Node node) {
            note(node);
            if (!Xml.is(node, "p")) {
                Xml.children(node).forEach(this::noteAll);
            }
        }

        private void note(Node node) {
            String list = list(node);
            if (!list.isEmpty()) {
                begun.add(list);
            }
        }
    }

    /** What one pass of a loop begins with. */
    private static final class Begin {
        private final Set<String> before;
        private final Set<String> own;
        private final Set<String> seen = new HashSet<>();
        private boolean text;

        Begin(Set<String> before, Set<String> own) {
            this.before = before;
            this.own = own;
        }

        void look(Piece piece) {
            if (piece instanceof Piece.Loop loop) {
                loop.body().forEach(this::look);
            } else if (piece instanceof Piece.Choice choice) {
                choice.yes().forEach(this::look);
                choice.no().forEach(this::look);
            } else if (piece instanceof Piece.Box) {
                text = true;
            } else if (piece instanceof Piece.Frame frame) {
                if (Xml.is(frame.element(), "p")) {
                    paragraph(frame.element(), Blanks.isBlank(frame));
                } else {
                    frame.children().forEach(this::look);
                }
            } else if (piece instanceof Piece.Copy copy) {
                look(copy.node());
            }
        }

        private void look(Node node) {
            if (Xml.is(node, "p")) {
                paragraph(node, Blanks.isBlank(node));
            } else {
                Xml.children(node).forEach(this::look);
            }
        }

        private void paragraph(Node paragraph, boolean blank) {
            String list = list(paragraph);
            if (list.isEmpty()) {
                text |= !blank;
            } else if (seen.add(list) && text && !before.contains(list)) {
                own.add(list);
            }
        }
    }

    /** The list a paragraph itself belongs to; one that its style numbers continues through the document. */
    private static String list(Node paragraph) {
        Element properties = Xml.is(paragraph, "p") ? Xml.child(paragraph, "pPr") : null;
        Element numbers = properties == null ? null : Xml.child(properties, "numPr");
        Element list = numbers == null ? null : Xml.child(numbers, "numId");
        String id = list == null ? "" : BoxMarks.attribute(list, "val");
        return id.equals("0") ? "" : id;
    }
}
