package federzug.rendering.manuscript;

import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.LineBreak;
import federzug.rendering.manuscript.Manuscript.MarginTab;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Tab;
import federzug.rendering.manuscript.ParagraphFormat.Align;
import federzug.rendering.manuscript.ParagraphFormat.TabKind;
import java.util.ArrayList;
import java.util.List;

/** Puts numbers of table cells to their decimal tab stop: there Word needs no tab character before them. */
public final class DecimalCells {
    private DecimalCells() {}

    /** @param blocks of one cell */
    public static List<Block> aligned(List<Block> blocks) {
        return blocks.stream()
                .map(block -> block instanceof Paragraph p && isAligned(p) ? led(p) : block)
                .toList();
    }

    private static boolean isAligned(Paragraph p) {
        return !p.look().tabs.isEmpty()
                && p.look().tabs.get(0).kind() == TabKind.DECIMAL
                && p.look().align == Align.LEFT
                && p.label() == null
                && p.inlines().stream().noneMatch(DecimalCells::isPlaced)
                && ParagraphText.of(p).chars().anyMatch(Character::isDigit);
    }

    private static boolean isPlaced(Inline inline) {
        return inline instanceof Tab || inline instanceof MarginTab || inline instanceof LineBreak;
    }

    private static Paragraph led(Paragraph p) {
        List<Inline> inlines = new ArrayList<>(p.inlines());
        inlines.add(0, new Tab(p.mark()));
        return p.with(inlines);
    }
}
