package federzug.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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
import org.xml.sax.SAXException;

/**
 * The words of a Word file read straight from its XML, knowing nothing of how rendering reads it. Results of fields that
 * are made anew stand as {@link #ANEW}, footnotes where they are referred to.
 */
public final class RenderingWords {
    /** One or more characters that only the pages tell. */
    public static final char ANEW = '\uE000';

    private static final Set<String> MADE_ANEW = Set.of(
            "PAGE", "NUMPAGES", "PAGEREF", "DATE", "TIME", "SAVEDATE", "TITLE", "SUBJECT", "AUTHOR", "DOCPROPERTY");

    private final Map<String, Document> parts = new HashMap<>();
    private final Deque<StringBuilder> instructions = new ArrayDeque<>();
    private final Deque<Boolean> anew = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private boolean contents;
    private boolean afterTab;

    private RenderingWords() {}

    /** One text for each paragraph of the body in the order of the file. */
    public static List<String> of(byte[] docx) {
        RenderingWords words = new RenderingWords();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().matches("word/(document|footnotes)\\.xml")) {
                    byte[] part = zip.readAllBytes();
                    words.parts.put(
                            entry.getName(), factory.newDocumentBuilder().parse(new ByteArrayInputStream(part)));
                }
            }
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
        List<String> paragraphs = new ArrayList<>();
        words.paragraphs(words.parts.get("word/document.xml").getDocumentElement(), paragraphs);
        return paragraphs;
    }

    private void paragraphs(Element within, List<String> into) {
        for (Element child : children(within)) {
            if (child.getLocalName().equals("p")) {
                text.setLength(0);
                afterTab = false;
                words(child);
                into.add(text.toString());
            } else if (!child.getLocalName().endsWith("Pr")) {
                paragraphs(child, into);
            }
        }
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
                case "sym" -> shown(String.valueOf(ANEW));
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
                case "footnoteRef" -> shown(String.valueOf(ANEW));
                case "pPr", "rPr", "drawing" -> {}
                default -> words(child);
            }
        }
    }

    private void shown(String words) {
        if (anew.contains(Boolean.TRUE)) {
            return;
        }
        // LibreOffice writes the page numbers of a table of contents as plain text.
        text.append(contents && afterTab && words.matches("\\d+") ? String.valueOf(ANEW) : words);
    }

    private void mark(String type) {
        switch (type) {
            case "begin" -> instructions.push(new StringBuilder());
            case "separate" -> {
                String kind = instructions.element().toString().strip().split("\\s+")[0];
                contents |= kind.equals("TOC");
                boolean made = MADE_ANEW.contains(kind);
                if (made && !anew.contains(Boolean.TRUE)) {
                    text.append(ANEW);
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
            shown(String.valueOf(ANEW));
        }
        for (Element note : children(parts.get("word/footnotes.xml").getDocumentElement())) {
            if (note.getAttributeNS(namespace, "id").equals(reference.getAttributeNS(namespace, "id"))) {
                words(note);
            }
        }
    }

    private static boolean hidden(Element run) {
        return children(run).stream()
                .filter(c -> c.getLocalName().equals("rPr"))
                .flatMap(c -> children(c).stream())
                .anyMatch(c -> c.getLocalName().equals("vanish"));
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
