package federzug.rendering.manuscript;

import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Image;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that stands at a place of its own: a floating picture, a text box, a shape, a frame, a side table (ISO/IEC
 * 29500-1, 20.4.2.3, 17.3.1.11 and 17.4.57). It stands among the characters where it is anchored. Lengths in points.
 *
 * @param height 0 if the content says how high it is
 * @param behind whether the text is painted over it
 * @param inCell whether in a table its position is measured from the cell instead of the page
 * @param rotation degrees clockwise about its middle
 * @param layer what has a higher one is painted over what has a lower one
 */
public record Floating(
        Axis across,
        Axis down,
        double width,
        double height,
        Wrap wrap,
        boolean behind,
        boolean inCell,
        double rotation,
        long layer,
        Content content)
        implements Manuscript.Inline {

    /** From what a position is measured; COLUMN and PARAGRAPH are the text around the anchor. */
    public enum From {
        PAGE,
        MARGIN,
        COLUMN,
        PARAGRAPH,
        /** The strip before the text: left of it, or above it. */
        MARGIN_BEFORE,
        /** The strip after the text: right of it, or below it. */
        MARGIN_AFTER
    }

    public enum Align {
        START,
        CENTER,
        END
    }

    /**
     * @param align where in the area it stands, null to begin at the offset
     * @param span length of what is aligned: of a group, if this is a part of one
     * @param offset from where alignment puts it
     */
    public record Axis(From from, @Nullable Align align, double span, double offset) {
        /** @return where it begins, for an area that begins here and is so long */
        public double in(double start, double length) {
            if (align == null) {
                return start + offset;
            }
            double room = length - span;
            return offset
                    + switch (align) {
                        case START -> start;
                        case CENTER -> start + room / 2;
                        case END -> start + room;
                    };
        }

        public Axis moved(double by) {
            return new Axis(from, align, span, offset + by);
        }

        public boolean followsText() {
            return from == From.PARAGRAPH;
        }
    }

    public enum Kind {
        NONE,
        SQUARE,
        TOP_AND_BOTTOM
    }

    /** On which side of the object text may stand. */
    public enum Side {
        BOTH,
        LEFT,
        RIGHT
    }

    /** How the text gives way, and how far from the object it stays. */
    public record Wrap(Kind kind, Side side, double top, double right, double bottom, double left) {
        public static final Wrap NONE = new Wrap(Kind.NONE, Side.BOTH, 0, 0, 0, 0);
    }

    public sealed interface Content permits Picture, Box, Drawn, Lettering, Room {}

    public record Picture(Image image) implements Content {}

    /**
     * Text in a frame.
     *
     * @param vertical an XSL-FO display-align
     * @param turned degrees clockwise by which its text is turned: 0, 90 or 270
     * @param grows whether it becomes higher with its text
     */
    public record Box(List<Block> blocks, Outline outline, Insets insets, String vertical, int turned, boolean grows)
            implements Content {
        public Box with(List<Block> others) {
            return new Box(others, outline, insets, vertical, turned, grows);
        }
    }

    /** A shape without text. */
    public record Drawn(Outline outline, String alternateText) implements Content {}

    /** Words stretched to fill the object's area, as a watermark is. */
    public record Lettering(String text, RunFormat look, String color) implements Content {}

    /** Nothing but the room that the parts of a group take together. */
    public record Room() implements Content {}

    public record Insets(double top, double right, double bottom, double left) {
        public static final Insets NONE = new Insets(0, 0, 0, 0);
    }

    public enum Form {
        RECTANGLE,
        ROUNDED,
        ELLIPSE,
        /** From the upper left corner to the lower right one. */
        FALLING,
        /** From the lower left corner to the upper right one. */
        RISING,
        PATH
    }

    /**
     * @param fill null for none
     * @param solid whether in Word nothing can be seen through the filling
     * @param path of form PATH: an SVG path in points from the upper left corner; otherwise empty
     */
    public record Outline(Form form, @Nullable String fill, boolean solid, ParagraphFormat.Line line, String path) {
        public static final Outline INVISIBLE = new Outline(Form.RECTANGLE, null, false, ParagraphFormat.Line.NONE, "");

        public boolean visible() {
            return fill != null || line.drawn();
        }
    }

    /** The text in it. */
    public List<Block> blocks() {
        return content instanceof Box box ? box.blocks() : List.of();
    }

    /** Whether it says something to people who do not see the page. */
    public boolean speaks() {
        return content instanceof Box box && !box.blocks().stream().allMatch(Floating::silent)
                || content instanceof Picture picture
                        && !picture.image().alternateText().isEmpty()
                || content instanceof Drawn drawn && !drawn.alternateText().isEmpty();
    }

    private static boolean silent(Block block) {
        return block instanceof Manuscript.Paragraph p && p.isEmpty();
    }

    public Floating with(Content other) {
        return new Floating(across, down, width, height, wrap, behind, inCell, rotation, layer, other);
    }

    public Floating turned(double degrees) {
        return new Floating(across, down, width, height, wrap, behind, inCell, degrees, layer, content);
    }

    public Floating lower(double by) {
        return new Floating(across, down.moved(by), width, height, wrap, behind, inCell, rotation, layer, content);
    }

    public Floating high(double other) {
        return new Floating(across, down, width, other, wrap, behind, inCell, rotation, layer, content);
    }

    /** Those anchored directly among these characters. */
    public static List<Floating> among(List<Manuscript.Inline> inlines) {
        return inlines.stream()
                .filter(Floating.class::isInstance)
                .map(Floating.class::cast)
                .toList();
    }
}
