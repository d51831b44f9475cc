package federzug.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The words of a Word file read straight from its XML, knowing nothing of how rendering reads it. Results of fields that
 * are made anew stand as {@link #ANEW}, footnotes where they are referred to.
 */
public final class RenderingWords {
    /** What only the pages tell: the value of a field. */
    public static final char ANEW = '\uE000';

    /** What only the pages tell: the number of a page or how many there are. */
    public static final char PAGE = '\uE001';

    /** What only the pages tell: the mark of a footnote, or a symbol of a font of symbols. */
    public static final char SIGN = '\uE002';

    /** What only the pages tell, if anything: the number of a paragraph in a list. */
    public static final char NUMBER = '\uE003';

    /** In a paragraph with text boxes, which come before it: where its own words begin. */
    public static final char OWN = '\uE004';

    /**
     * What is repeated on the pages of a section.
     *
     * @param first whether its first page has a header and a footer of its own
     * @param even whether its even pages have
     */
    public record Edges(Map<String, String> headers, Map<String, String> footers, boolean first, boolean even) {}

    private static final Set<String> PAGES = Set.of("PAGE", "NUMPAGES", "PAGEREF");
    private static final Set<String> MADE_ANEW = Set.of(
            "PAGE",
            "NUMPAGES",
            "PAGEREF",
            "DATE",
            "TIME",
            "SAVEDATE",
            "TITLE",
            "SUBJECT",
            "AUTHOR",
            "DOCPROPERTY",
            "REF",
            "NOTEREF",
            "STYLEREF",
            "SEQ");

    private final Map<String, Document> parts = new HashMap<>();
    private final Deque<StringBuilder> instructions = new ArrayDeque<>();
    private final Deque<Boolean> anew = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder boxes = new StringBuilder();
    /** Whether words that only decorate the page count. */
    private boolean lettering = true;

    private boolean contents;
    private boolean afterTab;

    private RenderingWords() {}

    private static RenderingWords read(byte[] docx) {
        RenderingWords words = new RenderingWords();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().matches("word/(document|footnotes|settings|header\\d*|footer\\d*)\\.xml")
                        || entry.getName().equals("word/_rels/document.xml.rels")) {
                    byte[] part = zip.readAllBytes();
                    words.parts.put(
                            entry.getName(), factory.newDocumentBuilder().parse(new ByteArrayInputStream(part)));
                }
            }
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
        return words;
    }

    /**
     * One text for each paragraph of the body in the order of the file. What stands in the header of a first page comes
     * before the first paragraph of its section, what stands in its footer after the last.
     */
    public static List<String> of(byte[] docx) {
        RenderingWords words = read(docx);
        List<String> paragraphs = new ArrayList<>();
        Element body = children(words.parts.get("word/document.xml").getDocumentElement()).stream()
                .filter(child -> child.getLocalName().equals("body"))
                .findFirst()
                .orElseThrow();
        Map<String, String> files = words.files();
        Map<String, Element> first = new HashMap<>();
        Set<Element> read = new HashSet<>();
        int begin = 0;
        List<Element> blocks = children(body);
        for (int i = 0; i < blocks.size(); i++) {
            Element block = blocks.get(i);
            words.block(block, body, paragraphs);
            Element end = block.getLocalName().equals("sectPr") ? block : sectionEnd(block);
            if (end == null || !block.equals(end) && i == blocks.size() - 1) {
                continue;
            }
            for (Element reference : children(end)) {
                first.put(reference.getLocalName() + attribute(reference, "type"), reference);
            }
            if (on(end, "titlePg") && begin < paragraphs.size()) {
                String before = words.once("headerReference", first, files, read);
                String after = words.once("footerReference", first, files, read);
                String own = paragraphs.get(begin);
                paragraphs.set(begin, before + (own.indexOf(OWN) < 0 ? OWN : "") + own);
                int last = paragraphs.size() - 1;
                paragraphs.set(last, paragraphs.get(last) + after);
            }
            begin = paragraphs.size();
        }
        return paragraphs;
    }

    private static Element sectionEnd(Element block) {
        return children(block).stream()
                .filter(child -> child.getLocalName().equals("pPr"))
                .flatMap(child -> children(child).stream())
                .filter(child -> child.getLocalName().equals("sectPr"))
                .findFirst()
                .orElse(null);
    }

    /** What only a first page says; what all pages say is no part of the text. */
    private String once(String kind, Map<String, Element> references, Map<String, String> files, Set<Element> read) {
        Element reference = references.get(kind + "first");
        if (reference == null || !read.add(reference)) {
            return "";
        }
        lettering = false;
        String story = story(files.get(relation(reference)));
        Element other = references.get(kind + "default");
        boolean same = other != null && story.equals(story(files.get(relation(other))));
        lettering = true;
        return same ? "" : story;
    }

    private Map<String, String> files() {
        Map<String, String> files = new HashMap<>();
        for (Element relation :
                children(parts.get("word/_rels/document.xml.rels").getDocumentElement())) {
            files.put(relation.getAttribute("Id"), "word/" + relation.getAttribute("Target"));
        }
        return files;
    }

    /** The headers and footers of each section that begins a page; what one does not name is that of the one before. */
    public static List<Edges> edges(byte[] docx) {
        RenderingWords words = read(docx);
        boolean even = words.parts.containsKey("word/settings.xml")
                && on(words.parts.get("word/settings.xml").getDocumentElement(), "evenAndOddHeaders");
        Map<String, String> files = words.files();
        List<Edges> sections = new ArrayList<>();
        Map<String, String> headers = new HashMap<>();
        Map<String, String> footers = new HashMap<>();
        NodeList ends = words.parts.get("word/document.xml").getElementsByTagNameNS("*", "sectPr");
        for (int i = 0; i < ends.getLength(); i++) {
            Node parent = ends.item(i).getParentNode();
            Node owner =
                    parent.getLocalName().equals("pPr") ? parent.getParentNode().getParentNode() : parent;
            boolean inside = !owner.getLocalName().equals("body");
            boolean doubled = owner == parent && i + 1 < ends.getLength();
            if (inside || doubled) {
                continue;
            }
            boolean continues = false;
            for (Element child : children((Element) ends.item(i))) {
                String type = attribute(child, "type").matches("first|even") ? attribute(child, "type") : "default";
                switch (child.getLocalName()) {
                    case "headerReference" -> headers.put(type, words.story(files.get(relation(child))));
                    case "footerReference" -> footers.put(type, words.story(files.get(relation(child))));
                    case "type" -> continues = attribute(child, "val").equals("continuous") && !sections.isEmpty();
                    default -> {}
                }
            }
            if (!continues) {
                sections.add(new Edges(
                        Map.copyOf(headers), Map.copyOf(footers), on((Element) ends.item(i), "titlePg"), even));
            }
        }
        return sections.isEmpty() ? List.of(new Edges(Map.of(), Map.of(), false, even)) : sections;
    }

    private String story(String part) {
        List<String> paragraphs = new ArrayList<>();
        if (parts.containsKey(part)) {
            paragraphs(parts.get(part).getDocumentElement(), paragraphs);
        }
        return String.join("", paragraphs);
    }

    private static String relation(Element reference) {
        return reference.getAttributeNS("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id");
    }

    private static String attribute(Element of, String name) {
        return of.getAttributeNS(of.getNamespaceURI(), name);
    }

    /** Whether a switch is set (ISO/IEC 29500-1, 17.17.4). */
    private static boolean on(Element within, String name) {
        return children(within).stream()
                .filter(child -> child.getLocalName().equals(name))
                .anyMatch(child -> !Set.of("0", "false", "off").contains(attribute(child, "val")));
    }

    private void paragraphs(Element within, List<String> into) {
        for (Element child : children(within)) {
            block(child, within, into);
        }
    }

    private void block(Element child, Element within, List<String> into) {
        if (child.getLocalName().equals("p")) {
            text.setLength(0);
            boxes.setLength(0);
            afterTab = false;
            words(child);
            if (edge(child) && numbered(child)) {
                text.insert(0, NUMBER);
            }
            if (!boxes.isEmpty()) {
                text.insert(0, boxes.toString() + (edge(child) ? "" : OWN));
                boxes.setLength(0);
            }
            // Between rows or cells there is no paragraph.
            if (!within.getLocalName().matches("tbl|tr") || text.length() > 0) {
                into.add(text.toString());
            }
        } else if (!child.getLocalName().endsWith("Pr")) {
            paragraphs(child, into);
        }
    }

    private static boolean edge(Element paragraph) {
        return !paragraph.getOwnerDocument().getDocumentElement().getLocalName().equals("document");
    }

    private static boolean numbered(Element paragraph) {
        return children(paragraph).stream()
                .filter(child -> child.getLocalName().equals("pPr"))
                .flatMap(child -> children(child).stream())
                .anyMatch(child -> child.getLocalName().matches("numPr|pStyle"));
    }

    private void words(Element within) {
        for (Element child : children(within)) {
            switch (child.getLocalName()) {
                case "r" -> {
                    if (!hidden(child)) {
                        words(child);
                    }
                }
                case "t" -> shown(child.getTextContent());
                case "tab" -> afterTab = true;
                case "noBreakHyphen" -> shown("\u2011");
                case "sym" -> shown(String.valueOf(SIGN));
                case "fldChar" -> mark(child.getAttributeNS(child.getNamespaceURI(), "fldCharType"));
                case "instrText" -> instructions.element().append(child.getTextContent());
                case "fldSimple" -> {
                    mark("begin");
                    instructions.element().append(child.getAttributeNS(child.getNamespaceURI(), "instr"));
                    mark("separate");
                    words(child);
                    mark("end");
                }
                case "footnoteReference" -> note(child);
                case "footnoteRef" -> shown(String.valueOf(SIGN));
                case "txbxContent" -> box(child);
                case "textpath" -> boxes.append(lettering ? child.getAttribute("string") : "");
                case "pPr", "rPr", "Fallback" -> {}
                default -> words(child);
            }
        }
    }

    /** The text of a box comes before the paragraph where it is anchored. */
    private void box(Element content) {
        String around = text.toString();
        String before = boxes.toString();
        List<String> paragraphs = new ArrayList<>();
        paragraphs(content, paragraphs);
        text.setLength(0);
        text.append(around);
        boxes.setLength(0);
        boxes.append(before).append(String.join("", paragraphs).replace(String.valueOf(OWN), ""));
    }

    private void shown(String words) {
        if (anew.contains(Boolean.TRUE)) {
            return;
        }
        // LibreOffice writes the page numbers of a table of contents as plain text.
        text.append(contents && afterTab && words.matches("\\d+") ? String.valueOf(PAGE) : words);
    }

    private void mark(String type) {
        switch (type) {
            case "begin" -> instructions.push(new StringBuilder());
            case "separate" -> {
                if (anew.size() == instructions.size()) {
                    return;
                }
                String kind = instructions.element().toString().strip().split("\\s+")[0];
                contents |= kind.equals("TOC");
                boolean made = MADE_ANEW.contains(kind);
                if (made && !anew.contains(Boolean.TRUE)) {
                    text.append(PAGES.contains(kind) ? PAGE : ANEW);
                }
                anew.push(made);
            }
            default -> {
                String kind = instructions.pop().toString().strip().split("\\s+")[0];
                contents &= !kind.equals("TOC");
                anew.pop();
            }
        }
    }

    private void note(Element reference) {
        String namespace = reference.getNamespaceURI();
        if (!reference.hasAttributeNS(namespace, "customMarkFollows")) {
            shown(String.valueOf(SIGN));
        }
        for (Element note : children(parts.get("word/footnotes.xml").getDocumentElement())) {
            if (note.getAttributeNS(namespace, "id").equals(reference.getAttributeNS(namespace, "id"))) {
                words(note);
            }
        }
    }

    private static boolean hidden(Element run) {
        return children(run).stream()
                .filter(child -> child.getLocalName().equals("rPr"))
                .anyMatch(child -> on(child, "vanish"));
    }

    private static List<Element> children(Element of) {
        List<Element> children = new ArrayList<>();
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
