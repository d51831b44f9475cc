package federzug.rendering.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Draws the records of a Windows metafile (MS-EMF, MS-WMF) as SVG. Coordinates are turned into those of the device at
 * once; neighbouring fills of one colour become one path, because each object costs time on each page.
 */
final class MetafileCanvas {
    private static final int LARGEST = 4 << 20;
    private static final int DEEPEST = 64;
    private static final int MOST_POINTS = 400_000;

    /** What a metafile holds that is not drawn here. */
    static final class UnsupportedException extends Exception {
        private static final long serialVersionUID = 1L;

        UnsupportedException(String what) {
            super(what);
        }
    }

    /** @param width in logical units, 0 for the thinnest line */
    record Pen(boolean drawn, String color, double width, String dashes, String cap, String join) {
        static final Pen BLACK = new Pen(true, "#000000", 0, "", "round", "round");
        static final Pen NONE = new Pen(false, "#000000", 0, "", "round", "round");
    }

    record Brush(boolean drawn, String color) {
        static final Brush WHITE = new Brush(true, "#FFFFFF");
        static final Brush NONE = new Brush(false, "#FFFFFF");
    }

    /** @param height of the letters in logical units; negative without the leading */
    record Font(String name, double height, boolean bold, boolean italic, double degrees) {
        static final Font SYSTEM = new Font("Arial", 12, false, false, 0);
    }

    /** What SaveDC keeps. */
    static final class State {
        AffineTransform world = new AffineTransform();
        double windowX;
        double windowY;
        double windowWidth = 1;
        double windowHeight = 1;
        double viewX;
        double viewY;
        double viewWidth = 1;
        double viewHeight = 1;
        Pen pen = Pen.BLACK;
        Brush brush = Brush.WHITE;
        Font font = Font.SYSTEM;
        String textColor = "#000000";
        String ground = "#FFFFFF";
        boolean opaque = true;
        int textAlign;
        boolean evenOdd = true;
        double x;
        double y;

        @Nullable
        Area clip;

        State copy() {
            State copy = new State();
            copy.world = new AffineTransform(world);
            copy.windowX = windowX;
            copy.windowY = windowY;
            copy.windowWidth = windowWidth;
            copy.windowHeight = windowHeight;
            copy.viewX = viewX;
            copy.viewY = viewY;
            copy.viewWidth = viewWidth;
            copy.viewHeight = viewHeight;
            copy.pen = pen;
            copy.brush = brush;
            copy.font = font;
            copy.textColor = textColor;
            copy.ground = ground;
            copy.opaque = opaque;
            copy.textAlign = textAlign;
            copy.evenOdd = evenOdd;
            copy.x = x;
            copy.y = y;
            copy.clip = clip;
            return copy;
        }
    }

    State state = new State();

    private final Deque<State> saved = new ArrayDeque<>();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder defs = new StringBuilder();
    private final StringBuilder joined = new StringBuilder();
    private @Nullable Path2D path;
    private boolean bracket;
    private String joinedStyle = "";
    private @Nullable Rectangle2D joinedBounds;
    private @Nullable Area lastClip;
    private int clips;
    private int points;

    void save() throws UnsupportedException {
        if (saved.size() >= DEEPEST) {
            throw new UnsupportedException("saved states");
        }
        saved.push(state.copy());
    }

    /** @param which counted back from the last one as -1, or from the first one as 1 */
    void restore(int which) {
        int back = which < 0 ? -which : saved.size() - which + 1;
        for (int i = 0; i < back && !saved.isEmpty(); i++) {
            state = saved.pop();
        }
    }

    AffineTransform transform() {
        AffineTransform toDevice = new AffineTransform();
        toDevice.translate(state.viewX, state.viewY);
        toDevice.scale(state.viewWidth / state.windowWidth, state.viewHeight / state.windowHeight);
        toDevice.translate(-state.windowX, -state.windowY);
        toDevice.concatenate(state.world);
        return toDevice;
    }

    void beginPath() {
        path = new Path2D.Double();
        bracket = true;
    }

