package federzug.drafting;

import federzug.testkit.RenderingDocx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Small Word files for tests, and a plain reading of filled ones. */
final class WordFile {
    static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    private WordFile() {}

    /** A document of these paragraphs; {@code <…>} is taken as markup of the body. */
    static WordFile of(String... blocks) {
        WordFile file = new WordFile();
        StringBuilder body = new StringBuilder();
        for (String block : blocks) {
            body.append(block.startsWith("<") ? block : p(block));
        }
        file.part(
                "[Content_Types].xml",
                HEAD + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + override("/word/document.xml", TYPE + "document.main+xml")
                        + override("/word/header1.xml", TYPE + "header+xml")
                        + override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
                        + "</Types>");
        file.part(
                "_rels/.rels",
                HEAD + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                        + "relationships/officeDocument\" Target=\"word/document.xml\"/>"
                        + "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
                        + "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>");
        file.part("word/document.xml", root("document", "<w:body>" + body + "<w:sectPr/></w:body>"));
        return file.title("Titel");
    }

    WordFile title(String title) {
        return part(
                "docProps/core.xml",
                HEAD
                        + "<cp:coreProperties"
                        + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
                        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" + title
                        + "</dc:title></cp:coreProperties>");
    }

    WordFile header(String... blocks) {
        StringBuilder content = new StringBuilder();
        for (String block : blocks) {
            content.append(block.startsWith("<") ? block : p(block));
        }
        return part("word/header1.xml", root("hdr", content.toString()));
    }

    WordFile part(String name, String content) {
        return part(name, content.getBytes(StandardCharsets.UTF_8));
    }

    WordFile part(String name, byte[] content) {
        parts.put(name, content);
        return this;
    }

    byte[] bytes() {
        return zip(parts);
    }

    static byte[] zip(Map<String, byte[]> parts) {
        return RenderingDocx.zipped(parts);
    }

    static String root(String name, String content) {
        return HEAD + "<w:" + name + " xmlns:w=\"" + W + "\""
                + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\">" + content
                + "</w:"
                + name + ">";
    }

    /** A paragraph whose text stands in one run for each argument. */
    static String p(String... runs) {
        StringBuilder paragraph = new StringBuilder("<w:p>");
        for (String run : runs) {
            paragraph.append(r(run, ""));
        }
        return paragraph.append("</w:p>").toString();
    }

    static String r(String text, String properties) {
        return "<w:r>" + (properties.isEmpty() ? "" : "<w:rPr>" + properties + "</w:rPr>")
                + "<w:t xml:space=\"preserve\">" + text.replace("&", "&amp;").replace("<", "&lt;") + "</w:t></w:r>";
    }

    static String tr(String... cells) {
        return "<w:tr>" + cells(cells) + "</w:tr>";
    }

    static String headerRow(String... cells) {
        return "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cells(cells) + "</w:tr>";
    }

    private static String cells(String... cells) {
        StringBuilder row = new StringBuilder();
        for (String cell : cells) {
            row.append("<w:tc>").append(cell.startsWith("<") ? cell : p(cell)).append("</w:tc>");
        }
        return row.toString();
    }

    static String tbl(String... rows) {
        return "<w:tbl><w:tblPr/>" + String.join("", rows) + "</w:tbl>";
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
    }

    static Map<String, byte[]> unzip(byte[] file) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new java.io.ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    /** The part's paragraphs, in document order: {@code Style: text}; ↵ line break, → tab, ▭ picture, ⟨…⟩ field. */
    static List<String> paragraphs(byte[] file, String part) {
        try {
            List<String> paragraphs = new ArrayList<>();
            Map<String, byte[]> parts = unzip(file);
            collect(Xml.parse(parts.get(part)).getDocumentElement(), paragraphs, "", styles(parts));
            return paragraphs;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> styles(Map<String, byte[]> parts) throws Exception {
        Map<String, String> names = new LinkedHashMap<>();
        if (parts.containsKey("word/styles.xml")) {
            for (Node style :
                    Xml.children(Xml.parse(parts.get("word/styles.xml")).getDocumentElement())) {
                if (Xml.is(style, "style")) {
                    names.put(
                            ((Element) style).getAttributeNS(W, "styleId"),
                            Xml.child(style, "name").getAttributeNS(W, "val"));
                }
            }
        }
        return names;
    }

    private static void collect(Node node, List<String> paragraphs, String indent, Map<String, String> styles) {
        for (Node child : Xml.children(node)) {
            if (Xml.is(child, "p")) {
                Element properties = Xml.child(child, "pPr");
                Element style = properties == null ? null : Xml.child(properties, "pStyle");
                StringBuilder text = new StringBuilder();
                text(child, text);
                paragraphs.add(indent
                        + (style == null ? "" : styles.getOrDefault(style.getAttributeNS(W, "val"), "?") + ": ")
                        + text);
            } else if (Xml.is(child, "tr")) {
                paragraphs.add(indent + "[Zeile]");
                collect(child, paragraphs, indent + "  ", styles);
            } else {
                collect(child, paragraphs, indent, styles);
            }
        }
    }

    private static void text(Node node, StringBuilder text) {
        for (Node child : Xml.children(node)) {
            if (Xml.is(child, "t")) {
                text.append(child.getTextContent());
            } else if (Xml.is(child, "br")) {
                text.append('↵');
            } else if (Xml.is(child, "tab") && Xml.is(node, "r")) {
                text.append('→');
            } else if (Xml.is(child, "instrText")) {
                text.append('⟨').append(child.getTextContent().strip()).append('⟩');
            } else if ("docPr".equals(child.getLocalName())) {
                text.append("▭").append(((Element) child).getAttribute("descr"));
            } else {
                text(child, text);
            }
        }
    }
}
