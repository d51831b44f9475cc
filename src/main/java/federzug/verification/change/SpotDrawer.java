package federzug.verification.change;

import federzug.verification.field.InterruptibleDrawer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.rendering.RenderDestination;
import org.jspecify.annotations.Nullable;

/** Draws one spot of a page in grey. */
final class SpotDrawer extends PDFRenderer {
    private final int page;
    private final Rectangle spot;
    private final float scale;
    private final int annotations;
    private final BufferedImage image;
    private Set<COSBase> onTop = Set.of();
    private @Nullable Raster below;

    /** @param spot in pixels of the whole page */
    SpotDrawer(PDDocument pdf, int page, Rectangle spot, float scale) throws IOException {
        super(pdf);
        this.page = page;
        this.spot = spot;
        this.scale = scale;
        this.annotations = pdf.getPage(page).getAnnotations().size();
        this.image = new BufferedImage(spot.width, spot.height, BufferedImage.TYPE_BYTE_GRAY);
        setSubsamplingAllowed(true);
    }

    Raster without(Set<COSBase> hidden) throws IOException {
        setAnnotationsFilter(annotation -> !hidden.contains(annotation.getCOSObject()));
        return draw();
    }

    /** Twice in one go: without the given annotations, and with them over all others. */
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
        private int met;

        Drawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        public void showAnnotation(PDAnnotation annotation) throws IOException {
            if (onTop.contains(annotation.getCOSObject())) {
                later.add(annotation);
            } else {
                super.showAnnotation(annotation);
            }
            if (++met == annotations && !onTop.isEmpty()) {
                below = image.getData();
                for (PDAnnotation one : later) {
                    super.showAnnotation(one);
                }
            }
        }
    }
}
