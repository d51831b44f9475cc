package federzug.rendering.word;

import federzug.rendering.docx.Enclosures;
import federzug.rendering.docx.TableConditions;
import federzug.rendering.manuscript.DecimalCells;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Row;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import federzug.rendering.manuscript.ParagraphFormat.Line;
import federzug.rendering.word.StyleBook.TableLayer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.docx4j.XmlUtils;
import org.docx4j.wml.CTBorder;
import org.docx4j.wml.CTHeight;
import org.docx4j.wml.CTTblCellMar;
import org.docx4j.wml.CTTblPPr;
import org.docx4j.wml.CTTblPrBase;
import org.docx4j.wml.CTTblStylePr;
import org.docx4j.wml.JcEnumeration;
import org.docx4j.wml.STHeightRule;
import org.docx4j.wml.STVerticalJc;
import org.docx4j.wml.Style;
import org.docx4j.wml.Tbl;
import org.docx4j.wml.TblBorders;
import org.docx4j.wml.TblPr;
import org.docx4j.wml.TblWidth;
import org.docx4j.wml.Tc;
import org.docx4j.wml.TcMar;
import org.docx4j.wml.TcPr;
import org.docx4j.wml.TcPrInner;
import org.docx4j.wml.Tr;
import org.jspecify.annotations.Nullable;

/** Reads a table (ISO/IEC 29500-1, 17.4): grid, merges, borders, shading and margins as table, style and cell say. */
final class TableReader {
    private static final double WORD_MARGIN = 5.4;

    private final StoryReader story;
    private final Tbl table;
    private final List<TableLayer> outer;
    private final List<Style> styles;
    private final Map<Edge, Line> outside = new EnumMap<>(Edge.class);
    private @Nullable Line insideH;
    private @Nullable Line insideV;
    private final Map<Edge, Double> margins = new EnumMap<>(Edge.class);
    private final List<Tr> rows = new ArrayList<>();
    private final List<Double> columns;
    private final Map<Integer, Cell> merging = new HashMap<>();
    private final List<List<Cell>> cells = new ArrayList<>();

    TableReader(StoryReader story, Tbl table, List<TableLayer> outer) {
        this.story = story;
        this.table = table;
        this.outer = outer;
        TblPr direct = table.getTblPr();
        story.tracked.table(direct);
        styles = direct == null || direct.getTblStyle() == null
                ? List.of()
                : story.styles.chain(direct.getTblStyle().getVal());
        margins.put(Edge.TOP, 0.0);
        margins.put(Edge.BOTTOM, 0.0);
        margins.put(Edge.LEFT, WORD_MARGIN);
        margins.put(Edge.RIGHT, WORD_MARGIN);
        styles.forEach(style -> properties(style.getTblPr()));
        properties(direct);
        if (direct != null && StyleBook.on(direct.getBidiVisual(), false)) {
            story.problems.add("rendering.draft.right-to-left");
        }
        if (direct != null && direct.getTblCellSpacing() != null) {
            story.problems.remark("rendering.draft.cell-spacing");
        }
        collectRows(table.getContent());
        columns = columns();
    }

    private void properties(@Nullable CTTblPrBase from) {
        if (from == null) {
            return;
        }
        TblBorders borders = from.getTblBorders();
        if (borders != null) {
            StyleBook.border(outside, Edge.TOP, borders.getTop());
            StyleBook.border(outside, Edge.BOTTOM, borders.getBottom());
            StyleBook.border(outside, Edge.LEFT, borders.getLeft());
            StyleBook.border(outside, Edge.RIGHT, borders.getRight());
            Map<Edge, Line> inside = new EnumMap<>(Edge.class);
            StyleBook.border(inside, Edge.TOP, borders.getInsideH());
            StyleBook.border(inside, Edge.LEFT, borders.getInsideV());
            insideH = inside.getOrDefault(Edge.TOP, insideH);
            insideV = inside.getOrDefault(Edge.LEFT, insideV);
        }
        CTTblCellMar mar = from.getTblCellMar();
        if (mar != null) {
            margin(margins, Edge.TOP, mar.getTop());
            margin(margins, Edge.BOTTOM, mar.getBottom());
            margin(margins, Edge.LEFT, mar.getLeft() == null ? mar.getStart() : mar.getLeft());
            margin(margins, Edge.RIGHT, mar.getRight() == null ? mar.getEnd() : mar.getRight());
        }
    }

