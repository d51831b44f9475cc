package federzug.rendering.manuscript;

import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import java.util.Collection;
import java.util.List;

/**
 * Takes white grounds off paragraphs that stand on the bare page. Word paints them below what stands in front of the
 * text, a page is painted paragraph by paragraph: a later white ground would hide a text box that begins above it.
 */
public final class BlankGrounds {
    private static final String WHITE = "#FFFFFF";

    private BlankGrounds() {}

    /** @param others stories on the same pages; if something stands beside their text, a white ground may hide it */
    public static void off(List<Block> story, Collection<List<Block>> others) {
        List<Floating> beside = beside(story);
        boolean inFront = beside.stream().anyMatch(one -> !one.behind());
        boolean below = beside.stream().anyMatch(Floating::behind)
                || others.stream().anyMatch(other -> !beside(other).isEmpty());
        if (!inFront || below) {
            return;
        }
        for (Block block : story) {
            if (block instanceof Paragraph p && WHITE.equalsIgnoreCase(p.look().background)) {
                p.look().background = null;
            }
        }
    }

    private static List<Floating> beside(List<Block> story) {
        return story.stream()
                .filter(Paragraph.class::isInstance)
                .flatMap(block -> Floating.among(((Paragraph) block).inlines()).stream())
                .toList();
    }
}
