package federzug.rendering.word;

import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Footnote;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.PageKind;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Gives each heading its level in the PDF: with a title, that is the only H1 and Heading 1 becomes H2. A skipped level
 * would break PDF/UA-1 (ISO 14289-1, 7.4.2): a heading is one level below the one it stands under, and a remark says so.
 */
public final class Headings {
    private static final int TITLE = -1;
    private static final int DEEPEST = 6;

    private final StyleBook styles;
    private final RenderingProblems problems;
    private final Deque<Level> open = new ArrayDeque<>();
    private boolean titled;

    /**
     * @param meant by its author
     * @param given in the PDF
     */
    private record Level(int meant, int given) {}

    private Headings(StyleBook styles, RenderingProblems problems) {
        this.styles = styles;
        this.problems = problems;
    }

    static List<Section> level(List<Section> sections, StyleBook styles, RenderingProblems problems) {
        Headings headings = new Headings(styles, problems);
        sections.forEach(s -> each(s.body(), p -> {
            headings.titled |= !p.isEmpty() && styles.headingOf(p.look()) == TITLE;
            return p;
        }));
        List<Section> leveled = new ArrayList<>();
        for (Section s : sections) {
            leveled.add(s.with(each(s.body(), headings::level)));
        }
        return leveled;
    }

    private Paragraph level(Paragraph p) {
        int outline = p.isEmpty() || p.box() != null ? 0 : styles.headingOf(p.look());
        if (outline == 0) {
            return p;
        }
        int meant = outline == TITLE ? 1 : Math.min(DEEPEST, outline + (titled ? 1 : 0));
        while (!open.isEmpty() && open.element().meant() >= meant) {
            open.pop();
        }
        Level above = open.isEmpty() ? new Level(0, 0) : open.element();
        int given = above.given() + 1;
        if (meant > above.meant() + 1) {
            problems.enterParagraph(p.number(), ParagraphText.of(p));
            problems.remark("rendering.draft.heading-skipped", meant, given);
        }
        open.push(new Level(meant, given));
        return new Paragraph(p.number(), p.look(), p.mark(), p.label(), given, p.inlines(), p.box());
    }

    /** Every paragraph of a section changed: in text, notes, headers and footers. */
    static Section everywhere(Section section, UnaryOperator<Paragraph> change) {
        UnaryOperator<Paragraph> withNotes = p -> change.apply(notes(p, change));
        return new Section(
                section.page(),
                section.titlePage(),
                section.evenAndOdd(),
                section.startNumber(),
                section.start(),
                stories(section.headers(), withNotes),
                stories(section.footers(), withNotes),
                each(section.body(), withNotes));
    }

    private static Map<PageKind, List<Block>> stories(
            Map<PageKind, List<Block>> stories, UnaryOperator<Paragraph> change) {
        Map<PageKind, List<Block>> changed = new EnumMap<>(PageKind.class);
        stories.forEach((kind, blocks) -> changed.put(kind, each(blocks, change)));
        return changed;
    }

    private static Paragraph notes(Paragraph p, UnaryOperator<Paragraph> change) {
        if (p.inlines().stream().noneMatch(Footnote.class::isInstance)) {
            return p;
        }
        List<Manuscript.Inline> inlines = new ArrayList<>();
        for (Manuscript.Inline inline : p.inlines()) {
            inlines.add(
                    inline instanceof Footnote note
                            ? new Footnote(note.mark(), note.look(), each(note.blocks(), change))
                            : inline);
        }
        return p.with(inlines);
    }

    /** Every paragraph changed, those in tables included. */
    public static List<Block> each(List<Block> blocks, UnaryOperator<Paragraph> change) {
        List<Block> changed = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                changed.add(change.apply(inside(p, change)));
            } else if (block instanceof Grid grid) {
                changed.add(new Grid(
                        grid.start(),
                        grid.columns(),
                        grid.headerRows(),
                        grid.headerColumn(),
                        grid.rows().stream()
                                .map(row -> new Manuscript.Row(
                                        row.height(),
                                        row.exact(),
                                        row.keepTogether(),
                                        row.cells().stream()
                                                .map(cell -> cell.with(each(cell.blocks(), change)))
                                                .toList()))
                                .toList()));
            }
        }
        return changed;
    }

    /** Those in text boxes come before the paragraph where they are anchored, as on the page. */
    private static Paragraph inside(Paragraph p, UnaryOperator<Paragraph> change) {
        if (p.inlines().stream().noneMatch(Floating.class::isInstance)) {
            return p;
        }
        List<Manuscript.Inline> inlines = new ArrayList<>();
        for (Manuscript.Inline inline : p.inlines()) {
            inlines.add(
                    inline instanceof Floating floating && floating.content() instanceof Floating.Box box
                            ? floating.with(box.with(each(box.blocks(), change)))
                            : inline);
        }
        return new Paragraph(p.number(), p.look(), p.mark(), p.label(), p.heading(), inlines, p.box());
    }
}
