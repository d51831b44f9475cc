package federzug.rendering.manuscript;

import federzug.rendering.manuscript.Manuscript.Anchor;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Columns;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.PageBreak;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import java.util.ArrayList;
import java.util.List;

/** Settles column breaks (ISO/IEC 29500-1, 17.18.3): where there is one column they begin a page. */
public final class ColumnBreaks {
    private ColumnBreaks() {}

    /** The blocks of a section's body; what cannot stand in columns is reported. */
    public static List<Block> settled(List<Block> body, Columns columns, RenderingProblems problems) {
        List<Block> settled = new ArrayList<>();
        boolean pending = false;
        for (Block block : body) {
            if (!(block instanceof Paragraph p)) {
                report(pending, problems);
                pending = false;
                settled.add(block);
                continue;
            }
            if (columns.count() == 1) {
                settled.add(p.with(plain(p.inlines())));
                continue;
            }
            problems.enterParagraph(p.number(), ParagraphText.of(p));
            if (Floating.among(p.inlines()).stream().anyMatch(f -> f.wrap().kind() != Floating.Kind.NONE)) {
                problems.add("rendering.draft.columns");
            }
            List<Inline> rest = new ArrayList<>(p.inlines());
            boolean leads = pending | strip(rest, false);
            pending = !ParagraphText.of(rest).isBlank() && strip(rest, true);
            report(rest.stream().anyMatch(ColumnBreaks::breaks), problems);
            settled.add(leads ? broken(p.with(rest)) : p.with(rest));
        }
        return settled;
    }

    private static void report(boolean wrong, RenderingProblems problems) {
        if (wrong) {
            problems.add("rendering.draft.column-break");
        }
    }

    private static List<Inline> plain(List<Inline> inlines) {
        return inlines.stream()
                .map(inline -> breaks(inline) ? new PageBreak() : inline)
                .toList();
    }

    private static boolean breaks(Inline inline) {
        return inline instanceof PageBreak each && each.column();
    }

    /** Takes away the break at one end, whatever marks stand there. */
    private static boolean strip(List<Inline> inlines, boolean end) {
        for (int i = 0; i < inlines.size(); i++) {
            int at = end ? inlines.size() - 1 - i : i;
            if (breaks(inlines.get(at))) {
                inlines.remove(at);
                return true;
            }
            if (!(inlines.get(at) instanceof Anchor || inlines.get(at) instanceof Floating)) {
                return false;
            }
        }
        return false;
    }

    private static Paragraph broken(Paragraph p) {
        ParagraphFormat look = p.look().copy();
        look.columnBreakBefore = true;
        return p.with(look);
    }
}
