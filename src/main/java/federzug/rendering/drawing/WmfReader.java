package federzug.rendering.drawing;

import federzug.rendering.drawing.MetafileCanvas.Font;
import federzug.rendering.drawing.MetafileCanvas.UnsupportedException;
import federzug.rendering.font.HouseFonts;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a Windows metafile of 16 bits (MS-WMF) into SVG; what draws and is not known here is refused. */
final class WmfReader {
    private static final int PLACEABLE = 0x9AC6CDD7;
    private static final int MOST_RECORDS = 100_000;
    private static final int MOST_OBJECTS = 10_000;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final ByteBuffer in;
    private final MetafileCanvas canvas = new MetafileCanvas();
    private final MetafileShapes shapes;
    private final List<@Nullable Object> objects = new ArrayList<>();
    private boolean sized;

    private WmfReader(byte[] bytes, HouseFonts house) {
        shapes = new MetafileShapes(canvas, house);
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static boolean is(byte[] bytes) {
        if (bytes.length < 40) {
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return in.getInt(0) == PLACEABLE || in.getShort(0) == 1 && in.getShort(2) == 9;
    }

    static byte[] svg(byte[] bytes, HouseFonts house) throws UnsupportedException {
        return new WmfReader(bytes, house).read();
    }

    private byte[] read() throws UnsupportedException {
        try {
            int at = 18;
            if (in.getInt(0) == PLACEABLE) {
                at += 22;
                window(in.getShort(6), in.getShort(8));
                extent(in.getShort(10) - in.getShort(6), in.getShort(12) - in.getShort(8));
                sized = false;
            }
            for (int count = 0; at + 6 <= in.limit(); count++) {
                long size = 2L * in.getInt(at);
                int function = in.getShort(at + 4) & 0xFFFF;
                if (function == 0) {
                    break;
                }
                if (size < 6 || size > in.limit() - at || count > MOST_RECORDS) {
                    throw new UnsupportedException("record " + function);
                }
                record(function, in.slice(at + 6, (int) size - 6).order(ByteOrder.LITTLE_ENDIAN));
                at += (int) size;
            }
        } catch (IndexOutOfBoundsException e) {
            throw new UnsupportedException("a record that is cut off");
        }
        MetafileCanvas.State state = canvas.state;
        return canvas.svg(new Rectangle2D.Double(0, 0, state.viewWidth, state.viewHeight));
    }

    private void window(int x, int y) {
        canvas.state.windowX = x;
        canvas.state.windowY = y;
    }

    /** The first one decides how large the picture is; one that counts upwards turns it. */
    private void extent(int width, int height) {
        MetafileCanvas.State state = canvas.state;
        state.windowWidth = width == 0 ? 1 : width;
        state.windowHeight = height == 0 ? 1 : height;
        if (!sized) {
            state.viewWidth = Math.abs(state.windowWidth);
            state.viewHeight = Math.abs(state.windowHeight);
            sized = true;
        }
    }

    private void record(int function, ByteBuffer r) throws UnsupportedException {
        MetafileCanvas.State state = canvas.state;
        switch (function) {
            case 0x020B -> window(r.getShort(2), r.getShort(0));
            case 0x020C -> extent(r.getShort(2), r.getShort(0));
            case 0x001E -> canvas.save();
            case 0x0127 -> canvas.restore(r.getShort(0));
            case 0x0102 -> state.opaque = r.getShort(0) == 2;
            case 0x0106 -> state.evenOdd = r.getShort(0) == 1;
            case 0x012E -> state.textAlign = r.getShort(0);
            case 0x0209 -> state.textColor = EmfReader.color(r.getInt(0));
            case 0x0201 -> state.ground = EmfReader.color(r.getInt(0));
            case 0x0214 -> canvas.moveTo(r.getShort(2), r.getShort(0));
            case 0x02FA -> keep(EmfReader.pen(r.getShort(0), r.getShort(2), r.getInt(6)));
            case 0x02FC -> keep(EmfReader.brush(r.getShort(0), r.getInt(2)));
            case 0x02FB -> keep(font(r));
            case 0x00F7, 0x06FF -> keep("palette or region");
            case 0x012D -> shapes.select(object(r.getShort(0)));
            case 0x01F0 -> drop(r.getShort(0));
            case 0x0416 ->
                canvas.clip(
                        new Path2D.Double(
                                shapes.rectangle(r.getShort(6), r.getShort(4), r.getShort(2), r.getShort(0)),
                                canvas.transform()),
                        1);
            // Hints, palettes, printer commands; the mode of mapping is the window's.
            case 0x0103, 0x0104, 0x0107, 0x0108, 0x0234, 0x0035, 0x0626, 0x0231, 0x0105, 0x020A, 0x012C -> {}
            default -> draw(function, r);
        }
    }

    private void draw(int function, ByteBuffer r) throws UnsupportedException {
        switch (function) {
            case 0x0324 -> canvas.shape(shapes.lines(points(r, r.getShort(0), 2), true), true, true);
            case 0x0325 -> canvas.shape(shapes.lines(points(r, r.getShort(0), 2), false), false, true);
            case 0x0538 -> canvas.shape(polygons(r), true, true);
            case 0x0213 -> shapes.linesTo(new double[] {r.getShort(2), r.getShort(0)});
            case 0x041B ->
                canvas.shape(shapes.rectangle(r.getShort(6), r.getShort(4), r.getShort(2), r.getShort(0)), true, true);
            case 0x0418 ->
                canvas.shape(shapes.ellipse(r.getShort(6), r.getShort(4), r.getShort(2), r.getShort(0)), true, true);
            case 0x061C ->
                canvas.shape(
                        shapes.roundRectangle(
                                r.getShort(10),
                                r.getShort(8),
                                r.getShort(6),
                                r.getShort(4),
                                r.getShort(2),
                                r.getShort(0)),
                        true,
                        true);
            case 0x0817 -> arc(0, r);
            case 0x0830 -> arc(1, r);
            case 0x081A -> arc(2, r);
            case 0x061D ->
                shapes.pattern(
                        shapes.rectangle(
                                r.getShort(10),
                                r.getShort(8),
                                r.getShort(10) + (double) r.getShort(6),
                                r.getShort(8) + (double) r.getShort(4)),
                        r.getInt(0));
            case 0x0F43 -> bitmap(r, 22, r.getShort(6), r.getShort(8), 14);
            case 0x0B41 -> bitmap(r, 20, r.getShort(4), r.getShort(6), 12);
            case 0x0521 -> text(r);
            case 0x0A32 -> extendedText(r);
            default -> throw new UnsupportedException("record " + function);
        }
    }

    private void arc(int kind, ByteBuffer r) throws UnsupportedException {
        shapes.arc(kind, new double[] {
            r.getShort(14),
            r.getShort(12),
            r.getShort(10),
            r.getShort(8),
            r.getShort(6),
            r.getShort(4),
            r.getShort(2),
            r.getShort(0)
        });
    }

    /** @param to where height, width, y and x of the place on the page begin */
    private void bitmap(ByteBuffer r, int header, int partHeight, int partWidth, int to) throws UnsupportedException {
        int depth = r.getShort(header + 14);
        int used = r.getInt(header + 32);
        int colors = depth > 8 ? 0 : used == 0 ? 1 << depth : Math.min(used, 256);
        int part = header - to + 4;
        double x = r.getShort(to + 6);
        double y = r.getShort(to + 4);
        MetafileBitmap.draw(
                canvas,
                r,
                new int[] {header, header + r.getInt(header) + 4 * colors},
                new int[] {r.getShort(part + 2), r.getShort(part), partWidth, partHeight},
                shapes.rectangle(x, y, x + r.getShort(to + 2), y + r.getShort(to)),
                r.getInt(0));
    }

    private void text(ByteBuffer r) throws UnsupportedException {
        int length = r.getShort(0);
        byte[] letters = new byte[Math.max(0, length)];
        r.get(2, letters);
        int after = 2 + (length + 1) / 2 * 2;
        shapes.text(new String(letters, WINDOWS), r.getShort(after + 2), r.getShort(after), new double[0]);
    }

    private void extendedText(ByteBuffer r) throws UnsupportedException {
        int length = Math.max(0, r.getShort(4));
        int options = r.getShort(6);
        int at = (options & 6) == 0 ? 8 : 16;
        if ((options & 2) != 0) {
            shapes.fill(
                    shapes.rectangle(r.getShort(8), r.getShort(10), r.getShort(12), r.getShort(14)),
                    canvas.state.ground);
        }
        byte[] letters = new byte[length];
        r.get(at, letters);
        int advances = at + (length + 1) / 2 * 2;
        double[] dx = new double[r.capacity() >= advances + 2 * length ? length : 0];
        for (int i = 0; i < dx.length; i++) {
            dx[i] = r.getShort(advances + 2 * i);
        }
        shapes.text(new String(letters, WINDOWS), r.getShort(2), r.getShort(0), dx);
    }

    private static Font font(ByteBuffer r) {
        byte[] name = new byte[Math.max(0, Math.min(32, r.capacity() - 18))];
        r.get(18, name);
        return new Font(
                new String(name, WINDOWS).split("\0", 2)[0],
                r.getShort(0),
                r.getShort(8) >= 600,
                r.get(10) != 0,
                r.getShort(4) / 10.0);
    }

    /** The first free place. */
    private void keep(Object object) throws UnsupportedException {
        int free = objects.indexOf(null);
        if (free >= 0) {
            objects.set(free, object);
        } else if (objects.size() < MOST_OBJECTS) {
            objects.add(object);
        } else {
            throw new UnsupportedException("objects");
        }
    }

    private @Nullable Object object(int index) {
        return index >= 0 && index < objects.size() ? objects.get(index) : null;
    }

    private void drop(int index) {
        if (index >= 0 && index < objects.size()) {
            objects.set(index, null);
        }
    }

    private static double[] points(ByteBuffer r, int count, int at) throws UnsupportedException {
        if (count < 0 || count > r.capacity() / 4) {
            throw new UnsupportedException("points");
        }
        double[] points = new double[2 * count];
        for (int i = 0; i < points.length; i++) {
            points[i] = r.getShort(at + 2 * i);
        }
        return points;
    }

    private Path2D polygons(ByteBuffer r) throws UnsupportedException {
        Path2D all = new Path2D.Double();
        int count = r.getShort(0);
        int at = 2 + 2 * count;
        for (int i = 0; i < count; i++) {
            int length = r.getShort(2 + 2 * i);
            all.append(shapes.lines(points(r, length, at), true), false);
            at += 4 * length;
        }
        return all;
    }
}
