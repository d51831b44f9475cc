package federzug.rendering.docx;

import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import federzug.rendering.manuscript.ParagraphFormat.Line;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.docx4j.sharedtypes.STOnOff;
import org.docx4j.wml.CTTblLook;
import org.docx4j.wml.CTTblPrBase;
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
        boolean firstColumn = look != null && set(look.getFirstColumn(), mask, 0x80);
        boolean top = firstRow && row == 0;
        boolean bottom = look != null && set(look.getLastRow(), mask, 0x40) && row == rows - 1;
        boolean left = firstColumn && column == 0;
        boolean right = look != null && set(look.getLastColumn(), mask, 0x100) && lastInRow;
        List<String> types = new ArrayList<>(List.of("wholetable"));
        if (look != null && !set(look.getNoVBand(), mask, 0x400) && !left) {
            types.add(band(column - (firstColumn ? 1 : 0), size(styles, TableConditions::columns)) + "vert");
        }
        if (look != null && !set(look.getNoHBand(), mask, 0x200) && !top) {
            types.add(band(row - (firstRow ? 1 : 0), size(styles, TableConditions::rows)) + "horz");
        }
        if (left) {
            types.add("firstcol");
        }
        if (right) {
            types.add("lastcol");
        }
        if (top) {
            types.add("firstrow");
        }
        if (bottom) {
            types.add("lastrow");
        }
        if ((top || bottom) && (left || right)) {
            types.add((top ? "n" : "s") + (left ? "w" : "e") + "cell");
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

    private static String band(int at, int size) {
        return at / size % 2 == 0 ? "band1" : "band2";
    }

    /** How many rows or columns a band has, as the last of the styles says. */
    private static int size(List<Style> styles, Function<CTTblPrBase, @Nullable BigInteger> property) {
        int size = 1;
        for (Style style : styles) {
            BigInteger value = style.getTblPr() == null ? null : property.apply(style.getTblPr());
            size = value == null ? size : value.intValue();
        }
        return Math.max(1, size);
    }

    private static @Nullable BigInteger rows(CTTblPrBase from) {
        return from.getTblStyleRowBandSize() == null
                ? null
                : from.getTblStyleRowBandSize().getVal();
    }

    private static @Nullable BigInteger columns(CTTblPrBase from) {
        return from.getTblStyleColBandSize() == null
                ? null
                : from.getTblStyleColBandSize().getVal();
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
