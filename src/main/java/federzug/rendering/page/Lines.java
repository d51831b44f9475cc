package federzug.rendering.page;

import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.LineBreak;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Reserve;
import federzug.rendering.manuscript.Manuscript.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Finds out where the lines of a paragraph begin, as FOP breaks them: as many words as fit. */
final class Lines {
    private final IntToDoubleFunction widths;
    private final List<Inline> out = new ArrayList<>();
    private final @Nullable Reserve reserve;
    private final int from;
    private double x;
    private int line;
    private boolean placed;

    private Lines(IntToDoubleFunction widths, @Nullable Reserve reserve, int from) {
        this.widths = widths;
        this.reserve = reserve;
        this.from = from;
    }

    /** @param widths how long each line may be, by its zero-based number */
    static int count(Paragraph p, IntToDoubleFunction widths) {
        Lines lines = new Lines(widths, null, -1);
        lines.walk(p);
        return lines.line + 1;
    }

    /**
     * The paragraph with room reserved from one of its lines on.
     *
     * @param from zero-based line
     */
    static Paragraph with(Paragraph p, Reserve reserve, int from, IntToDoubleFunction widths) {
        Lines lines = new Lines(widths, reserve, from);
        lines.walk(p);
        lines.place();
        return new Paragraph(p.number(), p.look(), p.mark(), p.label(), p.heading(), lines.out, p.box());
    }

    private void walk(Paragraph p) {
        x = Math.max(0, p.look().firstLine);
        if (from == 0) {
            place();
        }
        for (Inline inline : p.inlines()) {
            if (inline instanceof Words words) {
                words(words);
            } else {
                out.add(inline);
                if (inline instanceof LineBreak) {
                    x = 0;
                    line++;
                    if (line == from) {
                        place();
                    }
                } else {
                    double length = TabStops.width(inline);
                    wrap(length);
                    x += length;
                }
            }
        }
    }

    private void place() {
        if (!placed && reserve != null) {
            out.add(reserve);
            placed = true;
        }
    }

    private boolean wrap(double length) {
        boolean over = x > 0 && x + length > widths.applyAsDouble(line);
        if (over) {
            line++;
            x = 0;
        }
        return over;
    }

    private void words(Words words) {
        String text = words.text();
        int begin = 0;
        int at = 0;
        while (at < text.length()) {
            int after = next(text, at);
            String word = text.substring(at, after);
            boolean over = wrap(words.look().width(word.stripTrailing()));
            x += words.look().width(word);
            if (over && line == from && !placed) {
                // After the line's first word, so that a small error does no harm.
                out.add(new Words(text.substring(begin, after), words.look()));
                place();
                begin = after;
            }
            at = after;
        }
        if (begin < text.length()) {
            out.add(new Words(text.substring(begin), words.look()));
        }
    }

    /** Where the next word begins. */
    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != ' ' && text.charAt(at) != '-') {
            at++;
        }
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
            at++;
        }
        return at;
    }
}
