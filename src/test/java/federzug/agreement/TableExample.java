package federzug.agreement;

import federzug.agreement.TableLayout.Column;
import federzug.agreement.TableLayout.Sheet;
import federzug.testkit.TableWorkbook;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Matters as tables: the way back from the data format, to make the examples and to hold reading against it. */
final class TableExample {
    private TableExample() {}

    static List<Matter> matters(Path folder) {
        Reading reading = new YamlMatterReader(new SharedMailboxes(new AgreementSettings(null))).read(folder);
        return reading.matters();
    }

    /** A workbook with one sheet per list and real days and times. */
    static TableWorkbook workbook(List<Matter> matters) {
        TableWorkbook book = new TableWorkbook();
        for (Sheet sheet : TableLayout.SHEETS) {
            List<Column> columns = columns(sheet, matters);
            List<Object> headings = new ArrayList<>();
            if (!sheet.equals(TableLayout.MATTERS)) {
                headings.add(TableLayout.ID);
            }
            columns.forEach(column -> headings.add(column.heading()));
            book.row(sheet.name(), headings);
            for (Matter matter : matters) {
                for (Map<String, String> entry : entries(sheet, matter)) {
                    List<Object> cells = new ArrayList<>();
                    if (!sheet.equals(TableLayout.MATTERS)) {
                        cells.add(matter.id());
                    }
                    columns.forEach(column -> cells.add(typed(entry.getOrDefault(column.key(), ""), column)));
                    book.row(sheet.name(), cells);
                }
            }
        }
        return book;
    }

    /** One row per matter, as Excel in Germany saves it: semicolons, German days. */
    static String csv(List<Matter> matters) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        for (int i = 0; i < matters.size(); i++) {
            for (Sheet sheet : TableLayout.SHEETS) {
                int number = 0;
                for (Map<String, String> entry : entries(sheet, matters.get(i))) {
                    number++;
                    String before = sheet.one().isEmpty() ? "" : sheet.one() + " " + (sheet.many() ? number + " " : "");
                    for (Column column : columns(sheet, matters)) {
                        String value = entry.getOrDefault(column.key(), "");
                        if (!value.isEmpty()) {
                            List<String> cells = table.computeIfAbsent(
                                    before + column.heading(),
                                    none -> new ArrayList<>(
                                            matters.stream().map(each -> "").toList()));
                            cells.set(i, german(value, column));
                        }
                    }
                }
            }
        }
        StringBuilder text = new StringBuilder(String.join(";", table.keySet())).append("\r\n");
        for (int i = 0; i < matters.size(); i++) {
            int row = i;
            text.append(table.values().stream()
                            .map(cells -> quoted(cells.get(row)))
                            .collect(Collectors.joining(";")))
                    .append("\r\n");
        }
        return text.toString();
    }

    private static List<Column> columns(Sheet sheet, List<Matter> matters) {
        List<Column> columns = new ArrayList<>(sheet.columns());
        if (sheet.equals(TableLayout.MATTERS)) {
            Set<String> houses = new LinkedHashSet<>();
            matters.forEach(matter -> houses.addAll(matter.fileReferences().keySet()));
            houses.forEach(house ->
                    columns.add(new Column("Aktenzeichen " + house, "aktenzeichen." + house, TableLayout.Kind.TEXT)));
        }
        return columns;
    }

    private static List<Map<String, String>> entries(Sheet sheet, Matter matter) {
        Written tree =
                YamlDocument.read(matter.source().text(), "x", new Problems()).orElseThrow();
        List<Map<String, String>> entries = new ArrayList<>();
        if (sheet.equals(TableLayout.SIGNATORIES) || sheet.equals(TableLayout.ANNEXES)) {
            String list = sheet.path().substring(sheet.path().indexOf('.') + 1);
            for (Written agreement : list(at(tree, "vereinbarungen"))) {
                String key = ((Written.Text) at(agreement, "schluessel")).text();
                for (Written signatory : at(agreement, list) == null ? List.<Written>of() : list(at(agreement, list))) {
                    Map<String, String> flat = flat(signatory);
                    flat.put(TableLayout.AGREEMENT, key);
                    entries.add(flat);
                }
            }
            return entries;
        }
        Written found = tree;
        for (String step : sheet.path().isEmpty() ? new String[0] : sheet.path().split("\\.")) {
            found = found == null ? null : at(found, step);
        }
        if (found == null) {
            return List.of();
        }
        for (Written one : sheet.many() ? list(found) : List.of(found)) {
            entries.add(flat(one));
        }
        return entries;
    }

    private static Map<String, String> flat(Written block) {
        Map<String, String> flat = new LinkedHashMap<>();
        ((Written.Block) block).entries().forEach((key, value) -> {
            if (value instanceof Written.Text text) {
                flat.put(key, text.text());
            } else if (value instanceof Written.Items items
                    && items.items().stream().allMatch(Written.Text.class::isInstance)) {
                flat.put(
                        key,
                        items.items().stream()
                                .map(item -> ((Written.Text) item).text())
                                .collect(Collectors.joining("; ")));
            } else if (value instanceof Written.Block inner) {
                flat(inner).forEach((name, text) -> flat.put(key + "." + name, text));
            }
        });
        return flat;
    }

    private static Written at(Written block, String key) {
        return ((Written.Block) block).entries().get(key);
    }

    private static List<Written> list(Written items) {
        return items == null ? List.of() : ((Written.Items) items).items();
    }

    private static Object typed(String text, Column column) {
        if (text.isEmpty()) {
            return "";
        }
        return switch (column.kind()) {
            case DATE -> LocalDate.parse(text);
            case TIME -> LocalTime.parse(text);
            case DATE_TIME -> LocalDateTime.parse(text);
            case YES_NO -> text.equals("ja") && column.key().equals("probe") ? Boolean.TRUE : text;
            default -> text.matches("[0-9]{1,6}") ? Integer.valueOf(text) : text;
        };
    }

    private static String german(String text, Column column) {
        String day =
                text.replaceFirst("^(\\d{4})-(\\d\\d)-(\\d\\d)", "$3.$2.$1").replace('T', ' ');
        return switch (column.kind()) {
            case DATE, DATE_TIME -> day;
            default -> text;
        };
    }

    private static String quoted(String text) {
        return text.matches(".*[;\"\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
