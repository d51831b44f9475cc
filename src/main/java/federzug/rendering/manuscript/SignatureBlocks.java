package federzug.rendering.manuscript;

import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Row;
import federzug.rendering.manuscript.Manuscript.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps signatures with what is signed, whatever the template says: the last words of the text stand on the page of the
 * first signature box, few boxes stand on one page, and of many none stands alone. Long chains of keeps make FOP leave
 * pages empty, so pages are set, looked at, and set again with a page break where that helps.
 */
public final class SignatureBlocks {
    /** So many boxes fit on a page together with the words before them. */
    private static final int TOGETHER = 4;

    private SignatureBlocks() {}

    /** The same blocks, the last words kept with the first box. */
    public static List<Block> keep(List<Block> blocks) {
        int first = first(blocks);
        if (first < 0) {
            return blocks;
        }
        List<Block> kept = new ArrayList<>(blocks);
        for (int i = Math.max(0, lastWords(blocks, first)); i < first; i++) {
            kept.set(i, asking((Paragraph) kept.get(i), true, false));
        }
        return kept;
    }

    /**
     * A manuscript with one page break more, if the boxes fell badly.
     *
     * @param pages on which page each box fell, in reading order
     */
    public static Optional<Manuscript> better(Manuscript manuscript, List<Integer> pages) {
        for (int i = 0; i < manuscript.sections().size() && pages.size() > 1; i++) {
            Section section = manuscript.sections().get(i);
            int first = first(section.body());
            if (first >= 0) {
                List<Block> body = better(section.body(), first, pages);
                return body == null ? Optional.empty() : Optional.of(manuscript.with(i, section.with(body)));
            }
        }
        return Optional.empty();
    }

    private static @Nullable List<Block> better(List<Block> blocks, int first, List<Integer> pages) {
        boolean spread = !pages.get(0).equals(pages.get(pages.size() - 1));
        boolean firstAlone = !pages.get(0).equals(pages.get(1));
        boolean lastAlone = !pages.get(pages.size() - 1).equals(pages.get(pages.size() - 2));
        int words = Math.max(0, lastWords(blocks, first));
        Block begin = blocks.get(words);
        boolean movable = words > 0 && begin instanceof Paragraph p && !p.look().pageBreakBefore;
        List<Block> body = new ArrayList<>(blocks);
        if (movable && (firstAlone || spread && pages.size() <= TOGETHER)) {
            body.set(words, asking((Paragraph) begin, true, true));
            return body;
        }
        if (lastAlone && blocks.get(first) instanceof Grid grid) {
            @Nullable Grid parted = parted(grid);
            if (parted != null) {
                body.set(first, parted);
                return body;
            }
        }
        return null;
    }

    /** The last but one box goes to the next page with the last. */
    private static @Nullable Grid parted(Grid grid) {
        List<Row> rows = new ArrayList<>(grid.rows());
        int found = 0;
        for (int i = rows.size() - 1; i > 0; i--) {
            if (holdsBox(rows.get(i)) && ++found == 2) {
                Cell cell = rows.get(i).cells().get(0);
                if (cell.blocks().get(0) instanceof Paragraph p && !p.look().pageBreakBefore) {
                    List<Block> blocks = new ArrayList<>(cell.blocks());
                    blocks.set(0, asking(p, p.look().keepNext, true));
                    List<Cell> cells = new ArrayList<>(rows.get(i).cells());
                    cells.set(0, cell.with(blocks));
                    Row row = rows.get(i);
                    rows.set(i, new Row(row.height(), row.exact(), row.keepTogether(), cells));
                    return new Grid(grid.start(), grid.columns(), grid.headerRows(), grid.headerColumn(), rows);
                }
                return null;
            }
        }
        return null;
    }

    private static int first(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            boolean box = blocks.get(i) instanceof Paragraph p
                    ? p.box() != null
                    : ((Grid) blocks.get(i)).rows().stream().anyMatch(SignatureBlocks::holdsBox);
            if (box) {
                return i;
            }
        }
        return -1;
    }

    private static boolean holdsBox(Row row) {
        return row.cells().stream()
                .flatMap(cell -> cell.blocks().stream())
                .anyMatch(block -> block instanceof Paragraph p && p.box() != null);
    }

    /**
     * Where the last words before the boxes begin: headings and what stays with the next lead in, before them is the text
     * itself. The place after it where a page begins anyway.
     */
    private static int lastWords(List<Block> blocks, int first) {
        int at = first;
        while (at > 0 && blocks.get(at - 1) instanceof Paragraph p) {
            at--;
            boolean leads = p.isEmpty() || p.heading() > 0 || p.look().keepNext;
            if (!leads || p.look().pageBreakBefore) {
                break;
            }
        }
        return at;
    }

    private static Paragraph asking(Paragraph p, boolean keepNext, boolean pageBreak) {
        ParagraphFormat look = p.look().copy();
        look.keepNext = keepNext;
        look.pageBreakBefore |= pageBreak;
        return p.with(look);
    }
}