    private static void margin(Map<Edge, Double> margins, Edge edge, @Nullable TblWidth from) {
        if (from != null && !"nil".equals(from.getType())) {
            margins.put(edge, StyleBook.twips(from.getW(), 0));
        }
    }

    private void collectRows(List<?> content) {
        for (Object wrapped : Enclosures.opened(content)) {
            if (XmlUtils.unwrap(wrapped) instanceof Tr row) {
                rows.add(row);
            } else {
                story.between(wrapped);
            }
        }
    }

    /** Whether it has any row: one whose rows have all been deleted may stay in the file. */
    boolean hasRows() {
        return !rows.isEmpty();
    }

    /** Cells of the head that reach into later rows make these belong to it. */
    private int closed(int headers) {
        int end = headers;
        for (int i = 0; i < end && i < cells.size(); i++) {
            for (Cell cell : cells.get(i)) {
                end = Math.min(rows.size(), Math.max(end, i + cell.rows()));
            }
        }
        return end;
    }

    private List<Double> columns() {
        List<Double> widths = new ArrayList<>();
        if (table.getTblGrid() != null) {
            table.getTblGrid().getGridCol().forEach(c -> widths.add(StyleBook.twips(c.getW(), 0)));
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        int needed = rows.stream().mapToInt(this::span).max().orElse(1);
        boolean known = widths.size() >= needed && widths.stream().allMatch(w -> w > 0);
        if (!known) {
            widths.clear();
            Tr widest = rows.stream().filter(r -> span(r) == needed).findFirst().orElseThrow();
            for (Tc cell : RowProperties.cells(widest)) {
                TblWidth width = cell.getTcPr() == null ? null : cell.getTcPr().getTcW();
                int span = spanOf(cell);
                double points = width != null && "dxa".equals(width.getType())
                        ? StyleBook.twips(width.getW(), 0)
                        : 453.5 / needed * span;
                for (int i = 0; i < span; i++) {
                    widths.add(Math.max(1, points / span));
                }
            }
            while (widths.size() < needed) {
                widths.add(453.5 / needed);
            }
        }
        return widths;
    }

    private int span(Tr row) {
        return RowProperties.skipped(row, "gridBefore")
                + RowProperties.cells(row).stream()
                        .mapToInt(TableReader::spanOf)
                        .sum();
    }

    private static int spanOf(Tc cell) {
        TcPr from = cell.getTcPr();
        return from == null || from.getGridSpan() == null
                ? 1
                : Math.max(1, StyleBook.number(from.getGridSpan().getVal(), 1));
    }

    /** The table, or what stands for it beside the text. */
    Block block() {
        Grid grid = grid();
        CTTblPPr place = table.getTblPr() == null ? null : table.getTblPr().getTblpPr();
        return place == null
                ? grid
                : AnchoredBlocks.aside(place, grid, story.modern ? 0 : margins.getOrDefault(Edge.LEFT, 0.0));
    }

    private Grid grid() {
        int headers = 0;
        while (headers < rows.size() && RowProperties.flag(rows.get(headers), "tblHeader")) {
            headers++;
        }
        Runnable headless = null;
        for (int i = 0; i < rows.size(); i++) {
            cells.add(cells(i));
            if (i == 0 && headers == 0 && !story.decoration()) {
                headless = story.problems.bookmark();
            }
        }
        boolean headed = false;
        if (headless != null && TableConditions.data(cells)) {
            Runnable back = story.problems.bookmark();
            headless.run();
            TableHeads heads = new TableHeads(cells, styles, table);
            headers = heads.rows();
            headed = headers == 0 && heads.column();
            if (headers > 0) {
                story.problems.remark("rendering.draft.table-head-taken");
            } else if (headed) {
                story.problems.remark("rendering.draft.table-column-taken");
            } else {
                story.problems.add("rendering.draft.table-without-header");
            }
            back.run();
        }
        List<Row> read = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Tr row = rows.get(i);
            story.tracked.row(row.getTrPr());
            if (RowProperties.flag(row, "hidden")) {
                VisibilityCheck.report(story.problems, story.signed, "rendering.draft.hidden-row");
            }
            CTHeight height = RowProperties.value(row, "trHeight", CTHeight.class);
            read.add(new Row(
                    height == null ? 0 : StyleBook.twips(height.getVal(), 0),
                    height != null && height.getHRule() == STHeightRule.EXACT,
                    RowProperties.flag(row, "cantSplit"),
                    cells.get(i)));
        }
        headers = closed(headers);
        return new Grid(start(), columns, headers == rows.size() ? 0 : headers, headed, read);
    }

