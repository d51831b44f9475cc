package federzug.rendering.docx;

import federzug.rendering.manuscript.Manuscript.Anchor;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.Manuscript.Footnote;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Page;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.List;

/** Finds text that would stand beside the page, where it is not visible: Word silently places it there. */
public final class PageEdges {
    /** Half an inch; less is no room for a line. */
    private static final double LEAST = 36;

    /** Less is no room even for a letter. */
    private static final double NARROW = 2;

    /** Two margins of a cell: what stands in them stands over nothing. */
    private static final double MARGINS = 11;

    private static final double TOLERANCE = 1;

    /** A printer leaves at least this free. */
    private static final double EDGE = 12;

    /** Room for a number or a bullet. */
    private static final double LABEL = 36;

    private final Page page;
    private final RenderingProblems problems;

    public PageEdges(Page page, RenderingProblems problems) {
        this.page = page;
        this.problems = problems;
    }

    /** Whether the margins leave room at all; without it there is no use in looking further. */
    public boolean roomy() {
        double height = page.height() - Math.max(page.top(), page.header()) - Math.max(page.bottom(), page.footer());
        boolean roomy = page.left() >= 0 && page.right() >= 0 && page.textWidth() >= LEAST && height >= LEAST;
        if (!roomy) {
            problems.add("rendering.draft.margins");
        }
        return roomy;
    }

    /** Blocks that stand between the margins. */
    public void check(List<Block> blocks) {
        check(blocks, page.left(), page.textWidth());
    }

    private void check(List<Block> blocks, double left, double width) {
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                paragraph(p, left, width);
            } else if (block instanceof Grid grid) {
                double start = left + grid.startIn(width);
                grid.rows().forEach(row -> row.cells().forEach(cell -> cell(grid, cell, start)));
            }
        }
    }

    private void paragraph(Paragraph p, double left, double width) {
        for (Inline inline : p.inlines()) {
            if (inline instanceof Footnote note) {
                check(note.blocks());
            }
        }
        double start = left + p.look().left + Math.min(0, p.look().firstLine);
        double end = left + width - p.look().right;
        String words = ParagraphText.of(p);
        boolean reaches = end > page.width() + TOLERANCE && !endsOnTheSheet(p, start);
        if (!words.isBlank() && (start < -TOLERANCE || reaches)) {
            problems.enterParagraph(p.number(), words);
            problems.add("rendering.draft.outside");
        } else if (width - p.look().left - p.look().right < NARROW && widest(p) > MARGINS) {
            problems.enterParagraph(p.number(), words);
            problems.add("rendering.draft.narrow");
        }
    }

    private static double widest(Paragraph p) {
        double widest = 0;
        for (Inline inline : p.inlines()) {
            if (inline instanceof Words words) {
                for (String word : words.text().split(" ")) {
                    widest = Math.max(widest, words.look().width(word));
                }
            }
        }
        return widest;
    }

    /** Whether it is one line that ends on the sheet, however wide its cell is. */
    private boolean endsOnTheSheet(Paragraph p, double start) {
        double width = 0;
        for (Inline inline : p.inlines()) {
            if (inline instanceof Words words) {
                width += words.look().width(words.text());
            } else if (!(inline instanceof Anchor)) {
                return false;
            }
        }
        ParagraphFormat.Align align = p.look().align;
        boolean left = align == ParagraphFormat.Align.LEFT || align == ParagraphFormat.Align.JUSTIFY;
        double indent = p.label() == null ? Math.max(0, p.look().firstLine) : LABEL;
        return left && start + indent + width <= page.width() - EDGE;
    }

    private void cell(Grid grid, Cell cell, double from) {
        double start = from;
        for (int i = 0; i < cell.column() && i < grid.columns().size(); i++) {
            start += grid.columns().get(i);
        }
        double width = 0;
        for (int i = cell.column();
                i < Math.min(cell.column() + cell.columns(), grid.columns().size());
                i++) {
            width += grid.columns().get(i);
        }
        double inset = cell.padding().getOrDefault(Edge.LEFT, 0.0);
        check(cell.blocks(), start + inset, width - inset - cell.padding().getOrDefault(Edge.RIGHT, 0.0));
    }
}
