package federzug.rendering.drawing;

import federzug.rendering.drawing.MetafileCanvas.UnsupportedException;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Reads a device-independent bitmap of a metafile (MS-WMF, 2.2.2.9): uncompressed, with a palette or true colours. */
final class MetafileBitmap {
    private static final int SOURCE_COPY = 0xCC0020;
    private static final long MOST_POINTS = 16_000_000;

    private MetafileBitmap() {}

    /**
     * @param r the record
     * @param offsets of the bitmap's header and of its points in the record
     * @param part x, y, width and height of what is shown of it
     * @param to where it is shown, in logical units
     * @param operation only copying is known
     */
    static void draw(MetafileCanvas canvas, ByteBuffer r, int[] offsets, int[] part, Path2D to, int operation)
            throws UnsupportedException {
        if (operation != SOURCE_COPY) {
            throw new UnsupportedException("raster operation");
        }
        BufferedImage image = read(r, offsets[0], offsets[1]);
        boolean whole = part[0] == 0 && part[1] == 0 && part[2] == image.getWidth() && part[3] == image.getHeight();
        boolean inside = part[0] >= 0
                && part[1] >= 0
                && part[2] > 0
                && part[3] > 0
                && part[2] <= image.getWidth() - part[0]
                && part[3] <= image.getHeight() - part[1];
        if (!inside) {
            throw new UnsupportedException("part of a bitmap");
        }
        // Rows are counted from below in most bitmaps, and so is the part's place.
        BufferedImage shown =
                whole ? image : image.getSubimage(part[0], image.getHeight() - part[1] - part[3], part[2], part[3]);
        Path2D device = new Path2D.Double(to, canvas.transform());
        canvas.picture(upright(device), png(shown));
    }

    private static Rectangle2D upright(Path2D device) throws UnsupportedException {
        double[] at = new double[6];
        var corners = device.getPathIterator(null);
        Point2D[] points = new Point2D[4];
        for (int i = 0; i < 4; i++) {
            corners.currentSegment(at);
            points[i] = new Point2D.Double(at[0], at[1]);
            corners.next();
        }
        boolean straight = Math.abs(points[0].getY() - points[1].getY()) < 0.5
                && Math.abs(points[0].getX() - points[3].getX()) < 0.5
                && points[1].getX() > points[0].getX()
                && points[3].getY() > points[0].getY();
        if (!straight) {
            throw new UnsupportedException("turned bitmap");
        }
        return device.getBounds2D();
    }

    private static BufferedImage read(ByteBuffer r, int header, int bits) throws UnsupportedException {
        int width = r.getInt(header + 4);
        int height = r.getInt(header + 8);
        int depth = r.getShort(header + 14);
        int rows = Math.abs(height);
        boolean known = r.getInt(header) >= 40
                && r.getInt(header + 16) == 0
                && (depth == 1 || depth == 4 || depth == 8 || depth == 24 || depth == 32);
        if (!known || width <= 0 || rows <= 0 || (long) width * rows > MOST_POINTS) {
            throw new UnsupportedException("bitmap");
        }
        int line = (width * depth + 31) / 32 * 4;
        int palette = header + r.getInt(header);
        BufferedImage image = new BufferedImage(width, rows, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < rows; y++) {
            int from = bits + line * (height < 0 ? y : rows - 1 - y);
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, color(r, from, x, depth, palette));
            }
        }
        return image;
    }

    private static int color(ByteBuffer r, int line, int x, int depth, int palette) {
        if (depth >= 24) {
            int at = line + x * depth / 8;
            return r.get(at) & 255 | (r.get(at + 1) & 255) << 8 | (r.get(at + 2) & 255) << 16;
        }
        int shift = 8 - depth - x * depth % 8;
        int index = r.get(line + x * depth / 8) >> shift & (1 << depth) - 1;
        return r.order(ByteOrder.LITTLE_ENDIAN).getInt(palette + 4 * index) & 0xFFFFFF;
    }

    private static String png(BufferedImage image) throws UnsupportedException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UnsupportedException("bitmap");
        }
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
