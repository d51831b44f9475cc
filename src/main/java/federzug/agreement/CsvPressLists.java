package federzug.agreement;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import federzug.agreement.PressListRows.Header;
import federzug.agreement.PressListRows.Header.Column;
import federzug.agreement.TableRow.Cell;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Press lists beside the data: CSV (comma, semicolon or tab, UTF-8 or what Excel in Germany writes, Windows-1252) or the
 * first sheet of an Excel workbook that has rows; a header row with {@code adresse} and further columns in any order and
 * case.
 */
final class CsvPressLists implements ReferencedFiles.PressLists {
    private static final int LARGEST = 5_000_000;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final MatterFolder folder;

    CsvPressLists(MatterFolder folder) {
        this.folder = folder;
    }

    @Override
    public List<PressRelease.Recipient> read(String name, Place named, Problems problems) {
        Optional<Path> file =
                folder.file(name, named, problems, "agreement.press-list.outside", "agreement.press-list.missing");
        if (file.isEmpty()) {
            return List.of();
        }
        Table table = new Table(DataFile.shown(file.get()), problems);
        if (name.toLowerCase(Locale.ROOT).endsWith(".xlsx")) {
            int before = problems.notices().size();
            List<XlsxTable.SheetRows> sheets = new XlsxTable(file.get(), problems).sheets();
            boolean unusable = sheets.isEmpty() && problems.notices().size() > before;
            return unusable ? List.of() : table.recipients(sheets);
        }
        Optional<byte[]> bytes = DataFile.bytes(file.get(), LARGEST, problems);
        Optional<String> text =
                bytes.flatMap(all -> unicode(all).or(() -> DataFile.decoded(DataFile.withoutBom(all), WINDOWS)));
        if (bytes.isPresent() && text.isEmpty()) {
            problems.error("agreement.press-list.charset", Place.file(DataFile.shown(file.get())));
        }
        return text.map(table::recipients).orElse(List.of());
    }

    /** Excel saves "Unicode text" in UTF-16, with a mark at the beginning. */
    private static Optional<String> unicode(byte[] all) {
        boolean wide = all.length > 1
                && (all[0] == (byte) 0xFF && all[1] == (byte) 0xFE || all[0] == (byte) 0xFE && all[1] == (byte) 0xFF);
        return wide ? DataFile.decoded(all, StandardCharsets.UTF_16) : DataFile.utf8(all);
    }

    /** One list while it is read. */
    private static final class Table {
        private final String file;
        private final Problems problems;
        private final PressListRows rows;
        private @Nullable Header header;

        Table(String file, Problems problems) {
            this.file = file;
            this.problems = problems;
            this.rows = new PressListRows(problems, false);
        }

        List<PressRelease.Recipient> recipients(List<XlsxTable.SheetRows> sheets) {
            for (XlsxTable.SheetRows sheet : sheets) {
                if (sheet.rows().isEmpty()) {
                    continue;
                }
                for (TableRow row : sheet.rows()) {
                    IntFunction<Place> places =
                            column -> Place.cell(file, sheet.name(), row.number(), TableRow.letters(column), "");
                    if (!take(row.cells(), places)) {
                        break;
                    }
                }
                break;
            }
            return ended();
        }

        List<PressRelease.Recipient> recipients(String text) {
            long line = 0;
            try (CsvReader<CsvRecord> reader = CsvReader.builder()
                    .fieldSeparator(separator(text))
                    .skipEmptyLines(true)
                    // "Muster, Kim" <k@zeitung.example>, as mail programs copy it.
                    .allowExtraCharsAfterClosingQuote(true)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text)) {
                for (CsvRecord row : reader) {
                    line = row.getStartingLineNumber();
                    if (row.getField(0).startsWith("sep=")
                            || row.getFields().stream().allMatch(String::isBlank)) {
                        continue;
                    }
                    int number = (int) line;
                    IntFunction<Place> places = column -> new Place(file, number, heading(column));
                    if (!take(row.getFields().stream().map(Table::cell).toList(), places)) {
                        return List.of();
                    }
                }
            } catch (CsvParseException e) {
                problems.error("agreement.press-list.syntax", new Place(file, (int) line + 1, ""));
            } catch (IOException e) {
                problems.error("agreement.file.unreadable", Place.file(file));
            }
            return ended();
        }

