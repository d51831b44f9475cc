package federzug.rendering.drawing;

import federzug.rendering.drawing.MetafileCanvas.Brush;
import federzug.rendering.drawing.MetafileCanvas.Font;
import federzug.rendering.drawing.MetafileCanvas.Pen;
import federzug.rendering.drawing.MetafileCanvas.UnsupportedException;
import federzug.rendering.font.HouseFonts;
import federzug.rendering.font.Typeface;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import org.jspecify.annotations.Nullable;

/** The shapes that both kinds of metafiles know, text as outlines among them. */
final class MetafileShapes {
    private static final int PATTERN_COPY = 0xF00021;
    private static final int BLACKNESS = 0x42;
    private static final int WHITENESS = 0xFF0062;
    private static final int NOTHING = 0xAA0029;

    private final MetafileCanvas canvas;
    private final HouseFonts house;

    MetafileShapes(MetafileCanvas canvas, HouseFonts house) {
        this.canvas = canvas;
        this.house = house;
    }

    Path2D lines(double[] points, boolean closed) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i + 1 < points.length; i += 2) {
            if (i == 0) {
                path.moveTo(points[0], points[1]);
            } else {
                path.lineTo(points[i], points[i + 1]);
            }
        }
        if (closed && points.length > 1) {
            path.closePath();
        }
        return path;
    }

    /** Bézier curves of three points each, the first point apart. */
    Path2D curves(double[] points, boolean closed) {
        Path2D path = new Path2D.Double();
        if (points.length > 1) {
            path.moveTo(points[0], points[1]);
        }
        for (int i = 2; i + 5 < points.length; i += 6) {
            path.curveTo(points[i], points[i + 1], points[i + 2], points[i + 3], points[i + 4], points[i + 5]);
        }
        if (closed && points.length > 1) {
            path.closePath();
        }
        return path;
    }

    void linesTo(double[] points) throws UnsupportedException {
        Path2D path = canvas.fromHere();
        for (int i = 0; i + 1 < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        end(path, points);
    }

    void curvesTo(double[] points) throws UnsupportedException {
        Path2D path = canvas.fromHere();
        for (int i = 0; i + 5 < points.length; i += 6) {
            path.curveTo(points[i], points[i + 1], points[i + 2], points[i + 3], points[i + 4], points[i + 5]);
        }
        end(path, points);
    }

    private void end(Path2D path, double[] points) throws UnsupportedException {
        if (points.length > 1) {
            canvas.draw(path, points[points.length - 2], points[points.length - 1]);
        }
    }

    Path2D rectangle(double left, double top, double right, double bottom) {
        return lines(new double[] {left, top, right, top, right, bottom, left, bottom}, true);
    }

    Path2D ellipse(double left, double top, double right, double bottom) {
        return new Path2D.Double(new Ellipse2D.Double(
                Math.min(left, right), Math.min(top, bottom), Math.abs(right - left), Math.abs(bottom - top)));
    }

    Path2D roundRectangle(double left, double top, double right, double bottom, double width, double height) {
        return new Path2D.Double(new RoundRectangle2D.Double(
                Math.min(left, right),
                Math.min(top, bottom),
                Math.abs(right - left),
                Math.abs(bottom - top),
                Math.abs(width),
                Math.abs(height)));
    }

    /**
     * @param kind 0 arc, 1 chord, 2 pie
     * @param at the corners of the ellipse, then points on the lines to where it begins and ends, counter-clockwise
     */
    void arc(int kind, double[] at) throws UnsupportedException {
        double width = Math.abs(at[2] - at[0]);
        double height = Math.abs(at[3] - at[1]);
        if (width == 0 || height == 0) {
            return;
        }
        double x = (at[0] + at[2]) / 2;
        double y = (at[1] + at[3]) / 2;
        double begin = Math.toDegrees(Math.atan2((y - at[5]) / height, (at[4] - x) / width));
        double end = Math.toDegrees(Math.atan2((y - at[7]) / height, (at[6] - x) / width));
        double extent = end - begin;
        while (extent <= 0) {
            extent += 360;
        }
        int closure = kind == 0 ? Arc2D.OPEN : kind == 1 ? Arc2D.CHORD : Arc2D.PIE;
        canvas.shape(
                new Path2D.Double(new Arc2D.Double(
                        Math.min(at[0], at[2]), Math.min(at[1], at[3]), width, height, begin, extent, closure)),
                kind != 0,
                true);
    }

    /** Fills a rectangle as the raster operation says. */
    void pattern(Path2D rectangle, int operation) throws UnsupportedException {
        switch (operation) {
            case PATTERN_COPY -> {
                if (canvas.state.brush.drawn()) {
                    fill(rectangle, canvas.state.brush.color());
                }
            }
            case BLACKNESS -> fill(rectangle, "#000000");
            case WHITENESS -> fill(rectangle, "#FFFFFF");
            case NOTHING -> {}
            default -> throw new UnsupportedException("raster operation");
        }
    }

    void fill(Path2D logical, String color) throws UnsupportedException {
        canvas.fill(new Path2D.Double(logical, canvas.transform()), color, false);
    }

    void select(@Nullable Object object) {
        if (object instanceof Pen pen) {
            canvas.state.pen = pen;
        } else if (object instanceof Brush brush) {
            canvas.state.brush = brush;
        } else if (object instanceof Font font) {
            canvas.state.font = font;
        }
    }

    static @Nullable Object stock(int index) {
        return switch (index) {
            case 0 -> Brush.WHITE;
            case 1 -> new Brush(true, "#C0C0C0");
            case 2 -> new Brush(true, "#808080");
            case 3 -> new Brush(true, "#404040");
            case 4 -> new Brush(true, "#000000");
            case 5 -> Brush.NONE;
            case 6 -> new Pen(true, "#FFFFFF", 0, "", "round", "round");
            case 7 -> Pen.BLACK;
            case 8 -> Pen.NONE;
            default -> null;
        };
    }

    /**
     * Letters as outlines of the embedded face that stands in for the named one.
     *
     * @param advances from one letter to the next; empty for the face's own
     */
    void text(String text, double x, double y, double[] advances) throws UnsupportedException {
        MetafileCanvas.State state = canvas.state;
        Font font = state.font;
        Typeface face = house.substituteFor(font.name()).orElse(Typeface.ARIMO);
        boolean own = face.has(font.bold(), font.italic());
        Typeface.Metrics metrics = (own ? face : Typeface.ARIMO).metrics(font.bold(), font.italic());
        double size = font.height() < 0 ? -font.height() : font.height() / face.lineRatio;
        double ascent = size * 0.8 * face.lineRatio;
        double length = 0;
        for (int i = 0; i < text.length(); i++) {
            length += i < advances.length ? advances[i] : metrics.width(text.substring(i, i + 1), size);
        }
        double across = (state.textAlign & 6) == 6 ? -length / 2 : (state.textAlign & 2) == 2 ? -length : 0;
        double down =
                (state.textAlign & 24) == 24 ? 0 : (state.textAlign & 8) == 8 ? ascent - size * face.lineRatio : ascent;
        // Units may count upwards; letters stand upright all the same.
        double up = state.windowHeight * state.viewHeight < 0 ? -1 : 1;
        boolean current = (state.textAlign & 1) != 0;
        AffineTransform place = new AffineTransform();
        place.translate(current ? state.x : x, current ? state.y : y);
        place.rotate(Math.toRadians(-font.degrees()) * up);
        place.translate(across, down * up);
        Path2D letters = new Path2D.Double();
        double at = 0;
        for (int i = 0; i < text.length(); i++) {
            AffineTransform letter = new AffineTransform(place);
            letter.translate(at, 0);
            letter.scale(size, -size * up);
            Path2D outline = metrics.outline(text.charAt(i));
            if (outline == null) {
                throw new UnsupportedException("letter");
            }
            letters.append(outline.getPathIterator(letter), false);
            at += i < advances.length ? advances[i] : metrics.width(text.substring(i, i + 1), size);
        }
        fill(letters, state.textColor);
        if (current) {
            state.x += length;
        }
    }
}
