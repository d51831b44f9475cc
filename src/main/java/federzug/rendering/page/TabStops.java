package federzug.rendering.page;

import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Label;
import federzug.rendering.manuscript.Manuscript.LineBreak;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.MarginTab;
import federzug.rendering.manuscript.Manuscript.PageCount;
import federzug.rendering.manuscript.Manuscript.PageNumber;
import federzug.rendering.manuscript.Manuscript.PageOf;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Suffix;
import federzug.rendering.manuscript.Manuscript.Tab;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphFormat.TabKind;
import federzug.rendering.manuscript.ParagraphFormat.TabStop;
import java.util.List;

/**
 * Computes where tabs lead. XSL-FO knows none, so the widths are measured here. Positions from the left of the text,
 * points.
 */
final class TabStops {
    private static final double NEAR = 0.3;

    private TabStops() {}

    static TabStop next(ParagraphFormat look, double x, double defaultTab) {
        for (TabStop stop : look.tabs) {
            if (stop.position() > x + NEAR
                    && !(look.firstLine < 0 && x < look.left - NEAR && stop.position() > look.left)) {
                return stop;
            }
        }
        // The indent of the further lines is a stop for the first.
        if (look.firstLine < 0 && look.left > x + NEAR) {
            return new TabStop(look.left, TabKind.LEFT, ' ');
        }
        return new TabStop((Math.floor((x + NEAR) / defaultTab) + 1) * defaultTab, TabKind.LEFT, ' ');
    }

    /** Where the text begins after the paragraph's number. */
    static double afterLabel(Paragraph p, double defaultTab) {
        Label label = p.label();
        double x = p.look().left + p.look().firstLine;
        if (label == null) {
            return x;
        }
        double end = x + label.shift() + label.look().width(label.text());
        if (label.suffix() == Suffix.SPACE) {
            return end + label.look().width(" ");
        }
        return label.suffix() == Suffix.NOTHING
                ? end
                : next(p.look(), end, defaultTab).position();
    }

    public static double width(List<Inline> inlines) {
        return inlines.stream().mapToDouble(TabStops::width).sum();
    }

    /** Numbers that are only known when all is set are assumed to have one digit. */
    public static double width(Inline inline) {
        if (inline instanceof Words words) {
            return words.look().width(words.text());
        } else if (inline instanceof Link link) {
            return width(link.inlines());
        } else if (inline instanceof PageNumber number) {
            return number.look().width("0");
        } else if (inline instanceof PageCount count) {
            return count.look().width("0");
        } else if (inline instanceof PageOf page) {
            return page.look().width(page.shown());
        } else if (inline instanceof Manuscript.Image image) {
            return image.width();
        } else if (inline instanceof Manuscript.Footnote note) {
            return note.look().width(note.mark());
        }
        return 0;
    }

    /** The width of what follows up to the next tab or line break. */
    static double following(List<Inline> inlines, int from) {
        double width = 0;
        for (int i = from; i < inlines.size() && !stops(inlines.get(i)); i++) {
            width += width(inlines.get(i));
        }
        return width;
    }

    public static boolean stops(Inline inline) {
        return inline instanceof Tab || inline instanceof MarginTab || inline instanceof LineBreak;
    }
}
