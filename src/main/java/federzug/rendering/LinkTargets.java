package federzug.rendering;

import federzug.rendering.Manuscript.Block;
import federzug.rendering.Manuscript.Grid;
import federzug.rendering.Manuscript.Inline;
import federzug.rendering.Manuscript.Link;
import federzug.rendering.Manuscript.PageOf;
import federzug.rendering.Manuscript.Paragraph;
import java.util.List;
import java.util.Set;

/** Anchors that something refers to; the others (Word writes many) would only clutter the page. */
final class LinkTargets {
    private LinkTargets() {}

    static void of(List<Block> blocks, Set<String> names) {
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                inlines(p.inlines(), names);
            } else if (block instanceof Grid grid) {
                grid.rows().forEach(r -> r.cells().forEach(c -> of(c.blocks(), names)));
            }
        }
    }

    private static void inlines(List<Inline> inlines, Set<String> names) {
        for (Inline inline : inlines) {
            if (inline instanceof Link link) {
                if (!link.external()) {
                    names.add(link.target());
                }
                inlines(link.inlines(), names);
            } else if (inline instanceof PageOf page) {
                names.add(page.anchor());
            }
        }
    }
}
