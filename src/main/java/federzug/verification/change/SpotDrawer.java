package federzug.verification.change;

import federzug.verification.field.Annotations;
import federzug.verification.field.InterruptibleDrawer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.fontbox.util.BoundingBox;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.rendering.RenderDestination;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/** Draws one spot of a page in grey. */
final class SpotDrawer extends PDFRenderer {
    private static final double THOUSANDTHS = 1000;
    private static final double LEAST_REACH = 4;

    private final int page;
    private final Rectangle spot;
    private final float scale;
    private final int annotations;
    private final boolean turned;
    private final PDRectangle box;
    private final BufferedImage image;
    private Set<COSBase> onTop = Set.of();
    private @Nullable Raster below;
    private @Nullable Graphics2D plain;

    /** @param spot in pixels of the whole page */
    SpotDrawer(PDDocument pdf, int page, Rectangle spot, float scale) throws IOException {
        super(pdf);
        this.page = page;
        this.spot = spot;
        this.scale = scale;
        PDPage drawn = pdf.getPage(page);
        this.annotations = drawn.getAnnotations().size();
        this.turned = drawn.getRotation() != 0;
        this.box = drawn.getCropBox();
        this.image = new BufferedImage(spot.width, spot.height, BufferedImage.TYPE_BYTE_GRAY);
        setSubsamplingAllowed(true);
    }

    Raster without(Set<COSBase> hidden) throws IOException {
        setAnnotationsFilter(annotation -> !hidden.contains(annotation.getCOSObject()));
        return draw();
    }

    /**
     * Twice in one go: without the given annotations, and with them over all others. They are not drawn where nothing lies
     * below them.
     */
    Raster[] withoutAndWith(Set<COSBase> annotations) throws IOException {
        onTop = annotations;
        Raster all = draw();
        return new Raster[] {below == null ? all : below, all};
    }

    private Raster draw() throws IOException {
        Graphics2D pen = image.createGraphics();
        try {
            pen.setBackground(Color.WHITE);
            pen.clearRect(0, 0, spot.width, spot.height);
            pen.translate(-spot.x, -spot.y);
            plain = pen;
            renderPageToGraphics(page, pen, scale, scale, RenderDestination.EXPORT);
        } finally {
            pen.dispose();
        }
        return image.getRaster();
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        Drawer drawer = new Drawer(parameters);
        // The renderer hands its filter to drawers of its own only.
        drawer.setAnnotationFilter(getAnnotationsFilter());
        return drawer;
    }

    private final class Drawer extends InterruptibleDrawer {
        private final List<PDAnnotation> later = new ArrayList<>();
        private final Map<PDFont, Double> reaches = new IdentityHashMap<>();
        private int met;

        Drawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        public void showAnnotation(PDAnnotation annotation) throws IOException {
            if (onTop.contains(annotation.getCOSObject())) {
                later.add(annotation);
            } else if (mayReach(annotation.getCOSObject())) {
                super.showAnnotation(annotation);
            }
            if (++met == annotations && !onTop.isEmpty()) {
                below = image.getData();
                for (PDAnnotation one : Writing.isThere(below) ? later : List.<PDAnnotation>of()) {
                    super.showAnnotation(one);
                }
            }
        }

        /** A letter that cannot reach the spot costs as much as one that lies in it. */
        @Override
        protected void showFontGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
            if (mayReach(matrix, font)) {
                super.showFontGlyph(matrix, font, code, displacement);
            }
        }

        private boolean mayReach(COSDictionary annotation) {
            return turned
                    || !Annotations.isClippedToItsBox(annotation)
                    || HiddenContent.pixels(annotation, box, scale).intersects(spot);
        }

        private boolean mayReach(Matrix matrix, PDFont font) {
            // In a group pixels are counted from its own corner, and letters that clip act elsewhere.
            if (getGraphics() != plain
                    || getGraphicsState().getTextState().getRenderingMode().isClip()) {
                return true;
            }
            AffineTransform letter = getGraphics().getTransform();
            letter.concatenate(matrix.createAffineTransform());
            double em = Math.max(
                    Math.hypot(letter.getScaleX(), letter.getShearY()),
                    Math.hypot(letter.getShearX(), letter.getScaleY()));
            double reach = em * reach(font);
            double x = letter.getTranslateX();
            double y = letter.getTranslateY();
            return !(x + reach < 0 || y + reach < 0 || x - reach > spot.width || y - reach > spot.height);
        }

        /** How far its letters reach from where they are set, in their own size. */
        private double reach(PDFont font) {
            return reaches.computeIfAbsent(font, known -> {
                try {
                    BoundingBox box = known.getBoundingBox();
                    double most = Math.max(
                            Math.max(Math.abs(box.getLowerLeftX()), Math.abs(box.getUpperRightX())),
                            Math.max(Math.abs(box.getLowerLeftY()), Math.abs(box.getUpperRightY())));
                    return Math.max(LEAST_REACH, 2 * most / THOUSANDTHS);
                } catch (IOException | RuntimeException e) {
                    return Double.POSITIVE_INFINITY;
                }
            });
        }
    }
}
