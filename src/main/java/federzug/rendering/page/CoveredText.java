package federzug.rendering.page;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.rendering.manuscript.Contrast;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Floating.Box;
import federzug.rendering.manuscript.Floating.Drawn;
import federzug.rendering.manuscript.Floating.Outline;
import federzug.rendering.manuscript.Floating.Picture;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Footnote;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.page.PaintedPage.Cover;
import federzug.rendering.page.PaintedPage.Glyph;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds text that nobody can read because something opaque or other text stands over it: on the page, or in Word, where
 * what stands before the text hides also what is set after it.
 */
final class CoveredText {
    /** Points by which the middle of a letter must lie inside. */
    private static final double INSET = 1.5;

    private static final double POINT = 0.01;

    /** Points by which an area on the page may differ from what the file says. */
    private static final double NEAR = 1;

    /** Points; lines of text that stand closer to each other are one over the other. */
    private static final double LINE = 3;

    /** Of the distance of letters side by side; kerning takes a tenth. */
    private static final double CLOSE = 0.6;

    /** Fewer letters are an accident of two layouts. */
    private static final int FEWEST = 3;

    private static final int QUOTE = 60;

    /** Something opaque before the text, with the size that it has on the page. */
    private record Front(Floating floating, double width, double height, double ease, int color) {}

    private final String file;
    private final List<Front> fronts = new ArrayList<>();
    private final List<Floating> boxes = new ArrayList<>();
    private final StringBuilder flow = new StringBuilder();
    /** What is hidden on the page. */
    private final Set<Notice> hidden = new LinkedHashSet<>();
    /** What is hidden in Word alone. */
    private final Set<Notice> inWord = new LinkedHashSet<>();

    CoveredText(String file, List<Manuscript> manuscripts) {
        this.file = file;
        manuscripts.forEach(m -> m.sections().forEach(s -> blocks(s.body())));
    }

    /** Whether something is there that could hide text which is set after it, or text that could stand over other. */
    boolean anything() {
        return !fronts.isEmpty() || !boxes.isEmpty();
    }

    List<Notice> hidden() {
        return List.copyOf(hidden);
    }

    List<Notice> hiddenInWord() {
        return List.copyOf(inWord);
    }

