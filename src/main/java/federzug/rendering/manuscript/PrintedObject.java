package federzug.rendering.manuscript;

import federzug.notice.Texts;
import federzug.rendering.PrintedChange.Part;
import federzug.rendering.manuscript.Floating.Axis;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.Manuscript.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A picture, shape or text box, and where on the page it is painted; points from the upper left corner of the sheet.
 *
 * @param paragraph where it is anchored
 * @param name in words
 * @param x NaN for what stands in the line, as is y
 * @param withText whether y is measured from its paragraph
 * @param height 0 if its text says how high it is
 */
record PrintedObject(
        Part part,
        int paragraph,
        Kind kind,
        String name,
        double x,
        double y,
        boolean withText,
        double width,
        double height,
        double rotation,
        boolean behind) {
    enum Kind {
        PICTURE,
        SHAPE,
        BOX
    }

    /** Points; programs round lengths in their own ways. */
    private static final double TOLERANCE = 6;

    private static final Texts TEXTS = Texts.german();

    static PrintedObject of(Part part, int paragraph, Image image) {
        return new PrintedObject(
                part,
                paragraph,
                Kind.PICTURE,
                TEXTS.text("rendering.change.of-picture", image.alternateText()),
                Double.NaN,
                Double.NaN,
                true,
                image.width(),
                image.height(),
                0,
                false);
    }

    static PrintedObject of(Part part, int paragraph, Floating floating, Page page) {
        return new PrintedObject(
                part,
                paragraph,
                kind(floating),
                name(floating),
                across(floating.across(), page),
                down(floating.down(), page),
                floating.down().followsText(),
                floating.width(),
                floating.content() instanceof Floating.Box box && box.grows() ? 0 : floating.height(),
                floating.rotation() + (floating.content() instanceof Floating.Box box ? box.turned() : 0),
                floating.behind());
    }

    private static Kind kind(Floating floating) {
        return floating.content() instanceof Floating.Picture
                ? Kind.PICTURE
                : floating.content() instanceof Floating.Box ? Kind.BOX : Kind.SHAPE;
    }

    private static String name(Floating floating) {
        if (floating.content() instanceof Floating.Picture picture) {
            return TEXTS.text("rendering.change.of-picture", picture.image().alternateText());
        }
        return TEXTS.text(
                floating.content() instanceof Floating.Box ? "rendering.change.of-box" : "rendering.change.of-shape");
    }

    private static double across(Axis axis, Page page) {
        return switch (axis.from()) {
            case PAGE -> axis.in(0, page.width());
            case MARGIN, COLUMN, PARAGRAPH -> axis.in(page.left(), page.textWidth());
            case MARGIN_BEFORE -> axis.in(0, page.left());
            case MARGIN_AFTER -> axis.in(page.width() - page.right(), page.right());
        };
    }

    private static double down(Axis axis, Page page) {
        double bottom = page.height() - page.bottom();
        return switch (axis.from()) {
            case PAGE -> axis.in(0, page.height());
            case MARGIN -> axis.in(page.top(), bottom - page.top());
            case MARGIN_BEFORE -> axis.in(0, page.top());
            case MARGIN_AFTER -> axis.in(bottom, page.bottom());
            case COLUMN, PARAGRAPH -> axis.offset();
        };
    }

    /** What is different, in words; the first as it was, the second as it is now. */
    static List<String> differences(PrintedObject one, PrintedObject two) {
        List<String> words = new ArrayList<>();
        if (Double.isNaN(one.x) != Double.isNaN(two.x) || one.withText != two.withText) {
            words.add(TEXTS.text("rendering.change.object-anchored"));
        } else if (far(one.x, two.x) || far(one.y, two.y)) {
            words.add(TEXTS.text(
                    "rendering.change.object-moved",
                    millimetres(one.x),
                    millimetres(one.y),
                    millimetres(two.x),
                    millimetres(two.y)));
        }
        if (far(one.width, two.width) || one.height > 0 && two.height > 0 && far(one.height, two.height)) {
            words.add(TEXTS.text(
                    "rendering.change.object-size",
                    millimetres(one.width),
                    millimetres(one.height),
                    millimetres(two.width),
                    millimetres(two.height)));
        }
        if (Math.abs(one.rotation - two.rotation) > 1) {
            words.add(TEXTS.text("rendering.change.object-turned", Math.round(two.rotation - one.rotation)));
        }
        if (one.behind != two.behind) {
            words.add(TEXTS.text(
                    two.behind ? "rendering.change.object-behind" : "rendering.change.object-no-longer-behind"));
        }
        return words;
    }

    private static boolean far(double one, double two) {
        return Math.abs(one - two) > TOLERANCE;
    }

    static String millimetres(double points) {
        return String.format(Locale.GERMANY, "%.0f", points / 72 * 25.4);
    }
}
