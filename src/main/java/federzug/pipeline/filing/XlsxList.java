package federzug.pipeline.filing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes one sheet of texts as an Excel workbook (ECMA-376 part 1, 18.3). Every cell is a text, so that none is ever a
 * formula; the same rows give the same bytes.
 */
final class XlsxList {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private XlsxList() {}

    /** @param rows the first one is the header */
    static byte[] of(String sheet, List<List<String>> rows) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"" + PACKAGE
                        + "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd"
                        + ".openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\""
                        + " ContentType=\"" + TYPE
                        + "sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\""
                        + " ContentType=\"" + TYPE + "worksheet+xml\"/></Types>");
        parts.put("_rels/.rels", relation("officeDocument", "xl/workbook.xml"));
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + LINKS + "\"><sheets><sheet name=\"" + escaped(sheet)
                        + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"));
        parts.put("xl/worksheets/sheet1.xml", rows(rows));
        return zipped(parts);
    }

    private static String relation(String kind, String target) {
        return "<Relationships xmlns=\"" + PACKAGE + "relationships\"><Relationship Id=\"rId1\" Type=\"" + LINKS + "/"
                + kind + "\" Target=\"" + target + "\"/></Relationships>";
    }

    private static String rows(List<List<String>> rows) {
        StringBuilder xml = new StringBuilder("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
        for (List<String> row : rows) {
            xml.append("<row>");
            row.forEach(cell -> xml.append("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">")
                    .append(escaped(cell))
                    .append("</t></is></c>"));
            xml.append("</row>");
        }
        return xml.append("</sheetData></worksheet>").toString();
    }

    private static byte[] zipped(Map<String, String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                byte[] text = (HEAD + part.getValue()).getBytes(StandardCharsets.UTF_8);
                CRC32 sum = new CRC32();
                sum.update(text);
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTime(0);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(text);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** XML 1.0 has no place for most control characters. */
    private static String escaped(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
