package federzug.rendering.page;

import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageOf;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import java.util.List;
import java.util.Set;

/** Collects the anchors that something refers to; the others (Word writes many) are left out. */
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
            } else if (inline instanceof Floating floating) {
                of(floating.blocks(), names);
            } else if (inline instanceof PageOf page) {
                names.add(page.anchor());
            }
        }
    }
}
