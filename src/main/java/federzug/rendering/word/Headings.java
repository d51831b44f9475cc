package federzug.rendering.word;

import federzug.rendering.manuscript.EveryParagraph;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Gives each heading its level in the PDF: with a title, that is the only H1 and Heading 1 becomes H2. A skipped level
 * would break PDF/UA-1 (ISO 14289-1, 7.4.2): a heading is one level below the one it stands under, and a remark says so.
 */
final class Headings {
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
        sections.forEach(s -> EveryParagraph.inside(s.body(), p -> {
            headings.titled |= !p.isEmpty() && styles.headingOf(p.look()) == TITLE;
            return p;
        }));
        List<Section> leveled = new ArrayList<>();
        for (Section s : sections) {
            leveled.add(s.with(EveryParagraph.inside(s.body(), headings::level)));
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
}
