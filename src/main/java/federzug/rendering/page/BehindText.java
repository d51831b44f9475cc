package federzug.rendering.page;

import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Page;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Start;
import federzug.rendering.manuscript.PageBreaks;
import java.util.ArrayList;
import java.util.List;

/**
 * Anchors what stands behind the text of a page in the first paragraph of that page: FOP paints in the order in which it
 * reads, so it would paint over what comes before.
 */
final class BehindText {
    /** Heights are estimates; what begins within this part of a page is certainly on it. */
    private static final double SURE = 0.75;

    private BehindText() {}

    /** @return the text of a section that begins on a page of its own, rearranged */
    static List<Block> first(Section section) {
        List<Block> body = section.body();
        Page page = section.page();
        if (body.isEmpty() || !(body.get(0) instanceof Paragraph first) || section.start() == Start.CONTINUOUS) {
            return body;
        }
        if (body.stream()
                .noneMatch(block -> block instanceof Paragraph p
                        && Floating.among(p.inlines()).stream().anyMatch(BehindText::belongsToPage))) {
            return body;
        }
        List<Inline> moved = new ArrayList<>();
        List<Block> blocks = new ArrayList<>(body);
        double height = 0;
        double room = (page.height() - page.top() - page.bottom()) * SURE;
        for (int i = 0; i < blocks.size() && height < room; i++) {
            if (i > 0 && blocks.get(i) instanceof Paragraph p) {
                if (p.look().pageBreakBefore || p.look().columnBreakBefore || PageBreaks.any(p.inlines())) {
                    break;
                }
                List<Inline> behind = p.inlines().stream()
                        .filter(inline -> inline instanceof Floating floating && belongsToPage(floating))
                        .toList();
                if (!behind.isEmpty()) {
                    moved.addAll(behind);
                    blocks.set(
                            i,
                            p.with(p.inlines().stream()
                                    .filter(inline -> !behind.contains(inline))
                                    .toList()));
                }
            } else if (blocks.get(i) instanceof Paragraph p && PageBreaks.any(p.inlines())) {
                break;
            }
            height += BlockHeight.of(List.of(blocks.get(i)), page.textWidth());
        }
        if (moved.isEmpty()) {
            return body;
        }
        moved.addAll(first.inlines());
        blocks.set(0, first.with(moved));
        return blocks;
    }

    private static boolean belongsToPage(Floating floating) {
        return floating.behind()
                && !floating.down().followsText()
                && floating.wrap().kind() == Floating.Kind.NONE;
    }
}
