package federzug.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table.
 *
 * @param number as the program shows it that people edit the table with, from 1
 * @param cells from the first column on; a row may be shorter than the others
 */
record TableRow(int number, boolean hidden, List<Cell> cells) {
    TableRow {
        cells = List.copyOf(cells);
    }

    /**
     * @param text what stands there; days and times in the form of the data format
     * @param refused the code of why the cell cannot be used, null if it can
     */
    record Cell(String text, @Nullable String refused) {
        static final Cell EMPTY = new Cell("", null);

        static Cell of(String text) {
            return new Cell(text, null);
        }
    }

    boolean isBlank() {
        return cells.stream().allMatch(cell -> cell.text().isBlank() && cell.refused() == null);
    }

    Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.EMPTY;
    }

    /** {@code A}, {@code B}, … {@code AA}. */
    static String letters(int column) {
        String letters = "";
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters = (char) ('A' + rest % 26) + letters;
        }
        return letters;
    }
}
