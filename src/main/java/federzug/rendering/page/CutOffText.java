package federzug.rendering.page;

import federzug.notice.Notice;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Row;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.ArrayList;
import java.util.List;

/** Finds text that a table row of fixed height cuts off: as in Word it is not printed, and who signs has not seen it. */
public final class CutOffText {
    /** So much of the last line must be gone that nobody can read it; heights are estimates. */
    private static final double GONE = 0.6;

    private final RenderingProblems problems;

    private CutOffText(RenderingProblems problems) {
        this.problems = problems;
    }

    /**
     * @param file name of the document, for messages
     * @throws RenderingException naming each place
     */
    public static void refuse(String file, Manuscript manuscript) {
        look(file, manuscript).refuseIfAny();
    }

    /** @return each place */
    public static List<Notice> found(String file, Manuscript manuscript) {
        return look(file, manuscript).errors();
    }

    private static RenderingProblems look(String file, Manuscript manuscript) {
        CutOffText check = new CutOffText(new RenderingProblems(file));
        for (Section section : manuscript.sections()) {
            check.blocks(section.body());
            section.headers().values().forEach(check::blocks);
            section.footers().values().forEach(check::blocks);
        }
        return check.problems;
    }

    private void blocks(List<Block> blocks) {
        for (Block block : blocks) {
            if (block instanceof Grid grid) {
                for (Row row : grid.rows()) {
                    for (Cell cell : row.cells()) {
                        if (row.exact()) {
                            cell(grid, row, cell);
                        }
                        blocks(cell.blocks());
                    }
                }
            }
        }
    }

    private void cell(Grid grid, Row row, Cell cell) {
        List<Block> filled = new ArrayList<>(cell.blocks());
        while (!filled.isEmpty()
                && filled.get(filled.size() - 1) instanceof Paragraph p
                && ParagraphText.of(p).isBlank()) {
            filled.remove(filled.size() - 1);
        }
        if (filled.isEmpty() || cell.rows() > 1 || !(filled.get(filled.size() - 1) instanceof Paragraph last)) {
            return;
        }
        double width =
                -cell.padding().getOrDefault(Edge.LEFT, 0.0) - cell.padding().getOrDefault(Edge.RIGHT, 0.0);
        for (int i = cell.column();
                i < Math.min(cell.column() + cell.columns(), grid.columns().size());
                i++) {
            width += grid.columns().get(i);
        }
        double height = BlockHeight.of(filled, width) + cell.padding().getOrDefault(Edge.TOP, 0.0) - last.look().after;
        double line = last.look().lineHeight(last.mark());
        if (height - row.height() > line * GONE) {
            problems.enterParagraph(last.number(), ParagraphText.of(last));
            problems.add("rendering.draft.cut-off-text");
        }
    }
}
