package federzug.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Word file as small as it can be, around the body a test is about. */
public final class RenderingDocx {
    private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
            + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
            + "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
            + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
            + "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "
            + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
            + "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
            + "xmlns:wpg=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\" "
            + "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"";
    private static final String REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final StringBuilder relations = new StringBuilder();
    private String packageRelations = "";
    private String types = "";

    private RenderingDocx() {}

    /** @param body block-level XML, prefix w */
    public static RenderingDocx withBody(String body) {
        RenderingDocx docx = new RenderingDocx();
        docx.relations.append(relation("styles", "styles", "styles.xml", ""));
        docx.put(
                "word/document.xml",
                "<w:document " + W + "><w:body>" + body
                        + "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\" "
                        + "w:bottom=\"1134\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>"
                        + "</w:sectPr></w:body></w:document>");
        docx.put(
                "word/styles.xml",
                "<w:styles " + W + "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" "
                        + "w:hAnsi=\"Arial\"/><w:sz w:val=\"22\"/><w:lang w:val=\"de-DE\"/></w:rPr></w:rPrDefault>"
                        + "</w:docDefaults>" + style("Titel", "Title", "") + heading(1) + heading(2) + heading(3)
                        + "</w:styles>");
        return docx;
    }

    public static String paragraph(String text) {
        return "<w:p><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
    }

    public static String styled(String style, String text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    /** A relationship of the main part with the id {@code rId<name>}. */
    public RenderingDocx related(String name, String type, String target, boolean external) {
        relations.append(relation(name, type, target, external ? " TargetMode=\"External\"" : ""));
        return this;
    }

    /** With a title among its properties, as each template needs it. */
    public RenderingDocx titled(String title) {
        packageRelations = "<Relationship Id=\"rIdcore\" Type=\"http://schemas.openxmlformats.org/package/2006/"
                + "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>";
        types += "<Override PartName=\"/docProps/core.xml\" "
                + "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";
        put(
                "docProps/core.xml",
                "<cp:coreProperties"
                        + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
                        + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" + title
                        + "</dc:title></cp:coreProperties>");
        return this;
    }

    /** A header with the id {@code rIdkopf}. */
    public RenderingDocx header(String content) {
        relations.append(relation("kopf", "header", "header1.xml", ""));
        types += override("header1", "header");
        put("word/header1.xml", "<w:hdr " + W + ">" + content + "</w:hdr>");
        return this;
    }

    /** One more header; its relation is made with {@link #related}. */
    public RenderingDocx headerPart(String name, String content) {
        types += override(name, "header");
        put("word/" + name + ".xml", "<w:hdr " + W + ">" + content + "</w:hdr>");
        return this;
    }

    /**
     * A part with a type of its own, such as footnotes or settings.
     *
     * @param root its first element, prefix w
     */
    public RenderingDocx with(String kind, String root, String content) {
        relations.append(relation(kind, kind, kind + ".xml", ""));
        types += override(kind, kind);
        put("word/" + kind + ".xml", "<w:" + root + " " + W + ">" + content + "</w:" + root + ">");
        return this;
    }

    public RenderingDocx part(String name, byte[] content) {
        parts.put(name, content);
        return this;
    }

    public byte[] bytes() {
        put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
                        + " Extension=\"rels\""
                        + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default"
                        + " Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"xml\""
                        + " ContentType=\"application/xml\"/>"
                        + override("document", "document.main") + override("styles", "styles") + types + "</Types>");
        put(
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + relation("main", "officeDocument", "word/document.xml", "") + packageRelations
                        + "</Relationships>");
        put(
                "word/_rels/document.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relations
                        + "</Relationships>");
        return zipped(parts);
    }

    /** An archive of these parts, by their names. */
    public static byte[] zipped(Map<String, byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private void put(String name, String xml) {
        parts.put(name, xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"/word/" + part + ".xml\" ContentType=\"application/vnd.openxmlformats-"
                + "officedocument.wordprocessingml." + type + "+xml\"/>";
    }

    private static String relation(String name, String type, String target, String mode) {
        return "<Relationship Id=\"rId" + name + "\" Type=\"" + REL + type + "\" Target=\"" + target + "\"" + mode
                + "/>";
    }

    private static String heading(int level) {
        return style(
                "berschrift" + level,
                "heading " + level,
                "<w:pPr><w:outlineLvl w:val=\"" + (level - 1) + "\"/></w:pPr>");
    }

    private static String style(String id, String name, String properties) {
        return "<w:style w:type=\"paragraph\" w:styleId=\"" + id + "\"><w:name w:val=\"" + name + "\"/>" + properties
                + "</w:style>";
    }
}
