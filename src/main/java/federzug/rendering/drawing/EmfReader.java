package federzug.rendering.drawing;

import federzug.rendering.drawing.MetafileCanvas.Brush;
import federzug.rendering.drawing.MetafileCanvas.Font;
import federzug.rendering.drawing.MetafileCanvas.Pen;
import federzug.rendering.drawing.MetafileCanvas.UnsupportedException;
import federzug.rendering.font.HouseFonts;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads an enhanced metafile (MS-EMF), as Office keeps logos, into SVG. What draws and is not known here is refused, so
 * that no part of a picture is missing. Comments hold the same drawing a second time (EMF+) and are passed over; one that
 * is only drawn there is refused.
 */
final class EmfReader {
    private static final int SIGNATURE = 0x464D4520;
    private static final int MOST_RECORDS = 100_000;
    private static final int MOST_OBJECTS = 10_000;
    private static final int STOCK = 0x80000000;
    private static final int EMF_PLUS = 0x2B464D45;

    private final ByteBuffer in;
    private final MetafileCanvas canvas = new MetafileCanvas();
    private final MetafileShapes shapes;
    private final Map<Integer, Object> objects = new HashMap<>();
    private Rectangle2D frame = new Rectangle2D.Double();
    private double dotsPerMillimetre;
    private boolean plus;
    private boolean drawn;

