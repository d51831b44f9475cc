package federzug.agreement;

import federzug.agreement.TableLayout.Sheet;
import federzug.agreement.TableLayout.Target;
import federzug.notice.Place;
import federzug.notice.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first row of a sheet: what each column means. */
final class TableHeader {
    private final String file;
    private final String sheetName;
    private final List<@Nullable Target> targets;
    private final List<String> headings;
    private final int idColumn;
    private final List<Integer> wrong;

    private TableHeader(
            String file,
            String sheetName,
            List<@Nullable Target> targets,
            List<String> headings,
            int idColumn,
            List<Integer> wrong) {
        this.file = file;
        this.sheetName = sheetName;
        this.targets = targets;
        this.headings = headings;
        this.idColumn = idColumn;
        this.wrong = List.copyOf(wrong);
    }

    /**
     * @param sheetName empty for a table without sheets
     * @return empty if nobody can say whose the rows are; a wrong heading {@link #touches} rows, as ignoring a column
     *     would silently lose data
     */
    static Optional<TableHeader> read(String file, String sheetName, Sheet sheet, TableRow row, Problems problems) {
        List<@Nullable Target> targets = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        int idColumn = -1;
        List<Integer> wrong = new ArrayList<>();
        for (int column = 0; column < row.cells().size(); column++) {
            String heading = row.cell(column).text().strip();
            Place place = Place.cell(file, sheetName, row.number(), TableRow.letters(column), "");
            @Nullable Target target = null;
            if (PathName.of(heading).equals("kennung")) {
                idColumn = column;
            } else if (!TableLayout.isFree(heading)) {
                target = TableLayout.target(sheet, heading).orElse(null);
                if (target == null) {
                    unknown(sheet, heading, place, problems);
                    wrong.add(column);
                } else if (targets.contains(target)) {
                    problems.error("agreement.table.heading-twice", place, heading);
                    wrong.add(column);
                    target = null;
                }
            }
            targets.add(target);
            headings.add(heading);
        }
        if (idColumn < 0) {
            problems.error("agreement.table.no-id", Place.cell(file, sheetName, row.number(), "", ""), TableLayout.ID);
        }
        return idColumn < 0
                ? Optional.empty()
                : Optional.of(new TableHeader(file, sheetName, targets, headings, idColumn, wrong));
    }

    private static void unknown(Sheet sheet, String heading, Place place, Problems problems) {
        Optional<String> near = Suggestion.of(heading, TableLayout.headings(sheet));
        if (near.isPresent()) {
            problems.error("agreement.table.heading-near", place, heading, near.get());
        } else {
            problems.error("agreement.table.heading", place, heading, TableLayout.ID);
        }
    }

    String id(TableRow row) {
        return row.cell(idColumn).text().strip();
    }

    /** Whether something stands in this row under a wrong heading: what it says is not known then. */
    boolean touches(TableRow row) {
        return wrong.stream().map(row::cell).anyMatch(cell -> !cell.text().isBlank() || cell.refused() != null);
    }

    /** Whether the table has one sheet per list, and not all in one row. */
    boolean hasSheets() {
        return !sheetName.isEmpty();
    }

    int idColumn() {
        return idColumn;
    }

    int columns() {
        return targets.size();
    }

    @Nullable
    Target target(int column) {
        return targets.get(column);
    }

    Place place(TableRow row, int column) {
        return Place.cell(file, sheetName, row.number(), TableRow.letters(column), headings.get(column));
    }

    Place rowPlace(int row) {
        return Place.cell(file, sheetName, row, "", "");
    }

    /** Where a value would stand that is missing from a row. */
    Place missing(int row, String heading) {
        return Place.cell(file, sheetName, row, "", heading);
    }
}
