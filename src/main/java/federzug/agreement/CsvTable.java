package federzug.agreement;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import federzug.notice.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rows of a CSV file, one after the other: semicolon, comma or tab; UTF-8 with or without a byte order mark, UTF-16
 * with one, or what Excel in Germany writes (Windows-1252).
 */
final class CsvTable {
    private static final long LARGEST = 200_000_000;
    private static final int LARGEST_ROW = 1_000_000;
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"));

    private final Path file;
    private final String shown;
    private final Problems problems;

    CsvTable(Path file, Problems problems) {
        this.file = file;
        this.shown = DataFile.shown(file);
        this.problems = problems;
    }

    /** Rows without any text are left out. */
    void rows(Consumer<TableRow> taker) {
        long line = 0;
        try {
            if (Files.size(file) > LARGEST) {
                problems.error("agreement.file.too-large", Place.file(shown), LARGEST / 1_000_000);
                return;
            }
            Optional<Charset> charset = charset();
            if (charset.isEmpty()) {
                problems.error("agreement.table.charset", Place.file(shown));
                return;
            }
            char separator = separator(charset.get());
            try (CsvReader<CsvRecord> rows = CsvReader.builder()
                    .fieldSeparator(separator)
                    .skipEmptyLines(true)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .maxBufferSize(LARGEST_ROW)
                    .ofCsvRecord(reader(charset.get()))) {
                for (CsvRecord row : rows) {
                    line = row.getStartingLineNumber();
                    if (!row.getField(0).startsWith("sep=")
                            && !row.getFields().stream().allMatch(String::isBlank)) {
                        taker.accept(new TableRow(
                                (int) line,
                                false,
                                row.getFields().stream().map(TableRow.Cell::of).toList()));
                    }
                }
            }
        } catch (CsvParseException e) {
            problems.error("agreement.table.syntax", new Place(shown, (int) line + 1, ""));
        } catch (IOException e) {
            problems.error("agreement.file.unreadable", Place.file(shown));
        }
    }

    /** The first that fits the whole file: every text is something in Windows-1252, so it comes last. */
    private Optional<Charset> charset() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            if (start.length == 2
                    && (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE
                            || start[0] == (byte) 0xFE && start[1] == (byte) 0xFF)) {
                return Optional.of(StandardCharsets.UTF_16);
            }
        }
        for (Charset charset : CHARSETS) {
            char[] buffer = new char[1 << 16];
            try (Reader reader = reader(charset)) {
                int read = reader.read(buffer);
                while (read >= 0) {
                    read = reader.read(buffer);
                }
                return Optional.of(charset);
            } catch (CharacterCodingException e) {
                // The next one may fit.
            }
        }
        return Optional.empty();
    }

    private Reader reader(Charset charset) throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(
                        Files.newInputStream(file),
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        reader.mark(1);
        if (reader.read() != 0xFEFF) {
            reader.reset();
        }
        return reader;
    }

    private char separator(Charset charset) throws IOException {
        char[] start = new char[LARGEST_ROW];
        int length;
        try (Reader reader = reader(charset)) {
            length = Math.max(0, reader.read(start));
        }
        return separator(new String(start, 0, length));
    }

    /** Finds the separator of a table by its first line that is neither empty nor Excel's {@code sep=}. */
    static char separator(String text) {
        return separatorIn(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("sep="))
                .findFirst()
                .orElse(""));
    }

    /** Returns the most frequent of semicolon, comma and tabulator; a semicolon if none stands more often. */
    static char separatorIn(String line) {
        char best = ';';
        for (char candidate : new char[] {';', ',', '\t'}) {
            if (count(line, candidate) > count(line, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char letter) {
        return text.chars().filter(c -> c == letter).count();
    }
}