    /** Places the table; a grid position beyond the text width cannot be known here, so centring is left to the page. */
    private double start() {
        TblPr from = table.getTblPr();
        JcEnumeration align =
                from == null || from.getJc() == null ? null : from.getJc().getVal();
        if (align == JcEnumeration.CENTER) {
            return Double.NaN;
        }
        if (align == JcEnumeration.RIGHT || align == JcEnumeration.END) {
            return Double.POSITIVE_INFINITY;
        }
        double indent = from == null || from.getTblInd() == null
                ? 0
                : StyleBook.twips(from.getTblInd().getW(), 0);
        return story.modern ? indent : indent - margins.getOrDefault(Edge.LEFT, 0.0);
    }

    private List<Cell> cells(int rowIndex) {
        Tr row = rows.get(rowIndex);
        List<Cell> found = new ArrayList<>();
        int column = RowProperties.skipped(row, "gridBefore");
        List<Tc> all = RowProperties.cells(row);
        for (int i = 0; i < all.size(); i++) {
            Tc tc = all.get(i);
            int span = Math.min(spanOf(tc), columns.size() - column);
            Cell cell = cell(tc, rowIndex, column, span, i == all.size() - 1);
            TcPr properties = tc.getTcPr();
            TcPrInner.VMerge merge = properties == null ? null : properties.getVMerge();
            Cell upper = merging.get(column);
            if (merge != null && !"restart".equals(merge.getVal()) && upper != null) {
                if (cell.blocks().stream().anyMatch(b -> !(b instanceof Paragraph p && p.isEmpty()))) {
                    story.problems.add("rendering.draft.merged-cell");
                }
                grow(column, upper, cell);
            } else {
                found.add(cell);
                merging.remove(column);
                if (merge != null) {
                    merging.put(column, cell);
                }
            }
            column += span;
        }
        return found;
    }

    /** A cell merged downwards is one cell over more rows; the lowest part gives its lower border. */
    private void grow(int column, Cell upper, Cell lower) {
        Map<Edge, Line> borders = new EnumMap<>(Edge.class);
        borders.putAll(upper.borders());
        borders.put(Edge.BOTTOM, lower.borders().getOrDefault(Edge.BOTTOM, Line.NONE));
        Cell grown = new Cell(
                upper.column(),
                upper.columns(),
                upper.rows() + 1,
                upper.vertical(),
                upper.background(),
                borders,
                upper.padding(),
                upper.blocks());
        merging.put(column, grown);
        for (List<Cell> row : cells) {
            row.replaceAll(c -> c == upper ? grown : c);
        }
    }

