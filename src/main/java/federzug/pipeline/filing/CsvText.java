package federzug.pipeline.filing;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a table that Excel and LibreOffice Calc in Germany open by a click: semicolons, a byte order mark, CRLF. */
public final class CsvText {
    private CsvText() {}

    public static String of(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(CsvText::cell).collect(Collectors.joining(";")))
                .collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
    }

    /** What begins like a formula is written as a text. */
    private static String cell(String text) {
        String plain = text.replaceAll("\\s+", " ");
        String safe = plain.matches("[=+\\-@\\t].*") ? "'" + plain : plain;
        return safe.matches("[^;\"]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
