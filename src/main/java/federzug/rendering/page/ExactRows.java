package federzug.rendering.page;

import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import federzug.rendering.manuscript.ParagraphFormat.LineRule;
import java.util.List;

/** Makes empty paragraphs fit into rows of a fixed height: FOP lets a row grow, and every cell holds a paragraph. */
final class ExactRows {
    /** Points; a line needs some height to be set. */
    private static final double LEAST = 0.1;

    private ExactRows() {}

    /** The cell's blocks, with empty paragraphs as low as the row asks for. */
    static List<Block> fitted(Cell cell, double width, double height) {
        List<Block> words =
                cell.blocks().stream().filter(block -> !empty(block)).toList();
        double room = height
                - cell.padding().getOrDefault(Edge.TOP, 0.0)
                - cell.padding().getOrDefault(Edge.BOTTOM, 0.0);
        if (words.size() == cell.blocks().size() || BlockHeight.of(cell.blocks(), width) <= room) {
            return cell.blocks();
        }
        double each = Math.max(
                LEAST, (room - BlockHeight.of(words, width)) / (cell.blocks().size() - words.size()));
        return cell.blocks().stream()
                .map(block -> empty(block) ? low((Paragraph) block, each) : block)
                .toList();
    }

    private static boolean empty(Block block) {
        return block instanceof Paragraph p && p.isEmpty();
    }

    private static Paragraph low(Paragraph p, double height) {
        ParagraphFormat look = p.look().copy();
        look.lineRule = LineRule.EXACT;
        look.line = height;
        look.before = 0;
        look.after = 0;
        return p.with(look);
    }
}
