package federzug.rendering.page;

import federzug.rendering.fop.FoWriter;
import federzug.rendering.manuscript.Manuscript.Anchor;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Row;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import federzug.rendering.manuscript.ParagraphFormat.Line;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sets tables. Without header rows a table only arranges things on the page: then it is tagged Div throughout, since a
 * Table must have headers (ISO 14289-1, 7.5).
 */
final class TableSetter {
    /**
     * Rows give FOP nothing to stretch, and where a page with a long one has too little of it, every break is equally bad
     * to FOP and a page may stay nearly empty.
     */
    private static final double STRETCH = 0.05;

    private final FoWriter fo;
    private final BlockSetter blocks;

    TableSetter(FoWriter fo, BlockSetter blocks) {
        this.fo = fo;
        this.blocks = blocks;
    }

    void table(Grid grid, BlockPlace place, boolean breakBefore, double space) {
        double start = grid.startIn(place.width());
        String role = grid.hasHeads() ? null : "Div";
        fo.open(
                "table",
                new FoWriter.Traits()
                        .set("table-layout", "fixed", "border-collapse", "collapse", "role", role)
                        .set("text-align", "start", "text-indent", "0pt")
                        .put("break-before", breakBefore ? "page" : null)
                        .pt("space-before.minimum", space)
                        .pt("space-before.optimum", space)
                        .pt("space-before.maximum", space + STRETCH)
                        .pt("width", grid.width())
                        .pt("start-indent", start)
                        .pt("end-indent", 0));
        for (double column : grid.columns()) {
            fo.empty("table-column", new FoWriter.Traits().pt("column-width", column));
        }
        int headers = grid.headerRows();
        if (headers > 0) {
            rows("table-header", grid, grid.rows().subList(0, headers), place, null);
        }
        rows("table-body", grid, grid.rows().subList(headers, grid.rows().size()), place, role);
        fo.close();
    }

    private void rows(String part, Grid grid, List<Row> rows, BlockPlace place, @Nullable String role) {
        fo.open(part, "start-indent", "0pt", "end-indent", "0pt", "role", role);
        int[] covered = new int[grid.columns().size()];
        for (Row row : rows) {
            FoWriter.Traits traits = new FoWriter.Traits().put("role", role);
            if (row.height() > 0) {
                traits.pt(row.exact() ? "height" : "block-progression-dimension.minimum", row.height());
            }
            if (row.keepTogether()) {
                traits.put("keep-together.within-page", "always");
            }
            if (first(row, look -> look.pageBreakBefore) && !place.cell()) {
                traits.put("break-before", "page");
            }
            if (first(row, look -> look.keepNext)) {
                traits.put("keep-with-next.within-page", "always");
            }
            fo.open("table-row", traits);
            row(grid, row, covered, place, role, part.equals("table-header"));
            fo.close();
        }
        fo.close();
    }

    /** What a row's first paragraph asks for, Word does for the whole row. */
    private static boolean first(Row row, Predicate<ParagraphFormat> asks) {
        return !row.cells().isEmpty()
                && !row.cells().get(0).blocks().isEmpty()
                && row.cells().get(0).blocks().get(0) instanceof Paragraph p
                && asks.test(p.look());
    }

    /** @param covered for how many more rows each column is taken by a cell from above */
    private void row(Grid grid, Row row, int[] covered, BlockPlace place, @Nullable String role, boolean header) {
        int column = 0;
        int next = 0;
        while (column < covered.length) {
            if (covered[column] > 0) {
                covered[column++]--;
            } else if (next < row.cells().size() && row.cells().get(next).column() <= column) {
                Cell cell = row.cells().get(next++);
                cell(grid, row, cell, place, role, header);
                for (int i = 0; i < cell.columns() && column < covered.length; i++) {
                    covered[column++] = cell.rows() - 1;
                }
            } else {
                fo.open("table-cell", "role", role).empty("block").close();
                column++;
            }
        }
    }

    private void cell(Grid grid, Row row, Cell cell, BlockPlace place, @Nullable String role, boolean header) {
        double width = 0;
        for (int i = 0; i < cell.columns(); i++) {
            width += grid.columns().get(cell.column() + i);
        }
        boolean head = grid.headerColumn()
                && cell.column() == 0
                && cell.columns() < grid.columns().size()
                && !header;
        FoWriter.Traits traits =
                new FoWriter.Traits().set("role", head ? "TH" : role, "background-color", cell.background());
        traits.put("display-align", cell.vertical().equals("before") ? null : cell.vertical());
        traits.put("overflow", row.exact() ? "hidden" : null);
        if (cell.columns() > 1) {
            traits.put("number-columns-spanned", Integer.toString(cell.columns()));
        }
        if (cell.rows() > 1) {
            traits.put("number-rows-spanned", Integer.toString(cell.rows()));
        }
        width -= edge(traits, cell, Edge.LEFT, "start") + edge(traits, cell, Edge.RIGHT, "end");
        edge(traits, cell, Edge.TOP, "before");
        edge(traits, cell, Edge.BOTTOM, "after");
        fo.open("table-cell", traits);
        if (cell.blocks().isEmpty()) {
            fo.empty("block");
        }
        boolean silent = role == null && silent(cell.blocks());
        blocks.cell(
                row.exact() ? ExactRows.fitted(cell, width, row.height()) : cell.blocks(),
                new BlockPlace(
                        width,
                        true,
                        place.artifact(),
                        silent,
                        new Ground.Inside(width, place.ground().page())));
        if (silent && cell.blocks().stream().noneMatch(block -> block instanceof Paragraph p && p.isEmpty())) {
            fo.open("block", "font-size", "1pt", "line-height", "0");
            fo.empty("leader", "leader-length", "0pt").close();
        }
        fo.close();
    }

    /** Whether nothing of it can be read aloud: then the cell would not be in the structure tree. */
    private static boolean silent(List<Block> blocks) {
        return blocks.stream()
                .allMatch(block -> block instanceof Paragraph p
                        ? p.label() == null
                                && p.box() == null
                                && p.inlines().stream()
                                        .allMatch(inline -> inline instanceof Anchor
                                                || inline instanceof Image image
                                                        && image.alternateText().isEmpty())
                        : block instanceof Grid grid
                                && grid.rows().stream()
                                        .flatMap(row -> row.cells().stream())
                                        .allMatch(cell -> silent(cell.blocks())));
    }

    private static double edge(FoWriter.Traits traits, Cell cell, Edge edge, String side) {
        Line line = cell.borders().getOrDefault(edge, Line.NONE);
        if (line.drawn()) {
            traits.put("border-" + side + "-style", line.style())
                    .pt("border-" + side + "-width", line.width())
                    .put("border-" + side + "-color", line.color());
        }
        double padding = cell.padding().getOrDefault(edge, 0.0);
        traits.pt("padding-" + side, padding);
        if (side.equals("before") || side.equals("after")) {
            // A row that goes on over the page keeps its margins and is closed with a line.
            traits.put("padding-" + side + ".conditionality", "retain");
            traits.put("border-" + side + "-width.conditionality", line.drawn() ? "retain" : null);
        }
        return padding;
    }
}
