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

    private TableHeader(
            String file, String sheetName, List<@Nullable Target> targets, List<String> headings, int idColumn) {
        this.file = file;
        this.sheetName = sheetName;
        this.targets = targets;
        this.headings = headings;
        this.idColumn = idColumn;
    }

    /**
     * @param sheetName empty for a table without sheets
     * @return empty if a heading is wrong: ignoring a column would silently lose data
     */
    static Optional<TableHeader> read(String file, String sheetName, Sheet sheet, TableRow row, Problems problems) {
        List<@Nullable Target> targets = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        int idColumn = -1;
        int before = problems.notices().size();
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
                } else if (targets.contains(target)) {
                    problems.error("agreement.table.heading-twice", place, heading);
                }
            }
            targets.add(target);
            headings.add(heading);
        }
        if (idColumn < 0) {
            problems.error("agreement.table.no-id", Place.cell(file, sheetName, row.number(), "", ""), TableLayout.ID);
        }
        return problems.notices().size() > before
                ? Optional.empty()
                : Optional.of(new TableHeader(file, sheetName, targets, headings, idColumn));
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
