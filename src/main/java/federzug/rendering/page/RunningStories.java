package federzug.rendering.page;

import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageKind;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Words;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Distinguishes headers and footers that are repeated (ISO 14289-1, 7.8: artifacts) from those of a first page that
 * occur once and are part of what is read.
 */
final class RunningStories {
    private final Set<List<Block>> read = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Whether this occurrence is to be read: the first one of what stands on a first page and says something that the
     * following pages do not say.
     */
    boolean once(PageKind kind, Map<PageKind, List<Block>> stories) {
        List<Block> story = stories.getOrDefault(kind, List.of());
        return kind == PageKind.FIRST
                && !said(story).isBlank()
                && !said(story).equals(said(stories.getOrDefault(PageKind.DEFAULT, List.of())))
                && read.add(story);
    }

    private static String said(List<Block> blocks) {
        StringBuilder words = new StringBuilder();
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                inlines(p.inlines(), words);
            } else if (block instanceof Grid grid) {
                grid.rows().forEach(row -> row.cells().forEach(cell -> words.append(said(cell.blocks()))));
            }
        }
        return words.toString();
    }

    private static void inlines(List<Inline> inlines, StringBuilder words) {
        for (Inline inline : inlines) {
            if (inline instanceof Words some) {
                words.append(some.text());
            } else if (inline instanceof Link link) {
                inlines(link.inlines(), words);
            } else if (inline instanceof Image image) {
                words.append(image.alternateText());
            } else if (inline instanceof Floating floating) {
                words.append(said(floating.blocks()));
                if (floating.content() instanceof Floating.Picture picture) {
                    words.append(picture.image().alternateText());
                }
            }
        }
    }
}
