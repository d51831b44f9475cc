package federzug.rendering.manuscript;

import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Footnote;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.PageKind;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Row;
import federzug.rendering.manuscript.Manuscript.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Changes every paragraph of a story, wherever it stands: in tables, text boxes and notes too. */
public final class EveryParagraph {
    private EveryParagraph() {}

    /** Every paragraph of a section changed: in text, notes, headers and footers. */
    public static Section of(Section section, UnaryOperator<Paragraph> change) {
        UnaryOperator<Paragraph> withNotes = p -> change.apply(notes(p, change));
        return new Section(
                section.page(),
                section.titlePage(),
                section.evenAndOdd(),
                section.startNumber(),
                section.start(),
                stories(section.headers(), withNotes),
                stories(section.footers(), withNotes),
                inside(section.body(), withNotes));
    }

    private static Map<PageKind, List<Block>> stories(
            Map<PageKind, List<Block>> stories, UnaryOperator<Paragraph> change) {
        Map<PageKind, List<Block>> changed = new EnumMap<>(PageKind.class);
        stories.forEach((kind, blocks) -> changed.put(kind, inside(blocks, change)));
        return changed;
    }

    private static Paragraph notes(Paragraph p, UnaryOperator<Paragraph> change) {
        if (p.inlines().stream().noneMatch(Footnote.class::isInstance)) {
            return p;
        }
        List<Inline> inlines = new ArrayList<>();
        for (Inline inline : p.inlines()) {
            inlines.add(
                    inline instanceof Footnote note
                            ? new Footnote(note.mark(), note.look(), inside(note.blocks(), change))
                            : inline);
        }
        return p.with(inlines);
    }

    /** Every paragraph changed, those in tables included. */
    public static List<Block> inside(List<Block> blocks, UnaryOperator<Paragraph> change) {
        List<Block> changed = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                changed.add(change.apply(boxes(p, change)));
            } else if (block instanceof Grid grid) {
                changed.add(new Grid(
                        grid.start(),
                        grid.columns(),
                        grid.headerRows(),
                        grid.headerColumn(),
                        grid.rows().stream()
                                .map(row -> new Row(
                                        row.height(),
                                        row.exact(),
                                        row.keepTogether(),
                                        row.cells().stream()
                                                .map(cell -> cell.with(inside(cell.blocks(), change)))
                                                .toList()))
                                .toList()));
            }
        }
        return changed;
    }

    /** Those in text boxes come before the paragraph where they are anchored, as on the page. */
    private static Paragraph boxes(Paragraph p, UnaryOperator<Paragraph> change) {
        if (p.inlines().stream().noneMatch(Floating.class::isInstance)) {
            return p;
        }
        List<Inline> inlines = new ArrayList<>();
        for (Inline inline : p.inlines()) {
            inlines.add(
                    inline instanceof Floating floating && floating.content() instanceof Floating.Box box
                            ? floating.with(box.with(inside(box.blocks(), change)))
                            : inline);
        }
        return new Paragraph(p.number(), p.look(), p.mark(), p.label(), p.heading(), inlines, p.box());
    }
}
