package federzug.rendering.docx;

import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Remarks on what passes every check and still serves nobody who does not see the page: alternative texts that say nothing,
 * links that do not say where they lead, headings and lists that are only typed.
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
    private static final int LONGEST_HEADING = 100;
    private static final int SHORTEST_TEXT = 80;

    private final RenderingProblems problems;
    private final List<Paragraph> typedHeadings = new ArrayList<>();
    private boolean headed;

    private AuthorAdvice(RenderingProblems problems) {
        this.problems = problems;
    }

    public static void on(List<Section> sections, RenderingProblems problems) {
        AuthorAdvice advice = new AuthorAdvice(problems);
        sections.forEach(section -> advice.blocks(section.body(), false));
        // A single line in bold, such as the subject of a letter, is no structure that somebody would miss.
        if (!advice.headed && advice.typedHeadings.size() > 1) {
            Paragraph first = advice.typedHeadings.get(0);
            problems.enterParagraph(first.number(), ParagraphText.of(first));
            problems.remark("rendering.draft.heading-typed", advice.typedHeadings.size());
        }
    }

    private void blocks(List<Block> blocks, boolean inTable) {
        int run = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Grid grid) {
                run = 0;
                grid.rows().forEach(row -> row.cells().forEach(cell -> blocks(cell.blocks(), true)));
                continue;
            }
            Paragraph p = (Paragraph) blocks.get(i);
            problems.enterParagraph(p.number(), ParagraphText.of(p));
            inlines(p.inlines());
            headed |= p.heading() > 0;
            run = typedItem(p) ? run + 1 : p.isEmpty() ? run : 0;
            if (run == 2) {
                problems.remark("rendering.draft.list-typed");
            }
            if (!inTable && i + 1 < blocks.size() && typedHeading(p, blocks.get(i + 1))) {
                typedHeadings.add(p);
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
                blocks(floating.blocks(), true);
            } else if (inline instanceof Link link) {
                String text = link.text().strip().toLowerCase(Locale.GERMANY);
                if (EMPTY_LINKS.contains(text)) {
                    problems.remark("rendering.draft.link-text", link.text().strip());
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

    /** A short line in bold above running text. */
    private static boolean typedHeading(Paragraph p, Block next) {
        String text = ParagraphText.of(p).strip();
        return p.heading() == 0
                && p.label() == null
                && p.box() == null
                && !text.isEmpty()
                && text.length() <= LONGEST_HEADING
                && ".,;:".indexOf(text.charAt(text.length() - 1)) < 0
                && p.look().align != ParagraphFormat.Align.RIGHT
                && bold(p)
                && next instanceof Paragraph running
                && !bold(running)
                && ParagraphText.of(running).strip().length() >= SHORTEST_TEXT;
    }

    private static boolean bold(Paragraph p) {
        List<Words> words = p.inlines().stream()
                .filter(inline -> inline instanceof Words w && !w.text().isBlank())
                .map(Words.class::cast)
                .toList();
        return !words.isEmpty() && words.stream().allMatch(w -> w.look().bold);
    }
}
