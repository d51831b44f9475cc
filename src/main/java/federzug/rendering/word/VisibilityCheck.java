package federzug.rendering.word;

import federzug.rendering.drawing.Colours;
import federzug.rendering.manuscript.Contrast;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Footnote;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageCount;
import federzug.rendering.manuscript.Manuscript.PageNumber;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphFormat.LineRule;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds text that nobody can read although it is there: in the colour of its ground, tiny, its characters or lines on top
 * of each other, or struck out. In what is signed it is refused, because nobody could say whether it was agreed.
 */
final class VisibilityCheck {
    /** The least contrast of text, and of large text (WCAG 2.1, 1.4.3). */
    private static final double PALE = 4.5;

    private static final double PALE_LARGE = 3;

    /** Points; the legal notice on a medicine bottle has six. */
    private static final double TINY = 3;

    /** Times the line's height: what Word cuts off of a smaller picture is hardly to be seen. */
    private static final double CUT = 1.2;

    /** Of the size: so much closer, narrow letters stand before the one they follow. */
    private static final double CLOSE = 0.2;

    /** Letters struck out by characters of their own. */
    private static final Pattern STRIKING =
            Pattern.compile("\\p{L}[\\u0335-\\u0338\\u20d2\\u20d3\\u20e5\\u20e6\\u20eb]");

    private final RenderingProblems problems;
    private final boolean signed;
    /** Whose pale text has been reported. */
    private @Nullable Paragraph pale;

    private VisibilityCheck(RenderingProblems problems, boolean signed) {
        this.problems = problems;
        this.signed = signed;
    }

    /** @param signed whether the document is to be signed; otherwise what is found is worth a look */
    static void check(List<Section> sections, RenderingProblems problems, boolean signed) {
        VisibilityCheck check = new VisibilityCheck(problems, signed);
        for (Section section : sections) {
            check.blocks(section.body(), Colours.WHITE);
            check.stories(section.headers().values(), RenderingProblems.HEADER);
            check.stories(section.footers().values(), RenderingProblems.FOOTER);
        }
    }

    private void stories(Iterable<List<Block>> stories, String name) {
        Runnable back = problems.bookmark();
        problems.enterStory(name);
        stories.forEach(blocks -> blocks(blocks, Colours.WHITE));
        back.run();
    }

    private void blocks(List<Block> blocks, String ground) {
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                paragraph(p, p.look().background == null ? ground : p.look().background);
            } else if (block instanceof Grid grid) {
                grid.rows()
                        .forEach(row -> row.cells()
                                .forEach(cell ->
                                        blocks(cell.blocks(), cell.background() == null ? ground : cell.background())));
            }
        }
    }

    private void paragraph(Paragraph p, String ground) {
        problems.enterParagraph(p.number(), ParagraphText.of(p));
        if (p.label() != null) {
            words(p.label().text(), p.label().look(), p, ground);
        }
        inlines(p.inlines(), p, ground);
        if (p.look().lineRule == LineRule.EXACT
                && p.inlines().stream()
                        .anyMatch(inline -> inline instanceof Image image && image.height() > p.look().line * CUT)) {
            problems.remark("rendering.draft.picture-cut");
        }
    }

    private void inlines(List<Inline> inlines, Paragraph p, String ground) {
        for (Inline inline : inlines) {
            if (inline instanceof Words words) {
                words(words.text(), words.look(), p, ground);
            } else if (inline instanceof Link link) {
                inlines(link.inlines(), p, ground);
            } else if (inline instanceof PageNumber number) {
                onDark(number.look(), ground);
            } else if (inline instanceof PageCount count) {
                onDark(count.look(), ground);
            } else if (inline instanceof Floating floating) {
                String fill = floating.content() instanceof Floating.Box box
                        ? box.outline().fill()
                        : null;
                Runnable back = problems.bookmark();
                blocks(floating.blocks(), fill == null ? ground : fill);
                back.run();
            } else if (inline instanceof Footnote note) {
                Runnable back = problems.bookmark();
                problems.enterNote(note.mark());
                blocks(note.blocks(), Colours.WHITE);
                back.run();
            }
        }
    }

    private void words(String text, RunFormat look, Paragraph p, String ground) {
        if (text.isBlank()) {
            return;
        }
        String own = look.background == null ? ground : look.background;
        onDark(look, own);
        double contrast = Contrast.of(look.color, own);
        boolean faint = contrast >= Contrast.INVISIBLE && contrast < (large(look) ? PALE_LARGE : PALE);
        if (faint && pale != p && text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            pale = p;
            problems.remark("rendering.draft.pale-text", quoted(text), contrast);
        }
        if (contrast < Contrast.INVISIBLE) {
            report("rendering.draft.invisible-text", text);
        } else if (look.shownSize() < TINY) {
            report("rendering.draft.tiny-text", text, look.shownSize());
        } else if (text.strip().length() > 1 && look.tracking < -look.size * CLOSE
                || p.look().lineHeight(look) < look.size * 0.5
                || p.look().lineRule == LineRule.EXACT && Math.abs(look.raise) > p.look().line * 0.8) {
            report("rendering.draft.squeezed-text", text);
        }
        if (look.strike && signed || STRIKING.matcher(text).find()) {
            report("rendering.draft.struck-text", text);
        }
    }

    private static boolean large(RunFormat look) {
        return look.size >= 18 || look.bold && look.size >= 14;
    }

    /** Word sets text of automatic colour in white where its ground is dark. */
    private static void onDark(RunFormat look, String ground) {
        if (look.color == null && Colours.dark(ground)) {
            look.color = Colours.WHITE;
        }
    }

    private void report(String what, String text, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = quoted(text);
        System.arraycopy(more, 0, arguments, 1, more.length);
        report(problems, signed, what, arguments);
    }

    static void report(RenderingProblems problems, boolean signed, String code, Object... arguments) {
        if (signed) {
            problems.add(code, arguments);
        } else {
            problems.remark(code, arguments);
        }
    }

    static String quoted(@Nullable String text) {
        String line = text == null ? "" : text.strip().replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 60).strip() + " …";
    }
}