    void endPath() {
        bracket = false;
    }

    void abortPath() {
        path = null;
        bracket = false;
    }

    void closeFigure() {
        if (path != null && path.getCurrentPoint() != null) {
            path.closePath();
        }
    }

    void moveTo(double x, double y) {
        state.x = x;
        state.y = y;
        if (bracket && path != null) {
            Point2D at = transform().transform(new Point2D.Double(x, y), null);
            path.moveTo(at.getX(), at.getY());
        }
    }

    /** A line or curves from where the last one has ended. */
    void draw(Path2D from, double endX, double endY) throws UnsupportedException {
        shape(from, false, true);
        state.x = endX;
        state.y = endY;
    }

    /** A path that begins where the last one has ended. */
    Path2D fromHere() {
        Path2D begun = new Path2D.Double();
        begun.moveTo(state.x, state.y);
        return begun;
    }

    /** Within a path bracket a shape becomes part of the path, otherwise it is drawn at once. */
    void shape(Path2D logical, boolean fill, boolean stroke) throws UnsupportedException {
        Path2D device = new Path2D.Double(logical, transform());
        if (bracket && path != null) {
            Point2D now = path.getCurrentPoint();
            path.append(device, now != null && startsAt(device, now));
        } else {
            paint(device, fill, stroke);
        }
    }

    private static boolean startsAt(Path2D device, Point2D point) {
        double[] first = new double[6];
        PathIterator segments = device.getPathIterator(null);
        return !segments.isDone()
                && segments.currentSegment(first) == PathIterator.SEG_MOVETO
                && point.distance(first[0], first[1]) < 0.01;
    }

    /** Draws the path that was built before. */
    void paintPath(boolean fill, boolean stroke) throws UnsupportedException {
        if (path != null) {
            if (fill) {
                // A fill closes each figure.
                paint(path, true, false);
            }
            if (stroke) {
                paint(path, false, true);
            }
        }
        abortPath();
    }

    void clipToPath(int mode) throws UnsupportedException {
        if (path != null) {
            path.setWindingRule(state.evenOdd ? Path2D.WIND_EVEN_ODD : Path2D.WIND_NON_ZERO);
            clip(path, mode);
        }
        abortPath();
    }

    /** @param mode 1 and, 4 difference, 5 copy */
    void clip(Shape device, int mode) throws UnsupportedException {
        Area area = new Area(device);
        if (mode == 5 || mode == 1 && state.clip == null) {
            state.clip = area;
        } else if (mode == 1 && state.clip != null) {
            Area both = new Area(state.clip);
            both.intersect(area);
            state.clip = both;
        } else {
            throw new UnsupportedException("clip mode " + mode);
        }
    }

    private void paint(Path2D device, boolean fill, boolean stroke) throws UnsupportedException {
        if (fill && state.brush.drawn()) {
            fill(device, state.brush.color(), state.evenOdd);
        }
        if (stroke && state.pen.drawn()) {
            flush();
            AffineTransform scale = transform();
            double width = Math.max(1, state.pen.width() * Math.sqrt(Math.abs(scale.getDeterminant())));
            element(
                    "fill=\"none\" stroke=\"" + state.pen.color() + "\" stroke-width=\"" + number(width)
                            + "\" stroke-linecap=\"" + state.pen.cap() + "\" stroke-linejoin=\"" + state.pen.join()
                            + "\""
                            + dashes(width),
                    data(device));
        }
    }

    private String dashes(double width) {
        if (state.pen.dashes().isEmpty()) {
            return "";
        }
        StringBuilder lengths = new StringBuilder(" stroke-dasharray=\"");
        for (String length : state.pen.dashes().split(" ", -1)) {
            lengths.append(number(Double.parseDouble(length) * width)).append(' ');
        }
        return lengths.append('"').toString();
    }

