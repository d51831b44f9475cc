package federzug.rendering.docx;

import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import federzug.rendering.manuscript.ParagraphFormat.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.docx4j.sharedtypes.STOnOff;
import org.docx4j.wml.CTTblLook;
import org.docx4j.wml.CTTblStylePr;
import org.docx4j.wml.Style;
import org.jspecify.annotations.Nullable;

/** Which parts of a table style apply to a cell, the weakest first (ISO/IEC 29500-1, 17.7.6). */
public final class TableConditions {
    private TableConditions() {}

    public static List<CTTblStylePr> of(
            List<Style> styles, @Nullable CTTblLook look, int row, int rows, int column, boolean lastInRow) {
        int mask = look == null ? 0 : mask(look);
        boolean firstRow = look != null && set(look.getFirstRow(), mask, 0x20);
        boolean bands = look != null && !set(look.getNoHBand(), mask, 0x200);
        List<String> types = new ArrayList<>(List.of("wholetable"));
        if (bands && !(firstRow && row == 0)) {
            types.add((row - (firstRow ? 1 : 0)) % 2 == 0 ? "band1horz" : "band2horz");
        }
        if (look != null && set(look.getFirstColumn(), mask, 0x80) && column == 0) {
            types.add("firstcol");
        }
        if (look != null && set(look.getLastColumn(), mask, 0x100) && lastInRow) {
            types.add("lastcol");
        }
        if (firstRow && row == 0) {
            types.add("firstrow");
        }
        if (look != null && set(look.getLastRow(), mask, 0x40) && row == rows - 1) {
            types.add("lastrow");
        }
        List<CTTblStylePr> found = new ArrayList<>();
        for (String type : types) {
            for (Style style : styles) {
                style.getTblStylePr().stream()
                        .filter(c -> c.getType() != null
                                && c.getType().value().toLowerCase(Locale.ROOT).equals(type))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** A grid of lines says that a table holds data; one without is there to arrange things. */
    public static boolean data(List<List<Cell>> rows) {
        return rows.stream()
                .skip(1)
                .flatMap(List::stream)
                .anyMatch(cell -> cell.column() > 0
                        && cell.borders().getOrDefault(Edge.TOP, Line.NONE).drawn()
                        && cell.borders().getOrDefault(Edge.LEFT, Line.NONE).drawn());
    }

    public static int mask(CTTblLook look) {
        return look.getVal() == null ? 0 : Integer.parseInt(look.getVal(), 16);
    }

    public static boolean set(@Nullable STOnOff value, int mask, int bit) {
        return value == null ? (mask & bit) != 0 : value == STOnOff.TRUE || value == STOnOff.ON || value == STOnOff.ONE;
    }
}