    private EmfReader(byte[] bytes, HouseFonts house) {
        shapes = new MetafileShapes(canvas, house);
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static boolean is(byte[] bytes) {
        return bytes.length > 100
                && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == 1
                && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(40) == SIGNATURE;
    }

    static byte[] svg(byte[] bytes, HouseFonts house) throws UnsupportedException {
        return new EmfReader(bytes, house).read();
    }

    private byte[] read() throws UnsupportedException {
        try {
            int at = 0;
            for (int count = 0; at + 8 <= in.limit(); count++) {
                int type = in.getInt(at);
                int size = in.getInt(at + 4);
                if (size < 8 || size > in.limit() - at || count > MOST_RECORDS) {
                    throw new UnsupportedException("record " + type);
                }
                if (type == 14) {
                    break;
                }
                record(type, in.slice(at, size).order(ByteOrder.LITTLE_ENDIAN));
                at += size;
            }
        } catch (IndexOutOfBoundsException e) {
            throw new UnsupportedException("a record that is cut off");
        }
        if (plus && !drawn) {
            throw new UnsupportedException("EMF+ alone");
        }
        return canvas.svg(frame);
    }

    private void header(ByteBuffer r) throws UnsupportedException {
        double across = r.getInt(72) / (double) r.getInt(80);
        double down = r.getInt(76) / (double) r.getInt(84);
        if (!(across > 0 && down > 0 && Double.isFinite(across) && Double.isFinite(down))) {
            throw new UnsupportedException("device");
        }
        dotsPerMillimetre = across;
        frame = new Rectangle2D.Double(
                r.getInt(24) / 100.0 * across,
                r.getInt(28) / 100.0 * down,
                (r.getInt(32) - r.getInt(24)) / 100.0 * across,
                (r.getInt(36) - r.getInt(28)) / 100.0 * down);
    }

    private void record(int type, ByteBuffer r) throws UnsupportedException {
        MetafileCanvas.State state = canvas.state;
        switch (type) {
            case 1 -> header(r);
            case 9 -> {
                state.windowWidth = extent(r.getInt(8));
                state.windowHeight = extent(r.getInt(12));
            }
            case 10 -> {
                state.windowX = r.getInt(8);
                state.windowY = r.getInt(12);
            }
            case 11 -> {
                state.viewWidth = extent(r.getInt(8));
                state.viewHeight = extent(r.getInt(12));
            }
            case 12 -> {
                state.viewX = r.getInt(8);
                state.viewY = r.getInt(12);
            }
            case 17 -> mapMode(r.getInt(8));
            case 18 -> state.opaque = r.getInt(8) == 2;
            case 19 -> state.evenOdd = r.getInt(8) == 1;
            case 22 -> state.textAlign = r.getInt(8);
            case 24 -> state.textColor = color(r.getInt(8));
            case 25 -> state.ground = color(r.getInt(8));
            case 27 -> canvas.moveTo(r.getInt(8), r.getInt(12));
            case 30 ->
                canvas.clip(
                        new Path2D.Double(
                                shapes.rectangle(r.getInt(8), r.getInt(12), r.getInt(16), r.getInt(20)),
                                canvas.transform()),
                        1);
            case 33 -> canvas.save();
            case 34 -> canvas.restore(r.getInt(8));
            case 35 -> state.world = matrix(r, 8);
            case 36 -> modify(r);
            case 37 -> select(r.getInt(8));
            case 38 -> keep(r.getInt(8), pen(r.getInt(12), r.getInt(16), r.getInt(24)));
            case 95 -> keep(r.getInt(8), pen(r.getInt(28), r.getInt(32), r.getInt(40)));
            case 39 -> keep(r.getInt(8), brush(r.getInt(12), r.getInt(16)));
            case 40 -> objects.remove(r.getInt(8));
            case 82 -> keep(r.getInt(8), font(r));
            case 59 -> canvas.beginPath();
            case 60 -> canvas.endPath();
            case 61 -> canvas.closeFigure();
            case 68 -> canvas.abortPath();
            case 67 -> canvas.clipToPath(r.getInt(8));
            case 70 -> plus |= r.capacity() >= 16 && r.getInt(12) == EMF_PLUS;
            case 75 -> clipRegion(r);
            // What changes nothing of the picture: hints, palettes, colour management, the order of brushes.
            case 13, 16, 20, 21, 23, 48, 49, 50, 51, 52, 57, 58, 98, 99, 100, 101, 104, 115 -> {}
            default -> draw(type, r);
        }
    }

    private void draw(int type, ByteBuffer r) throws UnsupportedException {
        drawn = true;
        switch (type) {
            case 2, 85 -> canvas.shape(shapes.curves(points(type, r), false), false, true);
            case 3, 86 -> canvas.shape(shapes.lines(points(type, r), true), true, true);
            case 4, 87 -> canvas.shape(shapes.lines(points(type, r), false), false, true);
            case 5, 88 -> shapes.curvesTo(points(type, r));
            case 6, 89 -> shapes.linesTo(points(type, r));
            case 7, 90 -> canvas.shape(many(type, r, false), false, true);
            case 8, 91 -> canvas.shape(many(type, r, true), true, true);
            case 54 -> shapes.linesTo(new double[] {r.getInt(8), r.getInt(12)});
            case 42 -> canvas.shape(shapes.ellipse(r.getInt(8), r.getInt(12), r.getInt(16), r.getInt(20)), true, true);
            case 43 ->
                canvas.shape(shapes.rectangle(r.getInt(8), r.getInt(12), r.getInt(16), r.getInt(20)), true, true);
            case 44 ->
                canvas.shape(
                        shapes.roundRectangle(
                                r.getInt(8), r.getInt(12), r.getInt(16), r.getInt(20), r.getInt(24), r.getInt(28)),
                        true,
                        true);
            case 45, 46, 47 ->
                shapes.arc(type - 45, new double[] {
                    r.getInt(8),
                    r.getInt(12),
                    r.getInt(16),
                    r.getInt(20),
                    r.getInt(24),
                    r.getInt(28),
                    r.getInt(32),
                    r.getInt(36)
                });
            case 62 -> canvas.paintPath(true, false);
            case 63 -> canvas.paintPath(true, true);
            case 64 -> canvas.paintPath(false, true);
            case 76, 77 -> blit(r);
            case 81 ->
                MetafileBitmap.draw(
                        canvas,
                        r,
                        new int[] {r.getInt(48), r.getInt(56)},
                        new int[] {r.getInt(32), r.getInt(36), r.getInt(40), r.getInt(44)},
                        shapes.rectangle(
                                r.getInt(24),
                                r.getInt(28),
                                r.getInt(24) + (double) r.getInt(72),
                                r.getInt(28) + (double) r.getInt(76)),
                        r.getInt(68));
            case 84 -> text(r);
            default -> throw new UnsupportedException("record " + type);
        }
    }

    /** Without a bitmap it fills a rectangle. */
    private void blit(ByteBuffer r) throws UnsupportedException {
        Path2D to = shapes.rectangle(
                r.getInt(24), r.getInt(28), r.getInt(24) + (double) r.getInt(32), r.getInt(28) + (double) r.getInt(36));
        int operation = r.getInt(40);
        if (r.getInt(84) == 0) {
            shapes.pattern(to, operation);
            return;
        }
        boolean stretched = r.getInt(0) == 77;
        MetafileBitmap.draw(
                canvas,
                r,
                new int[] {r.getInt(84), r.getInt(92)},
                new int[] {
                    r.getInt(44),
                    r.getInt(48),
                    stretched ? r.getInt(100) : r.getInt(32),
                    stretched ? r.getInt(104) : r.getInt(36)
                },
                to,
                operation);
    }

    private void text(ByteBuffer r) throws UnsupportedException {
        int count = r.getInt(44);
        int options = r.getInt(52);
        if (count < 0 || count > r.capacity() / 2 || (options & 0x10) != 0) {
            throw new UnsupportedException("text");
        }
        byte[] letters = new byte[count * 2];
        r.get(r.getInt(48), letters);
        double[] advances = new double[r.getInt(72) == 0 ? 0 : count];
        for (int i = 0; i < advances.length; i++) {
            advances[i] = r.getInt(r.getInt(72) + 4 * i);
        }
        if ((options & 2) != 0) {
            shapes.fill(shapes.rectangle(r.getInt(56), r.getInt(60), r.getInt(64), r.getInt(68)), canvas.state.ground);
        }
        shapes.text(new String(letters, StandardCharsets.UTF_16LE), r.getInt(36), r.getInt(40), advances);
    }

    private void mapMode(int mode) {
        MetafileCanvas.State state = canvas.state;
        double[] perMillimetre = {0, 0, 10, 100, 100 / 25.4, 1000 / 25.4, 1440 / 25.4};
        if (mode == 1) {
            state.windowWidth = state.windowHeight = state.viewWidth = state.viewHeight = 1;
        } else if (mode >= 2 && mode <= 6) {
            state.windowWidth = perMillimetre[mode];
            state.windowHeight = -perMillimetre[mode];
            state.viewWidth = state.viewHeight = dotsPerMillimetre;
        }
    }

    private static double extent(int value) {
        return value == 0 ? 1 : value;
    }

    private static AffineTransform matrix(ByteBuffer r, int at) {
        return new AffineTransform(
                r.getFloat(at),
                r.getFloat(at + 4),
                r.getFloat(at + 8),
                r.getFloat(at + 12),
                r.getFloat(at + 16),
                r.getFloat(at + 20));
    }

    private void modify(ByteBuffer r) throws UnsupportedException {
        AffineTransform by = matrix(r, 8);
        switch (r.getInt(32)) {
            case 1 -> canvas.state.world = new AffineTransform();
            case 2 -> canvas.state.world.concatenate(by);
            case 3 -> canvas.state.world.preConcatenate(by);
            case 4 -> canvas.state.world = by;
            default -> throw new UnsupportedException("transform");
        }
    }

    private void keep(int index, Object object) throws UnsupportedException {
        if (objects.size() > MOST_OBJECTS) {
            throw new UnsupportedException("objects");
        }
        objects.put(index, object);
    }

    private void select(int index) {
        Object object = (index & STOCK) == 0 ? objects.get(index) : MetafileShapes.stock(index & ~STOCK);
        shapes.select(object);
    }

    static Pen pen(int style, double width, int color) {
        String[] dashes = {"", "3 1", "1 1", "3 1 1 1", "3 1 1 1 1 1"};
        int kind = style & 0xF;
        String cap = (style & 0xF00) == 0x100 ? "square" : (style & 0xF00) == 0x200 ? "butt" : "round";
        String join = (style & 0xF000) == 0x1000 ? "bevel" : (style & 0xF000) == 0x2000 ? "miter" : "round";
        return new Pen(
                kind != 5,
                color(color),
                Math.abs(width),
                kind < dashes.length ? dashes[kind] : "",
                kind > 0 && kind < 5 ? "butt" : cap,
                join);
    }

    static Brush brush(int style, int color) throws UnsupportedException {
        if (style > 1) {
            throw new UnsupportedException("pattern");
        }
        return new Brush(style == 0, color(color));
    }

    private static Font font(ByteBuffer r) {
        byte[] name = new byte[64];
        r.get(40, name, 0, Math.min(64, r.capacity() - 40));
        String family = new String(name, StandardCharsets.UTF_16LE).split("\0", 2)[0];
        return new Font(family, r.getInt(12), r.getInt(28) >= 600, r.get(32) != 0, r.getInt(20) / 10.0);
    }

    static String color(int reference) {
        return "#%02X%02X%02X".formatted(reference & 255, reference >> 8 & 255, reference >> 16 & 255);
    }

    private static double[] points(int type, ByteBuffer r) throws UnsupportedException {
        return points(type, r, r.getInt(24), 28);
    }

    private static double[] points(int type, ByteBuffer r, int count, int at) throws UnsupportedException {
        if (count < 0 || count > r.capacity() / 4) {
            throw new UnsupportedException("points");
        }
        double[] points = new double[2 * count];
        for (int i = 0; i < points.length; i++) {
            points[i] = type >= 85 ? r.getShort(at + 2 * i) : r.getInt(at + 4 * i);
        }
        return points;
    }

    private Path2D many(int type, ByteBuffer r, boolean closed) throws UnsupportedException {
        int polygons = r.getInt(24);
        if (polygons < 0 || polygons > r.capacity() / 4) {
            throw new UnsupportedException("polygons");
        }
        Path2D all = new Path2D.Double();
        int at = 32 + 4 * polygons;
        for (int i = 0; i < polygons; i++) {
            int count = r.getInt(32 + 4 * i);
            all.append(shapes.lines(points(type, r, count, at), closed), false);
            at += count * (type >= 85 ? 4 : 8);
        }
        return all;
    }

    /** Only the region of rectangles, and the one that takes clipping away. */
    private void clipRegion(ByteBuffer r) throws UnsupportedException {
        int size = r.getInt(8);
        int mode = r.getInt(12);
        if (size == 0) {
            canvas.state.clip = null;
            return;
        }
        int count = r.getInt(24);
        if (count < 0 || count > 1000) {
            throw new UnsupportedException("region");
        }
        Path2D region = new Path2D.Double();
        for (int i = 0; i < count; i++) {
            int at = 48 + 16 * i;
            region.append(shapes.rectangle(r.getInt(at), r.getInt(at + 4), r.getInt(at + 8), r.getInt(at + 12)), false);
        }
        canvas.clip(region, mode);
    }
}
