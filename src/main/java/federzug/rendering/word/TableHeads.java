package federzug.rendering.word;

import federzug.rendering.docx.TableConditions;
import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Words;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.docx4j.wml.CTTblLook;
import org.docx4j.wml.CTTblStylePr;
import org.docx4j.wml.STTblStyleOverrideType;
import org.docx4j.wml.Style;
import org.docx4j.wml.Tbl;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the heads of a table whose author has marked none: by a table style that formats the first row or column, or
 * by cells that are all bold or shaded while their neighbours are not; or as a form with names on the left. That Word's option "header row" is on says nothing,
 * because it is on from the start.
 */
final class TableHeads {
    private final List<List<Cell>> cells;
    private final List<Style> styles;
    private final @Nullable CTTblLook look;

    TableHeads(List<List<Cell>> cells, List<Style> styles, Tbl table) {
        this.cells = cells;
        this.styles = styles;
        this.look = table.getTblPr() == null ? null : table.getTblPr().getTblLook();
    }

    /** @return how many rows are heads: one or none */
    int rows() {
        if (cells.size() < 2 || cells.get(0).size() < 2 || texts(cells.get(0)) == 0) {
            return 0;
        }
        boolean styled = look != null
                && TableConditions.set(look.getFirstRow(), TableConditions.mask(look), 0x20)
                && formats(STTblStyleOverrideType.FIRST_ROW);
        return styled || marked(cells.get(0), cells.get(1)) ? 1 : 0;
    }

    /** Whether the first cell of each row is its head. */
    boolean column() {
        List<Cell> first = cells.stream()
                .flatMap(row -> row.stream().filter(cell -> cell.column() == 0))
                .toList();
        List<Cell> second = cells.stream()
                .flatMap(row -> row.stream().filter(cell -> cell.column() > 0).limit(1))
                .toList();
        if (second.isEmpty() || texts(first) < first.size()) {
            return false;
        }
        boolean styled = look != null
                && TableConditions.set(look.getFirstColumn(), TableConditions.mask(look), 0x80)
                && formats(STTblStyleOverrideType.FIRST_COL);
        return styled || marked(first, second) || form();
    }

    /** A form of two columns: names and what belongs to them, under a title over both or with a colon or question mark. */
    private boolean form() {
        boolean titled = cells.get(0).size() == 1 && cells.get(0).get(0).columns() > 1;
        List<List<Cell>> entries = titled ? cells.subList(1, cells.size()) : cells;
        return !entries.isEmpty()
                && entries.stream()
                        .allMatch(row -> row.size() == 2
                                && row.get(0).column() == 0
                                && texts(row.subList(0, 1)) == 1
                                && (titled || asks(row.get(0))));
    }

    private static boolean asks(Cell cell) {
        String text = words(cell).map(Words::text).collect(Collectors.joining()).strip();
        return text.endsWith(":") || text.endsWith("?");
    }

    private boolean formats(STTblStyleOverrideType part) {
        return styles.stream()
                .flatMap(style -> style.getTblStylePr().stream())
                .anyMatch(condition -> condition.getType() == part && formats(condition));
    }

    private static boolean formats(CTTblStylePr condition) {
        return condition.getRPr() != null
                        && (StyleBook.on(condition.getRPr().getB(), false)
                                || condition.getRPr().getColor() != null
                                || condition.getRPr().getI() != null
                                || condition.getRPr().getCaps() != null)
                || condition.getTcPr() != null
                        && (condition.getTcPr().getShd() != null
                                || condition.getTcPr().getTcBorders() != null);
    }

    /** Whether one run of cells is bold or shaded throughout, and the one beside it is not. */
    private static boolean marked(List<Cell> heads, List<Cell> others) {
        boolean bold = all(heads, TableHeads::bold) && !all(others, TableHeads::bold);
        boolean shaded = heads.stream().allMatch(cell -> cell.background() != null)
                && others.stream()
                        .noneMatch(cell ->
                                Objects.equals(cell.background(), heads.get(0).background()));
        return bold || shaded;
    }

    private static boolean all(List<Cell> row, Predicate<Cell> test) {
        return texts(row) > 0
                && row.stream()
                        .filter(cell -> words(cell).findAny().isPresent())
                        .allMatch(test);
    }

    private static boolean bold(Cell cell) {
        return words(cell).allMatch(words -> words.look().bold);
    }

    private static long texts(List<Cell> row) {
        return row.stream().filter(cell -> words(cell).findAny().isPresent()).count();
    }

    private static Stream<Words> words(Cell cell) {
        return cell.blocks().stream()
                .flatMap(block -> block instanceof Paragraph p
                        ? words(p.inlines())
                        : ((Grid) block)
                                .rows().stream()
                                        .flatMap(row -> row.cells().stream())
                                        .flatMap(TableHeads::words));
    }

    private static Stream<Words> words(List<Inline> inlines) {
        return inlines.stream()
                .flatMap(inline -> inline instanceof Link link
                        ? words(link.inlines())
                        : inline instanceof Words words && !words.text().isBlank() ? Stream.of(words) : Stream.empty());
    }
}