    private Cell cell(Tc tc, int rowIndex, int column, int span, boolean last) {
        TcPr direct = tc.getTcPr();
        List<CTTblStylePr> conditions = TableConditions.of(
                styles,
                table.getTblPr() == null ? null : table.getTblPr().getTblLook(),
                rowIndex,
                rows.size(),
                column,
                last);
        List<TableLayer> layers = new ArrayList<>(outer);
        styles.forEach(s -> layers.add(new TableLayer(s.getPPr(), s.getRPr())));
        conditions.forEach(c -> layers.add(new TableLayer(c.getPPr(), c.getRPr())));
        if (last && conditions.stream().anyMatch(RowProperties::hides)) {
            VisibilityCheck.report(story.problems, story.signed, "rendering.draft.hidden-row");
        }
        Map<Edge, Line> borders = new EnumMap<>(Edge.class);
        Map<Edge, Double> padding = new EnumMap<>(margins);
        put(borders, Edge.TOP, rowIndex == 0 ? outside.get(Edge.TOP) : insideH);
        put(borders, Edge.BOTTOM, rowIndex == rows.size() - 1 ? outside.get(Edge.BOTTOM) : insideH);
        put(borders, Edge.LEFT, column == 0 ? outside.get(Edge.LEFT) : insideV);
        put(borders, Edge.RIGHT, column + span >= columns.size() ? outside.get(Edge.RIGHT) : insideV);
        String background = null;
        for (CTTblStylePr condition : conditions) {
            background = style(borders, padding, condition.getTcPr(), background);
        }
        background = style(borders, padding, direct, background);
        String vertical = "before";
        if (direct != null && direct.getVAlign() != null) {
            STVerticalJc align = direct.getVAlign().getVal();
            vertical = align == STVerticalJc.CENTER ? "center" : align == STVerticalJc.BOTTOM ? "after" : "before";
        }
        if (direct != null) {
            refuse(direct);
        }
        List<Block> blocks = DecimalCells.aligned(story.blocks(tc.getContent(), layers));
        return new Cell(column, span, 1, vertical, background, borders, padding, blocks);
    }

    private void refuse(TcPr direct) {
        TcPrInner.TcBorders borders = direct.getTcBorders();
        if (borders != null && (drawn(borders.getTl2Br()) || drawn(borders.getTr2Bl()))) {
            story.problems.remark("rendering.draft.diagonal");
        }
        if (direct.getTextDirection() != null
                && !"lrTb".equals(direct.getTextDirection().getVal())) {
            story.problems.add("rendering.draft.text-direction");
        }
        if (StyleBook.on(direct.getTcFitText(), false)) {
            story.problems.remark("rendering.draft.cell-fitted");
        }
        if (direct.getHMerge() != null) {
            story.problems.add("rendering.draft.merged-cell");
        }
        story.tracked.cell(direct);
    }

    private static boolean drawn(@Nullable CTBorder border) {
        Map<Edge, Line> read = new EnumMap<>(Edge.class);
        StyleBook.border(read, Edge.TOP, border);
        return read.getOrDefault(Edge.TOP, Line.NONE).drawn();
    }

    private static void put(Map<Edge, Line> borders, Edge edge, @Nullable Line line) {
        if (line != null) {
            borders.put(edge, line);
        }
    }

    private @Nullable String style(
            Map<Edge, Line> borders, Map<Edge, Double> padding, @Nullable TcPr from, @Nullable String background) {
        if (from == null) {
            return background;
        }
        TcPrInner.TcBorders own = from.getTcBorders();
        if (own != null) {
            StyleBook.border(borders, Edge.TOP, own.getTop());
            StyleBook.border(borders, Edge.BOTTOM, own.getBottom());
            StyleBook.border(borders, Edge.LEFT, own.getLeft() == null ? own.getStart() : own.getLeft());
            StyleBook.border(borders, Edge.RIGHT, own.getRight() == null ? own.getEnd() : own.getRight());
        }
        TcMar mar = from.getTcMar();
        if (mar != null) {
            margin(padding, Edge.TOP, mar.getTop());
            margin(padding, Edge.BOTTOM, mar.getBottom());
            margin(padding, Edge.LEFT, mar.getLeft());
            margin(padding, Edge.RIGHT, mar.getRight());
        }
        String shade = from.getShd() == null ? null : story.styles.ground(from.getShd());
        return shade == null ? background : shade;
    }
}
