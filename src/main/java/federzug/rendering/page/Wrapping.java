package federzug.rendering.page;

import federzug.notice.Place;
import federzug.rendering.RenderingException;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Reserve;
import federzug.rendering.manuscript.PageBreaks;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RunFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * Wraps text around floating objects. FOP knows floats only at a line where they are anchored, and none in headers and
 * cells; so the position of the text is computed beforehand. In the body room is reserved from a line on, elsewhere
 * paragraphs are indented. What leaves no room beside it pushes the text down.
 */
final class Wrapping {
    /** Word sets no text into less than an inch. */
    private static final double LEAST = 72;

    /** A line that something reaches into by less than this part of it is left as it is. */
    private static final double TOUCH = 0.12;

    /** How far a table stays away from reserved room: FOP cannot set one beside it. */
    private static final double CLEAR = 6;

    /** Where the text gives way, from the left of the text; the height is that of the page or of the story. */
    private record Band(double top, double bottom, double left, double right, boolean full) {}

    private final Ground ground;
    private final double width;
    private final boolean body;
    private final double end;
    private final List<Block> out = new ArrayList<>();
    private final List<Band> coming = new ArrayList<>();
    private final List<Band> reserved = new ArrayList<>();
    private double y;
    private double pending;
    private final Map<Integer, List<Band>> fixed;
    private boolean second;
    private int number;
    private boolean known = true;
    private boolean first = true;

    /**
     * @param top where the first block begins
     * @param end where the page ends, after which places on it are not known
     */
    private Wrapping(
            Ground ground, double width, double top, double end, boolean body, Map<Integer, List<Band>> fixed) {
        this.ground = ground;
        this.width = width;
        this.y = top;
        this.end = end;
        this.body = body;
        this.fixed = fixed;
    }

    /** @param edges what floats in header and footer of the section's first page */
    static List<Block> body(List<Block> blocks, Manuscript.Page page, List<Floating> edges) {
        List<Floating> reaching = edges.stream()
                .filter(f ->
                        f.wrap().kind() == Floating.Kind.SQUARE && !f.down().followsText())
                .toList();
        if (reaching.isEmpty() && !any(blocks)) {
            return blocks;
        }
        Map<Integer, List<Band>> fixed = new HashMap<>();
        // Something may stand higher on the page than where it is anchored: the first walk finds out on which page.
        Wrapping wrapping = new Wrapping(page, fixed, false);
        reaching.forEach(f ->
                wrapping.band(f, "").filter(b -> b.bottom() > page.top() + 3).ifPresent(wrapping::fix));
        wrapping.walk(blocks);
        return new Wrapping(page, fixed, true).walk(blocks);
    }

    private Wrapping(Manuscript.Page page, Map<Integer, List<Band>> fixed, boolean all) {
        this(new Ground.OnPage(page), page.textWidth(), page.top(), page.height() - page.bottom(), true, fixed);
        this.second = all;
        coming.addAll(fixed.getOrDefault(0, List.of()));
    }

    private void fix(Band band) {
        fixed.computeIfAbsent(number, n -> new ArrayList<>()).add(band);
        coming.add(band);
    }

    /** The blocks of a header, cell or box. */
    static List<Block> inside(List<Block> blocks, Ground ground, double width, double top) {
        return any(blocks)
                ? new Wrapping(ground, width, top, Double.MAX_VALUE, false, new HashMap<>()).walk(blocks)
                : blocks;
    }

    private static boolean any(List<Block> blocks) {
        return blocks.stream()
                .anyMatch(b -> b instanceof Paragraph p
                        && Floating.among(p.inlines()).stream().anyMatch(Wrapping::wraps));
    }

    private static boolean wraps(Floating floating) {
        return floating.wrap().kind() != Floating.Kind.NONE;
    }