    private void blocks(List<Block> blocks) {
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                flow.append(p.label() == null ? "" : letters(p.label().text()));
                inlines(p.inlines());
                flow.append('\n');
            } else if (block instanceof Grid grid) {
                grid.rows().forEach(row -> row.cells().forEach(cell -> blocks(cell.blocks())));
            }
        }
    }

    private void inlines(List<Inline> inlines) {
        for (Inline inline : inlines) {
            if (inline instanceof Words words) {
                flow.append(letters(words.text()));
            } else if (inline instanceof Link link) {
                inlines(link.inlines());
            } else if (inline instanceof Footnote note) {
                flow.append('\n');
                blocks(note.blocks());
            } else if (inline instanceof Floating floating) {
                floating(floating);
            }
        }
    }

    private void floating(Floating floating) {
        if (floating.content() instanceof Box) {
            boxes.add(floating);
        }
        if (floating.behind() || floating.rotation() != 0) {
            return;
        }
        if (floating.content() instanceof Picture) {
            fronts.add(new Front(floating, floating.width(), floating.height(), NEAR, -1));
        } else if (floating.content() instanceof Box box) {
            front(floating, box.outline(), FloatingSetter.shownHeight(floating, box));
        } else if (floating.content() instanceof Drawn drawn) {
            front(floating, drawn.outline(), floating.height());
        }
    }

    private void front(Floating floating, Outline outline, double height) {
        if (outline.fill() != null && outline.solid()) {
            fronts.add(new Front(
                    floating,
                    floating.width(),
                    height,
                    NEAR + outline.line().width(),
                    Integer.parseInt(outline.fill().substring(1), 16)));
        }
    }

    /** @param number of the page, from 1 */
    void look(PaintedPage page, int number) throws IOException {
        report(
                "rendering.pdf.covered",
                page.glyphs,
                glyph -> isCovered(glyph, page.covers),
                number,
                hidden,
                run -> true);
        report(
                "rendering.pdf.drowned",
                page.glyphs,
                glyph -> isDrowned(glyph, page.covers),
                number,
                hidden,
                run -> true);
        for (Cover cover : page.covers) {
            for (Front front : fronts) {
                if (same(cover, front)) {
                    String above = text(front, true);
                    String below = text(front, false);
                    report(
                            "rendering.pdf.covered",
                            page.glyphs,
                            glyph -> glyph.order() > cover.order() && cover.hides(glyph.x(), glyph.y(), INSET),
                            number,
                            inWord,
                            run -> below.contains(run) && !above.contains(run));
                }
            }
        }
        if (hidden.isEmpty() && inWord.isEmpty() && !boxes.isEmpty()) {
            Map<Integer, List<Glyph>> lines = page.glyphs.stream()
                    .filter(CoveredText::isWritten)
                    .collect(Collectors.groupingBy(glyph -> line(glyph, 0)));
            report(
                    "rendering.pdf.overprinted",
                    page.glyphs,
                    glyph -> isOverprinted(glyph, lines),
                    number,
                    inWord,
                    run -> true);
        }
    }

    private static int line(Glyph glyph, int beside) {
        return (int) Math.floor(glyph.y() / LINE) + beside;
    }

    private static boolean isWritten(Glyph glyph) {
        return glyph.tagged()
                && !glyph.text().isEmpty()
                && glyph.width() > 0
                && Character.isLetterOrDigit(glyph.text().codePointAt(0));
    }

    /** Whether another letter stands in its place; letters of one word lie side by side. */
    private static boolean isOverprinted(Glyph glyph, Map<Integer, List<Glyph>> lines) {
        if (!isWritten(glyph)) {
            return false;
        }
        for (int beside = -1; beside <= 1; beside++) {
            for (Glyph other : lines.getOrDefault(line(glyph, beside), List.of())) {
                if (other.order() != glyph.order()
                        && Math.abs(other.y() - glyph.y()) < LINE
                        && Math.abs(other.x() - glyph.x()) < (other.width() + glyph.width()) / 2 * CLOSE) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean same(Cover cover, Front front) {
        Rectangle2D bounds = cover.bounds();
        return Math.abs(bounds.getWidth() - front.width()) <= front.ease()
                && Math.abs(bounds.getHeight() - front.height()) <= front.ease()
                && (cover.color() == front.color() || cover.picture() != null && front.color() == -1);
    }

    /** What is written in text boxes that stand above it, its own too; or all that stands below. */
    private String text(Front front, boolean above) {
        StringBuilder text = new StringBuilder(above ? "" : flow);
        for (Floating box : boxes) {
            boolean higher =
                    box == front.floating() || box.layer() > front.floating().layer();
            if (higher == above) {
                CoveredText inside = new CoveredText(file, List.of());
                inside.blocks(box.blocks());
                text.append('\n').append(inside.flow);
            }
        }
        return text.toString();
    }

    /** By what is painted later, all of it together: the grounds of paragraphs are as high as a line. */
    private static boolean isCovered(Glyph glyph, List<Cover> covers) throws IOException {
        for (double across : new double[] {0, -INSET, INSET}) {
            for (double down : across == 0 ? new double[] {0} : new double[] {-INSET, INSET}) {
                boolean covered = false;
                for (Cover cover : covers) {
                    covered = covered
                            || cover.order() > glyph.order()
                                    && cover.hides(glyph.x() + across, glyph.y() + down, POINT);
                }
                if (!covered) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the filling under it has nearly its own colour. */
    private static boolean isDrowned(Glyph glyph, List<Cover> covers) throws IOException {
        for (int i = covers.size() - 1; i >= 0; i--) {
            Cover cover = covers.get(i);
            if (cover.order() < glyph.order() && cover.hides(glyph.x(), glyph.y(), POINT)) {
                return cover.picture() == null && Contrast.of(glyph.color(), cover.color()) < Contrast.INVISIBLE;
            }
        }
        return false;
    }

    private interface Which {
        boolean is(Glyph glyph) throws IOException;
    }

    private interface Known {
        boolean is(String run);
    }

    private void report(String code, List<Glyph> glyphs, Which which, int page, Set<Notice> found, Known known)
            throws IOException {
        StringBuilder quote = new StringBuilder();
        StringBuilder run = new StringBuilder();
        double line = 0;
        for (Glyph glyph : glyphs) {
            boolean inside = which.is(glyph);
            if (!inside || Math.abs(glyph.y() - line) > NEAR) {
                take(run, quote, known);
            }
            if (inside) {
                run.append(glyph.text());
                line = glyph.y();
            }
        }
        take(run, quote, known);
        if (!quote.isEmpty()) {
            String text = quote.toString();
            found.add(Notice.error(
                    code,
                    Place.in(file, Texts.german().text("rendering.place.page", page)),
                    text.length() > QUOTE ? text.substring(0, QUOTE).strip() + " …" : text));
        }
    }

    /** Letters of one line that stand together are known only as a whole. */
    private static void take(StringBuilder run, StringBuilder quote, Known known) {
        String letters = letters(run.toString());
        if (letters.length() >= FEWEST && known.is(letters)) {
            quote.append(quote.isEmpty() ? "" : " ").append(run.toString().strip());
        }
        run.setLength(0);
    }

    /** Capitals are a look, and what is no letter may be set otherwise. */
    private static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        text.toUpperCase(Locale.ROOT).codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
