package federzug.agreement;

import federzug.notice.Place;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** The sheets of an Excel workbook. Bounded: its lists belong together and are held in memory. */
final class XlsxTable {
    private static final int MOST_CELLS = 500_000;
    private static final int MOST_COLUMNS = 1_000;

    private final Path file;
    private final String shown;
    private final Problems problems;
    private int cells;

    XlsxTable(Path file, Problems problems) {
        this.file = file;
        this.shown = DataFile.shown(file);
        this.problems = problems;
    }

    /** @param rows without the blank ones */
    record SheetRows(String name, List<TableRow> rows) {}

    /** @return empty if the workbook cannot be used; why is then among the problems */
    List<SheetRows> sheets() {
        try {
            Optional<XlsxGuard.Objection> objection = XlsxGuard.objection(file);
            if (objection.isPresent()) {
                problems.error(
                        objection.get().code(),
                        Place.file(shown),
                        objection.get().argument());
                return List.of();
            }
            try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
                    Stream<Sheet> all = workbook.getSheets()) {
                List<SheetRows> sheets = new ArrayList<>();
                for (Sheet sheet : all.toList()) {
                    sheets.add(new SheetRows(sheet.getName(), rows(sheet, workbook.isDate1904())));
                }
                return sheets;
            }
        } catch (TooMuch e) {
            problems.error("agreement.table.too-much", Place.file(shown), MOST_CELLS);
        } catch (IOException | RuntimeException e) {
            // The reader has no exception of its own for everything a damaged file can make of it.
            problems.error("agreement.table.not-excel", Place.file(shown));
        }
        return List.of();
    }

    private List<TableRow> rows(Sheet sheet, boolean from1904) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        try (Stream<Row> stream = sheet.openStream()) {
            for (Iterator<Row> each = stream.iterator(); each.hasNext(); ) {
                TableRow row = row(each.next(), from1904);
                if (!row.isBlank()) {
                    rows.add(row);
                }
            }
        }
        if (!rows.isEmpty() && sheet.getVisibility() != SheetVisibility.VISIBLE) {
            problems.warning("agreement.table.hidden-sheet", Place.cell(shown, sheet.getName(), 0, "", ""));
        }
        return rows;
    }

    private TableRow row(Row row, boolean from1904) {
        List<TableRow.Cell> values = new ArrayList<>();
        int width = Math.min(row.getCellCount(), MOST_COLUMNS);
        for (int column = 0; column < width; column++) {
            TableRow.Cell value = row.getOptionalCell(column)
                    .map(cell -> value(cell, from1904))
                    .orElse(TableRow.Cell.EMPTY);
            values.add(value);
            cells += value == TableRow.Cell.EMPTY ? 0 : 1;
            if (cells > MOST_CELLS) {
                throw new TooMuch();
            }
        }
        return new TableRow(row.getRowNum(), row.isHidden(), values);
    }

    private static TableRow.Cell value(Cell cell, boolean from1904) {
        @Nullable String formula = cell.getFormula();
        if (cell.getType() == CellType.FORMULA || formula != null) {
            return new TableRow.Cell("=" + (formula == null ? "" : formula), "agreement.table.formula");
        }
        return switch (cell.getType()) {
            case EMPTY -> TableRow.Cell.EMPTY;
            case ERROR -> new TableRow.Cell(String.valueOf(cell.getRawValue()), "agreement.table.error-cell");
            case BOOLEAN -> TableRow.Cell.of(cell.asBoolean() ? "ja" : "nein");
            case NUMBER -> TableRow.Cell.of(number(cell, from1904));
            default -> TableRow.Cell.of(String.valueOf(cell.getText()));
        };
    }

    private static String number(Cell cell, boolean from1904) {
        BigDecimal value = cell.asNumber();
        boolean date = isDate(cell) && value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(100_000)) < 0;
        return date
                ? date(value, from1904)
                : value.setScale(Math.min(value.scale(), 6), RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** ECMA-376 part 1, 18.17.4: days since the end of 1899, or since 1904; a time is a part of a day. */
    private static String date(BigDecimal value, boolean from1904) {
        long minutes = value.multiply(BigDecimal.valueOf(24 * 60))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        LocalDate first = from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
        if (minutes < 24 * 60) {
            return LocalTime.MIN.plusMinutes(minutes).toString();
        }
        LocalDateTime time = first.atStartOfDay().plusMinutes(minutes);
        return time.toLocalTime().equals(LocalTime.MIN) ? time.toLocalDate().toString() : time.toString();
    }

    /** ECMA-376 part 1, 18.8.30: the built-in formats of days and times, or one of the letters they are made of. */
    private static boolean isDate(Cell cell) {
        @Nullable Integer id = cell.getDataFormatId();
        if (id != null
                && (id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58)) {
            return true;
        }
        @Nullable String format = cell.getDataFormatString();
        if (format == null || format.equalsIgnoreCase("General")) {
            return false;
        }
        String letters = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*]", "");
        return letters.matches(".*[ydhms].*");
    }

    /** Ends the reading; never leaves this class. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