    /** Fills of one colour that do not touch each other look the same in one path. */
    void fill(Path2D device, String color, boolean evenOdd) throws UnsupportedException {
        String style = "fill=\"" + color + "\" fill-rule=\"" + (evenOdd ? "evenodd" : "nonzero") + "\"";
        Rectangle2D bounds = device.getBounds2D();
        if (!style.equals(joinedStyle)
                || state.clip != lastClip
                || joinedBounds != null && joinedBounds.intersects(bounds)) {
            flush();
        }
        joinedStyle = style;
        lastClip = state.clip;
        joinedBounds = joinedBounds == null ? bounds : joinedBounds.createUnion(bounds);
        joined.append(data(device));
    }

    private void flush() throws UnsupportedException {
        if (!joined.isEmpty()) {
            Area clip = state.clip;
            state.clip = lastClip;
            element(joinedStyle, joined.toString());
            state.clip = clip;
            joined.setLength(0);
        }
        joinedBounds = null;
        joinedStyle = "";
    }

    private void element(String style, String data) throws UnsupportedException {
        out.append("<path ")
                .append(style)
                .append(clipped())
                .append(" d=\"")
                .append(data)
                .append("\"/>");
        if (out.length() > LARGEST) {
            throw new UnsupportedException("too large");
        }
    }

    /** @param device corners of a picture that stands upright */
    void picture(Rectangle2D device, String png) throws UnsupportedException {
        flush();
        out.append("<image preserveAspectRatio=\"none\" x=\"")
                .append(number(device.getX()))
                .append("\" y=\"")
                .append(number(device.getY()))
                .append("\" width=\"")
                .append(number(device.getWidth()))
                .append("\" height=\"")
                .append(number(device.getHeight()))
                .append('"')
                .append(clipped())
                .append(" xlink:href=\"data:image/png;base64,")
                .append(png)
                .append("\"/>");
        if (out.length() > 4 * LARGEST) {
            throw new UnsupportedException("too large");
        }
    }

    private String clipped() throws UnsupportedException {
        if (state.clip == null) {
            return "";
        }
        String id = "c" + ++clips;
        defs.append("<clipPath id=\"")
                .append(id)
                .append("\"><path d=\"")
                .append(data(state.clip))
                .append("\"/></clipPath>");
        if (defs.length() > LARGEST) {
            throw new UnsupportedException("too large");
        }
        return " clip-path=\"url(#" + id + ")\"";
    }

    private String data(Shape device) throws UnsupportedException {
        StringBuilder data = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator each = device.getPathIterator(null); !each.isDone(); each.next()) {
            if (++points > MOST_POINTS) {
                throw new UnsupportedException("too many points");
            }
            switch (each.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> coordinates(data.append('M'), at, 2);
                case PathIterator.SEG_LINETO -> coordinates(data.append('L'), at, 2);
                case PathIterator.SEG_QUADTO -> coordinates(data.append('Q'), at, 4);
                case PathIterator.SEG_CUBICTO -> coordinates(data.append('C'), at, 6);
                default -> data.append('Z');
            }
        }
        return data.toString();
    }

    private static void coordinates(StringBuilder data, double[] at, int count) {
        for (int i = 0; i < count; i++) {
            data.append(i == 0 ? "" : " ").append(number(at[i]));
        }
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "0";
        }
        // Hundredths of a dot are more than anybody sees.
        double rounded = Math.rint(value * 100) / 100;
        return rounded == Math.rint(rounded) || Math.abs(rounded) > 1e7
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }

    /** @param frame what is seen, in device coordinates */
    byte[] svg(Rectangle2D frame) throws UnsupportedException {
        flush();
        if (!(frame.getWidth() > 0 && frame.getHeight() > 0)) {
            throw new UnsupportedException("frame");
        }
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\""
                + number(frame.getWidth()) + "\" height=\"" + number(frame.getHeight()) + "\" viewBox=\""
                + number(frame.getX()) + " " + number(frame.getY()) + " " + number(frame.getWidth()) + " "
                + number(frame.getHeight()) + "\" preserveAspectRatio=\"none\">"
                + (defs.isEmpty() ? "" : "<defs>" + defs + "</defs>")
                + out + "</svg>";
        return svg.getBytes(StandardCharsets.UTF_8);
    }
}