        /** What a table program would compute when the file is opened: no name, no medium and no address begins so. */
        private static Cell cell(String text) {
            return text.startsWith("=") ? new Cell(text, "agreement.table.formula") : Cell.of(text);
        }

        private List<PressRelease.Recipient> ended() {
            List<PressRelease.Recipient> all = rows.recipients();
            if (all.isEmpty() && !problems.hasErrors()) {
                problems.error("agreement.press-list.empty", Place.file(file));
            }
            return all;
        }

        private String heading(int column) {
            if (header != null) {
                for (Column each : Column.values()) {
                    if (header.index(each) == column) {
                        return each.heading();
                    }
                }
            }
            return "";
        }

        /** @return false if the first row is no header */
        private boolean take(List<Cell> cells, IntFunction<Place> places) {
            if (header == null) {
                header = Header.read(cells.stream().map(Cell::text).toList(), places, problems)
                        .orElse(null);
                return header != null;
            }
            recipient(header, cells, places);
            return true;
        }

        private void recipient(Header header, List<Cell> cells, IntFunction<Place> places) {
            Row row = new Row(header, cells, places);
            Place place = places.apply(header.index(Column.ADDRESS));
            String raw = row.raw(Column.ADDRESS);
            String written = row.line(Column.ADDRESS);
            String named = row.line(Column.NAME);
            String name = PastedAddress.in(named).isEmpty() ? named : "";
            if (raw.isBlank()) {
                problems.error("agreement.value.empty", place, "adresse", 1, "name@zeitung.example");
                return;
            }
            PressRelease.Recipient more = new PressRelease.Recipient(
                    "",
                    "",
                    withoutAddresses(row.line(Column.MEDIUM)),
                    withoutAddresses(row.line(Column.TOPICS)),
                    rows.yesOrDay(row.line(Column.UNSUBSCRIBED), row.place(Column.UNSUBSCRIBED)),
                    rows.pause(row.line(Column.PAUSE), row.place(Column.PAUSE)),
                    rows.yesOrDay(row.line(Column.MEDIA_SERVICE), row.place(Column.MEDIA_SERVICE)),
                    row.line(Column.SOURCE),
                    rows.day(row.line(Column.SOURCE_DATE), row.place(Column.SOURCE_DATE)));
            if (written.isEmpty()) {
                return; // reported already
            }
            List<PastedAddress> all = new ArrayList<>(PastedAddress.all(written));
            // A list in one line falls apart at the separator of the table.
            for (Column column : List.of(Column.NAME, Column.MEDIUM, Column.TOPICS)) {
                PastedAddress.in(row.raw(column)).stream()
                        .filter(one -> all.stream().noneMatch(known -> known.isSame(one)))
                        .forEach(all::add);
            }
            for (int column = header.width(); column < cells.size(); column++) {
                if (cells.get(column).text().contains("@")) {
                    all.addAll(PastedAddress.all(cells.get(column).text()));
                }
            }
            all.forEach(one -> rows.add(one.address(), name.isEmpty() ? one.name() : name, more, place));
        }

        private static String withoutAddresses(String text) {
            return PastedAddress.in(text).isEmpty() ? text : "";
        }

        private static char separator(String text) {
            return CsvTable.separatorIn(
                    text.lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
        }

        /** One line of the list with its header. */
        private final class Row {
            private final Header header;
            private final List<Cell> cells;
            private final IntFunction<Place> places;

            Row(Header header, List<Cell> cells, IntFunction<Place> places) {
                this.header = header;
                this.cells = cells;
                this.places = places;
            }

            Place place(Column column) {
                int index = header.index(column);
                return places.apply(index < 0 ? header.index(Column.ADDRESS) : index);
            }

            String raw(Column column) {
                int index = header.index(column);
                return index < 0 || index >= cells.size()
                        ? ""
                        : cells.get(index).text();
            }

            /** Checked; empty if a problem was reported. */
            String line(Column column) {
                int index = header.index(column);
                if (index < 0 || index >= cells.size()) {
                    return "";
                }
                Cell cell = cells.get(index);
                if (cell.refused() != null) {
                    problems.error(cell.refused(), place(column), cell.text());
                    return "";
                }
                return Wording.line(cell.text(), place(column), problems);
            }
        }
    }
}