    private List<Block> walk(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Paragraph p) {
                boolean begins = p.look().pageBreakBefore
                        || PageBreaks.leads(p)
                        || i > 0 && blocks.get(i - 1) instanceof Paragraph before && ends(before);
                if (begins && body) {
                    newPage();
                }
                if (body && p.box() != null) {
                    clear(0, width, 0);
                }
                paragraph(p, blocks, i);
            } else if (blocks.get(i) instanceof Grid grid) {
                table(grid);
            }
            if (y > end) {
                known = false;
            }
        }
        return out;
    }

    private static boolean ends(Paragraph p) {
        return PageBreaks.trails(p) || PageBreaks.only(p);
    }

    private void newPage() {
        y = ((Ground.OnPage) ground).sheet().top();
        known = true;
        first = true;
        pending = 0;
        coming.clear();
        reserved.clear();
        number++;
        if (second) {
            coming.addAll(fixed.getOrDefault(number, List.of()));
        }
    }

    private Optional<Band> band(Floating floating, String quote) {
        if (!floating.down().followsText() && !known) {
            throw RenderingException.refused("rendering.draft.wrapping", Place.NOWHERE, quote);
        }
        Floating.Wrap wrap = floating.wrap();
        double height = floating.height() > 0 ? floating.height() : BlockHeight.of(floating.blocks(), floating.width());
        double top = floating.down().followsText()
                ? y + (first ? 0 : pending) + floating.down().in(0, height)
                : ground.of(floating).top(FloatingSetter.down(floating));
        double left = ground.of(floating).left(floating.across()) - ground.text();
        double from = left - wrap.left();
        double to = left + floating.width() + wrap.right();
        boolean full = wrap.kind() == Floating.Kind.TOP_AND_BOTTOM || Math.max(from, width - to) < LEAST;
        boolean beside = wrap.kind() == Floating.Kind.SQUARE && (to <= 1 || from >= width - 1);
        return beside
                ? Optional.empty()
                : Optional.of(new Band(
                        top - wrap.top(),
                        top + height + wrap.bottom(),
                        side(wrap.side(), from, to) ? 0 : Math.max(0, from),
                        side(wrap.side(), from, to) ? Math.min(width, to) : width,
                        full));
    }

    /** Whether the object leaves its room to the right. FOP fills one side only: the wider one. */
    private boolean side(Floating.Side side, double from, double to) {
        return side == Floating.Side.RIGHT || side == Floating.Side.BOTH && width - to > from;
    }

    private void paragraph(Paragraph p, List<Block> all, int at) {
        List<Floating> wrapping =
                Floating.among(p.inlines()).stream().filter(Wrapping::wraps).toList();
        for (Floating floating : wrapping) {
            boolean follows = floating.down().followsText();
            if (follows || !second) {
                band(floating, ParagraphText.of(p).strip()).ifPresent(b -> {
                    if (follows) {
                        coming.add(b);
                    } else {
                        fix(b);
                    }
                });
            }
        }
        Paragraph set = p;
        double begin = y + (first ? 0 : pending);
        double line = Math.max(1, p.look().lineHeight(p.mark()));
        double push = push(begin + line * 0.6);
        if (push > begin) {
            out.add(spacer(p, push - begin));
            set = without(p);
            y = push;
            pending = 0;
        }
        double text = y + (first ? p.look().before : Math.max(pending, set.look().before));
        set = body ? reserved(set, text, line, all, at) : indented(set, text, line);
        out.add(set);
        y = text + height(set, text, line);
        pending = p.look().after;
        first = false;
        coming.removeIf(b -> b.bottom() <= y);
        reserved.removeIf(b -> b.bottom() <= y);
    }

    /** Where the text may begin below what takes the whole width from here on. */
    private double push(double from) {
        double to = 0;
        for (Iterator<Band> each = coming.iterator(); each.hasNext(); ) {
            Band band = each.next();
            if (band.full() && band.top() <= from) {
                to = Math.max(to, band.bottom());
                each.remove();
            }
        }
        return to;
    }

    /** Empty height, in which what was anchored in the paragraph is anchored now. */
    private static Paragraph spacer(Paragraph p, double height) {
        ParagraphFormat look = new ParagraphFormat();
        look.lineRule = ParagraphFormat.LineRule.EXACT;
        look.line = Math.min(1584, height);
        look.aside = true;
        look.keepNext = true;
        look.pageBreakBefore = p.look().pageBreakBefore;
        return new Paragraph(p.number(), look, p.mark(), null, 0, List.copyOf(Floating.among(p.inlines())), null);
    }

    private static Paragraph without(Paragraph p) {
        ParagraphFormat look = p.look().copy();
        look.before = 0;
        look.pageBreakBefore = false;
        List<Inline> rest =
                p.inlines().stream().filter(i -> !(i instanceof Floating)).toList();
        return new Paragraph(p.number(), look, p.mark(), p.label(), p.heading(), rest, p.box());
    }

    private Paragraph reserved(Paragraph p, double text, double line, List<Block> all, int at) {
        Paragraph set = p;
        for (Iterator<Band> each = coming.iterator(); each.hasNext(); ) {
            Band band = each.next();
            if (band.full()) {
                continue;
            }
            int from = Math.max(0, (int) Math.floor((band.top() - text) / line + TOUCH));
            if (from > 0 && text + from * line >= text + height(set, text, line) - 0.5) {
                continue;
            }
            double top = from == 0 ? text : text + from * line;
            double bottom = Math.min(band.bottom(), nextTable(all, at, text + height(set, text, line)) - CLEAR);
            each.remove();
            if (bottom - top < 1) {
                continue;
            }
            boolean right = band.left() > 0;
            Reserve reserve = new Reserve(right, right ? width - band.left() : band.right(), bottom - top);
            set = Lines.with(set, reserve, from, widths(set, text, line));
            reserved.add(new Band(top, bottom, band.left(), band.right(), false));
        }
        return set;
    }

    private double widths(Paragraph p) {
        return Math.max(10, width - p.look().left - p.look().right);
    }

    /** @return where the next table begins, if nothing but paragraphs stands before it */
    private double nextTable(List<Block> all, int at, double bottom) {
        double reached = bottom;
        for (int i = at + 1; i < all.size(); i++) {
            if (all.get(i) instanceof Paragraph p && p.box() == null) {
                reached += p.look().before + BlockHeight.of(List.of(p), width);
            } else {
                return reached;
            }
        }
        return Double.MAX_VALUE;
    }

    private Paragraph indented(Paragraph p, double text, double line) {
        ParagraphFormat look = p.look();
        double bottom = text + height(p, text, line);
        for (Band band : coming) {
            if (!band.full() && band.top() < bottom - 1 && band.bottom() > text + 1) {
                look = look.copy();
                if (band.left() > 0) {
                    look.right = Math.max(look.right, width - band.left());
                } else {
                    look.left = Math.max(look.left, band.right());
                }
            }
        }
        return look == p.look() ? p : p.with(look);
    }

    /** Height of its lines, some of which are shorter. */
    private double height(Paragraph p, double text, double line) {
        double whole = BlockHeight.of(List.of(p), width) - p.look().before - p.look().after;
        if (reserved.isEmpty()) {
            return whole;
        }
        int plain = Lines.count(p, k -> widths(p));
        return whole + (Lines.count(p, widths(p, text, line)) - plain) * line;
    }

    private IntToDoubleFunction widths(Paragraph p, double text, double line) {
        return k -> {
            double top = text + k * line;
            double taken = reserved.stream()
                    .filter(b -> b.top() < top + line - 0.5 && b.bottom() > top + 0.5)
                    .mapToDouble(b -> b.right() - b.left())
                    .sum();
            return Math.max(10, widths(p) - taken);
        };
    }

    private void table(Grid grid) {
        double start = grid.startIn(width);
        double height = BlockHeight.of(List.of(grid), width);
        clear(start, start + grid.width(), height);
        out.add(grid);
        y += (first ? 0 : pending) + height;
        pending = 0;
        first = false;
    }

    /** What must have its whole width, a table or signature box, goes below what it would meet. */
    private void clear(double left, double right, double height) {
        double begin = y + (first ? 0 : pending);
        double to = push(begin + height);
        for (Iterator<Band> each = coming.iterator(); each.hasNext(); ) {
            Band band = each.next();
            boolean meets = band.left() < right && band.right() > left;
            if (meets && band.top() < begin + height && band.bottom() > begin) {
                to = Math.max(to, band.bottom());
                each.remove();
            }
        }
        for (Band band : reserved) {
            to = Math.max(to, band.bottom() + CLEAR);
        }
        reserved.clear();
        if (to > begin) {
            out.add(spacer(
                    new Paragraph(0, new ParagraphFormat(), new RunFormat(), null, 0, List.of(), null), to - begin));
            y = to;
            pending = 0;
        }
    }
}
