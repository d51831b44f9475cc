package federzug.agreement;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import federzug.agreement.PressListRows.Header.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The press list of a matter as the table that people paste: a row of headings, then one row for each recipient. */
final class PressListText {
    private static final List<String> WITHOUT_HEADINGS = List.of("adresse", "name", "medium", "themen");

    private PressListText() {}

    static Map<String, String> row(PressRelease.Recipient recipient) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("adresse", recipient.address());
        row.put("name", recipient.name());
        row.put("medium", recipient.medium());
        row.put("themen", recipient.topics());
        row.put("abbestellt", recipient.unsubscribed() ? "ja" : "");
        row.put("pause_bis", recipient.pausedUntil() == null ? "" : String.valueOf(recipient.pausedUntil()));
        row.put("medienservice", recipient.throughMediaService() ? "ja" : "");
        row.put("quelle", recipient.source());
        row.put("quelle_datum", recipient.sourceDate() == null ? "" : String.valueOf(recipient.sourceDate()));
        row.values().removeIf(String::isEmpty);
        return row;
    }

    static String text(List<Map<String, String>> rows) {
        Set<String> keys = new LinkedHashSet<>(List.of("adresse", "name"));
        rows.forEach(row -> keys.addAll(row.keySet()));
        StringBuilder text = new StringBuilder(String.join(";", keys));
        for (Map<String, String> row : rows) {
            text.append('\n')
                    .append(String.join(
                            ";",
                            keys.stream()
                                    .map(key -> quoted(row.getOrDefault(key, "")))
                                    .toList()));
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[;\"\\n].*") || !cell.equals(cell.strip())
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }

    /** @return empty if the text is no table: then it may be the name of a file */
    static Optional<List<Map<String, String>>> rows(String text) {
        if (!text.contains("@") && !text.contains("\n") && !text.contains(";")) {
            return Optional.empty();
        }
        List<List<String>> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(CsvTable.separator(text))
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            reader.forEach(record -> records.add(record.getFields()));
        } catch (CsvParseException | IOException e) {
            return Optional.empty();
        }
        records.removeIf(cells ->
                cells.stream().allMatch(String::isBlank) || cells.get(0).startsWith("sep="));
        if (records.isEmpty()) {
            return Optional.of(List.of());
        }
        boolean headed = records.get(0).stream().noneMatch(cell -> cell.contains("@"));
        List<String> keys =
                headed ? records.remove(0).stream().map(PressListText::key).toList() : WITHOUT_HEADINGS;
        return Optional.of(records.stream()
                .map(cells -> row(keys, cells))
                .filter(row -> !row.isEmpty())
                .toList());
    }

    private static Map<String, String> row(List<String> keys, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i).strip();
            if (!cell.isEmpty()) {
                String key = i < keys.size() && !keys.get(i).isEmpty() ? keys.get(i) : "spalte_" + (i + 1);
                row.merge(key, cell, (one, other) -> one + " " + other);
            }
        }
        return row;
    }

    /** The key of the data format for a heading; an unknown one is left for the reader to name. */
    private static String key(String heading) {
        String plain = PathName.of(heading);
        for (Column column : Column.values()) {
            if (column.isNamed(plain)) {
                return column.key();
            }
        }
        return plain.replace('-', '_');
    }
}
