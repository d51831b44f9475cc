package federzug.rendering.manuscript;

import federzug.rendering.manuscript.Manuscript.Anchor;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageBreak;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import java.util.ArrayList;
import java.util.List;

/**
 * Page breaks among a paragraph's characters. As in LibreOffice one before the first character takes the whole paragraph
 * to the next page, and after one behind the last the paragraph's own mark stays where it is.
 */
public final class PageBreaks {
    private PageBreaks() {}

    /** Whether the paragraph is nothing but one page break, as Ctrl+Enter makes it. */
    public static boolean only(Paragraph p) {
        return p.label() == null && p.box() == null && alone(p) && count(p) == 1;
    }

    /** Whether a new page begins between two neighbours. */
    static boolean between(Block one, Paragraph two) {
        return two.look().pageBreakBefore || leads(two) || one instanceof Paragraph p && trails(p);
    }

    /** An item of a list that is parted goes on as a paragraph of its own, because FOP does not break inside items. */
    public static List<Block> parted(List<Block> blocks) {
        if (blocks.stream()
                .noneMatch(b -> b instanceof Paragraph p
                        && p.label() != null
                        && pieces(p).size() > 1)) {
            return blocks;
        }
        List<Block> parted = new ArrayList<>();
        for (Block block : blocks) {
            if (!(block instanceof Paragraph p) || p.label() == null || p.heading() > 0) {
                parted.add(block);
                continue;
            }
            List<List<Inline>> pieces = pieces(p);
            for (int i = 0; i < pieces.size(); i++) {
                List<Inline> inlines = new ArrayList<>(pieces.get(i));
                if (i == 0 && leads(p)) {
                    inlines.add(0, new PageBreak());
                }
                if (i + 1 < pieces.size() || trails(p)) {
                    inlines.add(new PageBreak());
                }
                ParagraphFormat look = p.look().copy();
                look.firstLine = i == 0 ? look.firstLine : 0;
                parted.add(new Paragraph(
                        p.number(), look, p.mark(), i == 0 ? p.label() : null, p.heading(), inlines, p.box()));
            }
        }
        return parted;
    }

    /** What a table, a note or a header cannot obey, wherever in the paragraph it stands. */
    public static boolean any(List<Inline> inlines) {
        return inlines.stream().anyMatch(i -> i instanceof PageBreak || i instanceof Link link && any(link.inlines()));
    }

    public static boolean leads(Paragraph p) {
        for (Inline inline : p.inlines()) {
            if (!(inline instanceof Anchor || inline instanceof Floating)) {
                return inline instanceof PageBreak && !alone(p);
            }
        }
        return false;
    }

    public static boolean trails(Paragraph p) {
        for (int i = p.inlines().size() - 1; i >= 0; i--) {
            Inline inline = p.inlines().get(i);
            if (!(inline instanceof Anchor || inline instanceof Floating)) {
                return inline instanceof PageBreak;
            }
        }
        return false;
    }

    /** @return what stands between the breaks, at least one piece; a break follows each but the last */
    public static List<List<Inline>> pieces(Paragraph p) {
        List<List<Inline>> pieces = new ArrayList<>();
        pieces.add(new ArrayList<>());
        int breaks = 0;
        int all = count(p);
        for (Inline inline : p.inlines()) {
            if (!(inline instanceof PageBreak)) {
                pieces.get(pieces.size() - 1).add(inline);
            } else if (!(++breaks == 1 && leads(p)) && !(breaks == all && trails(p))) {
                pieces.add(new ArrayList<>());
            }
        }
        return pieces;
    }

    private static int count(Paragraph p) {
        return (int) p.inlines().stream().filter(PageBreak.class::isInstance).count();
    }

    private static boolean alone(Paragraph p) {
        return p.inlines().stream().allMatch(i -> i instanceof Anchor || i instanceof PageBreak);
    }
}
