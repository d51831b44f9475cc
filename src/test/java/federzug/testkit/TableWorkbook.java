package federzug.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small Excel workbook: texts, numbers, days, times, formulas; the first row of each sheet is a bold heading. */
public final class TableWorkbook {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private final Map<String, List<List<Object>>> sheets = new LinkedHashMap<>();
    private final Map<String, String> hidden = new LinkedHashMap<>();

    /** A formula with the value that it had when the workbook was saved. */
    public record Formula(String text, String value) {}

    public TableWorkbook row(String sheet, Object... cells) {
        return row(sheet, List.of(cells));
    }

    /** @param cells text, number, {@link LocalDate}, {@link LocalDateTime}, {@link LocalTime}, Boolean or {@link Formula} */
    public TableWorkbook row(String sheet, List<?> cells) {
        sheets.computeIfAbsent(sheet, none -> new ArrayList<>()).add(List.copyOf(cells));
        return this;
    }

    public TableWorkbook hide(String sheet) {
        hidden.put(sheet, "hidden");
        return this;
    }

    public Path write(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            parts().forEach((name, text) -> part(zip, name, text));
        }
        return file;
    }

    /** The parts of the package (ECMA-376 part 2), so that a test can spoil one. */
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        StringBuilder types = new StringBuilder(HEAD
                + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + override("/xl/workbook.xml", "sheet.main")
                + override("/xl/styles.xml", "styles"));
        StringBuilder book = new StringBuilder(HEAD + "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS
                + "\"><workbookPr/><bookViews><workbookView/></bookViews><sheets>");
        StringBuilder links = new StringBuilder(
                HEAD + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        int number = 0;
        for (Map.Entry<String, List<List<Object>>> sheet : sheets.entrySet()) {
            number++;
            String state = hidden.containsKey(sheet.getKey()) ? " state=\"hidden\"" : "";
            book.append("<sheet name=\"%s\" sheetId=\"%d\"%s r:id=\"rId%d\"/>"
                    .formatted(escaped(sheet.getKey()), number, state, number));
            links.append(relation("rId" + number, "worksheet", "worksheets/sheet" + number + ".xml"));
            types.append(override("/xl/worksheets/sheet" + number + ".xml", "worksheet"));
        }
        for (int i = 0; i < number; i++) {
            parts.put("xl/worksheets/sheet" + (i + 1) + ".xml", sheet(new ArrayList<>(sheets.values()).get(i)));
        }
        parts.put("[Content_Types].xml", types + "</Types>");
        parts.put(
                "_rels/.rels",
                HEAD + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + relation("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>");
        parts.put("xl/workbook.xml", book + "</sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", links + relation("rIdS", "styles", "styles.xml") + "</Relationships>");
        parts.put("xl/styles.xml", styles());
        return parts;
    }

    private static String sheet(List<List<Object>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(1);
        StringBuilder xml = new StringBuilder(HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetViews><sheetView"
                + " workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\""
                + " state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (int column = 0; column < columns; column++) {
            xml.append("<col min=\"%d\" max=\"%d\" width=\"%d\" customWidth=\"1\"/>"
                    .formatted(column + 1, column + 1, width(rows, column)));
        }
        xml.append("</cols><sheetData>");
        for (int row = 0; row < rows.size(); row++) {
            xml.append("<row r=\"").append(row + 1).append("\">");
            for (int column = 0; column < rows.get(row).size(); column++) {
                xml.append(cell(letters(column) + (row + 1), rows.get(row).get(column), row == 0));
            }
            xml.append("</row>");
        }
        return xml + "</sheetData></worksheet>";
    }

    private static int width(List<List<Object>> rows, int column) {
        int longest = rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).toString().length())
                .max()
                .orElse(8);
        return Math.max(9, Math.min(48, longest + 2));
    }

    private static String cell(String at, Object value, boolean heading) {
        if (value instanceof LocalDate day) {
            return number(at, 2, days(day.atStartOfDay()));
        } else if (value instanceof LocalDateTime time) {
            return number(at, 3, days(time));
        } else if (value instanceof LocalTime time) {
            return number(at, 4, time.toSecondOfDay() / 86_400.0);
        } else if (value instanceof Number plain) {
            return number(at, 0, plain.doubleValue());
        } else if (value instanceof Boolean yes) {
            return "<c r=\"" + at + "\" t=\"b\"><v>" + (yes ? 1 : 0) + "</v></c>";
        } else if (value instanceof Formula formula) {
            return "<c r=\"" + at + "\" t=\"str\"><f>" + escaped(formula.text()) + "</f><v>" + escaped(formula.value())
                    + "</v></c>";
        }
        String text = value.toString();
        return text.isEmpty()
                ? ""
                : "<c r=\"" + at + "\" s=\"" + (heading ? 1 : 5) + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                        + escaped(text) + "</t></is></c>";
    }

    private static String number(String at, int style, double value) {
        return "<c r=\"" + at + "\" s=\"" + style + "\"><v>" + value + "</v></c>";
    }

    private static double days(LocalDateTime time) {
        return ChronoUnit.MINUTES.between(LocalDate.of(1899, 12, 30).atStartOfDay(), time) / 1440.0;
    }

    private static String styles() {
        return HEAD + "<styleSheet xmlns=\"" + MAIN + "\"><numFmts count=\"2\">"
                + "<numFmt numFmtId=\"164\" formatCode=\"dd\\.mm\\.yyyy\"/>"
                + "<numFmt numFmtId=\"165\" formatCode=\"dd\\.mm\\.yyyy\\ hh:mm\"/></numFmts>"
                + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
                + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
                + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
                + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
                + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"6\">"
                + format(0, 0) + format(0, 1) + format(164, 0) + format(165, 0) + format(20, 0) + format(49, 0)
                + "</cellXfs></styleSheet>";
    }

    private static String format(int numbers, int font) {
        return "<xf numFmtId=\"%d\" fontId=\"%d\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
                .formatted(numbers, font);
    }

    private static String override(String part, String kind) {
        return "<Override PartName=\"" + part + "\" ContentType=\"application/vnd.openxmlformats-officedocument."
                + "spreadsheetml." + kind + "+xml\"/>";
    }

    private static String relation(String id, String kind, String target) {
        return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>".formatted(id, RELATIONS, kind, target);
    }

    private static String letters(int column) {
        return (column >= 26 ? String.valueOf((char) ('A' + column / 26 - 1)) : "") + (char) ('A' + column % 26);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void part(ZipOutputStream zip, String name, String text) {
        try {
            zip.putNextEntry(entry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Always the same time, so that the same content gives the same bytes. */
    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        return entry;
    }
}
