package federzug.rendering.page;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.GeneralPath;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/** Reads what a finished page paints, in its order: characters, and filled areas and pictures that may hide them. */
final class PaintedPage extends PDFGraphicsStreamEngine {
    /** Thinner ones are lines, which hide nothing. */
    private static final double LINE = 4;

    private static final double SOLID = 0.99;

    /**
     * @param x of its middle, in points from the lower left corner of the page, like {@code y}
     * @param start where it begins and the baseline stands
     * @param tagged whether it belongs to what is read aloud
     * @param color RGB
     */
    record Glyph(int order, String text, double x, double y, Point2D start, double width, boolean tagged, int color) {}

    /**
     * @param color RGB of a filling, -1 for a picture
     * @param picture whose transparent parts hide nothing, null for a filling
     */
    record Cover(
            int order,
            Shape area,
            Area clip,
            int color,
            @Nullable PDImage picture,
            AffineTransform unit) {
        Rectangle2D bounds() {
            return area.getBounds2D();
        }

        /** @param inset by how much the point must lie inside */
        boolean hides(double x, double y, double inset) throws IOException {
            return area.contains(x - inset, y - inset, 2 * inset, 2 * inset) && clip.contains(x, y) && !clear(x, y);
        }

        private boolean clear(double x, double y) throws IOException {
            if (picture == null) {
                return false;
            }
            try {
                Point2D at = unit.inverseTransform(new Point2D.Double(x, y), null);
                BufferedImage image = picture.getImage();
                int column = (int) Math.min(image.getWidth() - 1, Math.max(0, at.getX() * image.getWidth()));
                int row = (int) Math.min(image.getHeight() - 1, Math.max(0, (1 - at.getY()) * image.getHeight()));
                return (image.getRGB(column, row) >>> 24) < 128;
            } catch (java.awt.geom.NoninvertibleTransformException e) {
                return true;
            }
        }
    }

    final List<Glyph> glyphs = new ArrayList<>();
    final List<Cover> covers = new ArrayList<>();
    private final Deque<Boolean> marks = new ArrayDeque<>();
    private GeneralPath path = new GeneralPath();
    private int order;

    private PaintedPage(PDPage page) {
        super(page);
    }

    static PaintedPage of(PDPage page) throws IOException {
        PaintedPage painted = new PaintedPage(page);
        painted.processPage(page);
        return painted;
    }

    @Override
    public void beginMarkedContentSequence(COSName tag, COSDictionary properties) {
        marks.push(properties != null && properties.getInt(COSName.MCID) >= 0);
        super.beginMarkedContentSequence(tag, properties);
    }

    @Override
    public void endMarkedContentSequence() {
        marks.poll();
        super.endMarkedContentSequence();
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
        String text = font.toUnicode(code);
        if (text == null) {
            return;
        }
        Point2D middle = matrix.transformPoint(displacement.getX() / 2, 0.25f);
        Point2D start = matrix.transformPoint(0, 0);
        Point2D end = matrix.transformPoint(displacement.getX(), 0);
        glyphs.add(new Glyph(
                order++,
                text,
                middle.getX(),
                middle.getY(),
                start,
                end.getX() - start.getX(),
                Boolean.TRUE.equals(marks.peek()),
                getGraphicsState().getNonStrokingColor().toRGB()));
    }

    @Override
    public void drawImage(PDImage image) {
        AffineTransform unit =
                getGraphicsState().getCurrentTransformationMatrix().createAffineTransform();
        Shape area = unit.createTransformedShape(new Rectangle2D.Double(0, 0, 1, 1));
        cover(area, -1, image, unit);
    }

    private void cover(Shape area, int color, @Nullable PDImage image, AffineTransform unit) {
        Rectangle2D bounds = area.getBounds2D();
        if (bounds.getWidth() >= LINE
                && bounds.getHeight() >= LINE
                && getGraphicsState().getNonStrokeAlphaConstant() >= SOLID) {
            covers.add(new Cover(order++, area, getGraphicsState().getCurrentClippingPath(), color, image, unit));
        }
    }

    @Override
    public void fillPath(int rule) throws IOException {
        path.setWindingRule(rule);
        cover(path, getGraphicsState().getNonStrokingColor().toRGB(), null, new AffineTransform());
        path = new GeneralPath();
    }

    @Override
    public void fillAndStrokePath(int rule) throws IOException {
        fillPath(rule);
    }

    @Override
    public void strokePath() {
        path = new GeneralPath();
    }

    @Override
    public void endPath() {
        path = new GeneralPath();
    }

    @Override
    public void clip(int rule) {
        path.setWindingRule(rule);
        getGraphicsState().intersectClippingPath(new GeneralPath(path));
    }

    @Override
    public void shadingFill(COSName name) {
        // Nothing that is set here has one.
    }

    @Override
    public void appendRectangle(Point2D one, Point2D two, Point2D three, Point2D four) {
        path.moveTo(one.getX(), one.getY());
        path.lineTo(two.getX(), two.getY());
        path.lineTo(three.getX(), three.getY());
        path.lineTo(four.getX(), four.getY());
        path.closePath();
    }

    @Override
    public void moveTo(float x, float y) {
        path.moveTo(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        if (path.getCurrentPoint() == null) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        if (path.getCurrentPoint() == null) {
            path.moveTo(x3, y3);
        } else {
            path.curveTo(x1, y1, x2, y2, x3, y3);
        }
    }

    @Override
    public @Nullable Point2D getCurrentPoint() {
        return path.getCurrentPoint();
    }

    @Override
    public void closePath() {
        if (path.getCurrentPoint() != null) {
            path.closePath();
        }
    }
}
