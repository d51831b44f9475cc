package federzug.agreement;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import federzug.notice.Place;
import federzug.notice.Suggestion;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Press lists as CSV beside the data: comma, semicolon or tab, UTF-8 or what Excel in Germany writes (Windows-1252), a
 * header row with {@code adresse} and {@code name} in any order and case.
 */
final class CsvPressLists implements PressLists {
    private static final int LARGEST = 5_000_000;
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final List<String> COLUMNS = List.of("adresse", "name");

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
        Optional<byte[]> bytes = DataFile.bytes(file.get(), LARGEST, problems);
        Optional<String> text =
                bytes.flatMap(all -> DataFile.utf8(all).or(() -> DataFile.decoded(DataFile.withoutBom(all), WINDOWS)));
        if (bytes.isPresent() && text.isEmpty()) {
            problems.error("agreement.press-list.charset", Place.file(DataFile.shown(file.get())));
        }
        return text.map(all -> new Table(DataFile.shown(file.get()), problems).recipients(all))
                .orElse(List.of());
    }

    /** One list while it is read. */
    private static final class Table {
        private final String file;
        private final Problems problems;
        private final List<PressRelease.Recipient> recipients = new ArrayList<>();
        private final Map<String, String> addresses = new HashMap<>();
        private int addressColumn = -1;
        private int nameColumn = -1;
        private int columns;

        Table(String file, Problems problems) {
            this.file = file;
            this.problems = problems;
        }

        List<PressRelease.Recipient> recipients(String text) {
            long line = 0;
            boolean header = true;
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
                    if (header) {
                        header = false;
                        if (!columns(row)) {
                            return List.of();
                        }
                    } else {
                        recipient(row);
                    }
                }
            } catch (CsvParseException e) {
                problems.error("agreement.press-list.syntax", new Place(file, (int) line + 1, ""));
            } catch (IOException e) {
                problems.error("agreement.file.unreadable", Place.file(file));
            }
            if (recipients.isEmpty() && !problems.hasErrors()) {
                problems.error("agreement.press-list.empty", Place.file(file));
            }
            return recipients;
        }

        private boolean columns(CsvRecord header) {
            Place place = new Place(file, (int) header.getStartingLineNumber(), "");
            columns = header.getFieldCount();
            for (int i = 0; i < header.getFieldCount(); i++) {
                String title = header.getField(i).strip().toLowerCase(Locale.GERMAN);
                if (title.equals("adresse") && addressColumn < 0) {
                    addressColumn = i;
                } else if (title.equals("name") && nameColumn < 0) {
                    nameColumn = i;
                } else if (Suggestion.of(title, COLUMNS).isPresent()) {
                    problems.error(
                            "agreement.press-list.column-near",
                            place,
                            header.getField(i).strip(),
                            Suggestion.of(title, COLUMNS).get());
                }
            }
            if (addressColumn < 0) {
                problems.error("agreement.press-list.no-header", place);
            }
            return addressColumn >= 0;
        }

        private void recipient(CsvRecord row) {
            int line = (int) row.getStartingLineNumber();
            Place place = new Place(file, line, "adresse");
            String written = Wording.line(field(row, addressColumn), place, problems);
            String name = Wording.line(field(row, nameColumn), new Place(file, line, "name"), problems);
            if (written.isEmpty() && field(row, addressColumn).isBlank()) {
                problems.error("agreement.value.empty", place, "adresse", 1, "name@zeitung.example");
                return;
            }
            List<PastedAddress> all = new ArrayList<>(PastedAddress.all(written));
            // A list in one line falls apart at the separator of the table.
            for (int column = columns; column < row.getFieldCount(); column++) {
                if (row.getField(column).contains("@")) {
                    all.addAll(PastedAddress.all(row.getField(column)));
                }
            }
            all.forEach(one -> recipient(one.address(), name.isEmpty() ? one.name() : name, place));
        }

        private void recipient(String address, String name, Place place) {
            if (Address.parse(address).filter(Address::isPublic).isEmpty()) {
                problems.error("agreement.mail.invalid", place, address);
                return;
            }
            @Nullable String before = addresses.putIfAbsent(Address.normal(address), address);
            if (before == null) {
                recipients.add(new PressRelease.Recipient(address, name));
            } else {
                problems.warning("agreement.press-list.twice-skipped", place, address, before);
            }
        }

        private static String field(CsvRecord row, int column) {
            return column < 0 || column >= row.getFieldCount() ? "" : row.getField(column);
        }

        /** Whatever stands most often in the first line that has something. */
        private static char separator(String text) {
            String first =
                    text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
            char best = ';';
            for (char candidate : new char[] {';', ',', '\t'}) {
                if (count(first, candidate) > count(first, best)) {
                    best = candidate;
                }
            }
            return best;
        }

        private static long count(String text, char letter) {
            return text.chars().filter(c -> c == letter).count();
        }
    }
}
