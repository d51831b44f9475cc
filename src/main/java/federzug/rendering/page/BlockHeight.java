package federzug.rendering.page;

import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.LineBreak;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import java.util.List;

/** Computes the height of headers and footers, so that the text begins below and ends above them. Points. */
final class BlockHeight {
    private BlockHeight() {}

    static double of(List<Block> blocks, double width) {
        double height = 0;
        double gap = 0;
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                height += Math.max(gap, p.look().before) + paragraph(p, width);
                gap = p.look().after;
            } else if (block instanceof Grid grid) {
                height += gap + grid(grid);
                gap = 0;
            }
        }
        return height + gap;
    }

    private static double grid(Grid grid) {
        double height = 0;
        for (Manuscript.Row row : grid.rows()) {
            double tallest = row.height();
            for (Manuscript.Cell cell : row.cells()) {
                double width = 0;
                for (int i = 0;
                        i < cell.columns() && cell.column() + i < grid.columns().size();
                        i++) {
                    width += grid.columns().get(cell.column() + i);
                }
                width -= cell.padding().getOrDefault(Edge.LEFT, 0.0)
                        + cell.padding().getOrDefault(Edge.RIGHT, 0.0);
                List<Block> blocks = row.exact() ? ExactRows.fitted(cell, width, row.height()) : cell.blocks();
                double inner = of(blocks, width)
                        + cell.padding().getOrDefault(Edge.TOP, 0.0)
                        + cell.padding().getOrDefault(Edge.BOTTOM, 0.0);
                tallest = Math.max(tallest, inner / cell.rows());
            }
            height += tallest + 0.5;
        }
        return height;
    }

    private static double paragraph(Paragraph p, double width) {
        double available = Math.max(10, width - p.look().left - p.look().right);
        double line = p.look().lineHeight(p.mark());
        double used = 0;
        int lines = 1;
        double pictures = 0;
        for (Inline inline : p.inlines()) {
            if (inline instanceof Words words) {
                line = Math.max(line, p.look().lineHeight(words.look()));
                used += words.look().width(words.text());
            } else if (inline instanceof LineBreak) {
                lines += 1 + (int) (used / available);
                used = 0;
            } else if (inline instanceof Image image) {
                pictures = Math.max(pictures, image.height());
            }
        }
        lines += (int) (used / available);
        double borders = p.look().border(Edge.TOP).width()
                + p.look().border(Edge.BOTTOM).width()
                + p.look().border(Edge.TOP).space()
                + p.look().border(Edge.BOTTOM).space();
        return Math.max(lines * line, pictures + (lines - 1) * line + (pictures > 0 ? line * 0.25 : 0)) + borders;
    }
}
