package federzug.rendering.docx;

import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Remarks on what passes every check but does not help a reader who cannot see the page: alternative texts that say
 * nothing, links that do not say where they lead, lists that are only typed.
 */
public final class AuthorAdvice {
    private static final Pattern FILE_NAME = Pattern.compile("(?i).*\\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)\\s*|(ein"
            + " )?(bild|grafik|image|picture|logo|foto|abbildung|img)[ _-]*\\d*");

    private static final Pattern GENERATED = Pattern.compile(
            "(?i)automatisch generiert|mit hoher zuverlässigkeit|mit mittlerer zuverlässigkeit|automatically"
                    + " generated");

    private static final Set<String> EMPTY_LINKS = Set.of(
            "hier",
            "hier klicken",
            "klicken sie hier",
            "bitte hier klicken",
            "link",
            "zum link",
            "mehr",
            "weiter",
            "weiterlesen",
            "mehr dazu",
            "siehe hier");

    private static final Pattern BULLET = Pattern.compile("^[-–—•*o·▪]\\s+\\S.*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("^(\\d{1,2}|[a-z])[.)]\\s+\\S.*", Pattern.DOTALL);

    private final RenderingProblems problems;

    private AuthorAdvice(RenderingProblems problems) {
        this.problems = problems;
    }

    public static void on(List<Section> sections, RenderingProblems problems) {
        AuthorAdvice advice = new AuthorAdvice(problems);
        sections.forEach(section -> advice.blocks(section.body()));
    }

    private void blocks(List<Block> blocks) {
        int run = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Grid grid) {
                run = 0;
                grid.rows().forEach(row -> row.cells().forEach(cell -> blocks(cell.blocks())));
                continue;
            }
            Paragraph p = (Paragraph) blocks.get(i);
            problems.enterParagraph(p.number(), ParagraphText.of(p));
            inlines(p.inlines());
            run = typedItem(p) ? run + 1 : p.isEmpty() ? run : 0;
            if (run == 2) {
                problems.remark("rendering.draft.list-typed");
            }
        }
    }

    private void inlines(List<Inline> inlines) {
        for (Inline inline : inlines) {
            if (inline instanceof Image image && says(image.alternateText())) {
                problems.remark("rendering.draft.alternate-text-empty", image.alternateText());
            } else if (inline instanceof Floating floating) {
                if (floating.content() instanceof Floating.Picture picture) {
                    inlines(List.of(picture.image()));
                }
                blocks(floating.blocks());
            } else if (inline instanceof Link link) {
                String text = link.text().strip().toLowerCase(Locale.GERMANY);
                if (EMPTY_LINKS.contains(text)) {
                    problems.remark("rendering.draft.link-text", link.text().strip());
                }
                if (link.external() && LinkHosts.differ(link.text(), link.target())) {
                    problems.remark(
                            "rendering.draft.link-elsewhere", link.text().strip(), link.target());
                }
                inlines(link.inlines());
            }
        }
    }

    /** Whether a text is there that says nothing. */
    private static boolean says(String alternateText) {
        String text = alternateText.strip();
        return !text.isEmpty()
                && (FILE_NAME.matcher(text).matches() || GENERATED.matcher(text).find());
    }

    private static boolean typedItem(Paragraph p) {
        String text = ParagraphText.of(p).strip();
        return p.label() == null
                && p.heading() == 0
                && !p.contents()
                && (BULLET.matcher(text).matches() || NUMBER.matcher(text).matches());
    }
}
