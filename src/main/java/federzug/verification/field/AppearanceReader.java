package federzug.verification.field;

import federzug.verification.file.ObjectPairs;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.rendering.RenderDestination;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Draws the normal appearance of one widget as a viewer does (ISO 32000-1, 12.5.5), once with and once without its text,
 * and takes down every glyph. To be used on a parse of its own: drawing completes objects.
 */
final class AppearanceReader {
    private static final float MOST_PIXELS = 1_600;
    private static final float SHARPEST = 4;
    private static final int MOST_GLYPHS = 20_000;

    private final COSDictionary form;

    /** @param form the interactive form, whose resources serve appearances without any of their own */
    AppearanceReader(COSDictionary form) {
        this.form = form;
    }

    /** The appearance that is displayed; null if there is none, or no room to display it. */
    static @Nullable COSStream displayed(COSDictionary widget) {
        COSDictionary appearances = widget.getCOSDictionary(COSName.AP);
        return appearances == null || !Annotations.isVisible(widget)
                ? null
                : stream(appearances, widget.getCOSName(COSName.AS));
    }

    /** The appearance of one state, or the only one. */
    static @Nullable COSStream stream(COSDictionary appearances, @Nullable COSName state) {
        if (ObjectPairs.resolve(appearances.getItem(COSName.N)) instanceof COSStream only) {
            return only;
        }
        return ObjectPairs.resolve(appearances.getItem(COSName.N)) instanceof COSDictionary states
                        && state != null
                        && ObjectPairs.resolve(states.getItem(state)) instanceof COSStream one
                ? one
                : null;
    }

    /** @throws IOException if the appearance cannot be drawn */
    AppearanceContent read(COSStream appearance, COSDictionary widget) throws IOException {
        if (LayeredLook.is(appearance)) {
            throw new IOException("displayed with a layer or not at all");
        }
        PDRectangle edges = new PDRectangle(widget.getCOSArray(COSName.RECT));
        PDRectangle box = new PDRectangle(edges.getWidth(), edges.getHeight());
        try (PDDocument sheet = new PDDocument()) {
            COSDictionary appearances = new COSDictionary();
            appearances.setItem(COSName.N, appearance);
            COSDictionary annotation = new COSDictionary();
            annotation.setItem(COSName.TYPE, COSName.ANNOT);
            annotation.setItem(COSName.SUBTYPE, COSName.WIDGET);
            annotation.setItem(COSName.RECT, box.getCOSArray());
            annotation.setInt(COSName.F, 4);
            annotation.setItem(COSName.AP, appearances);
            PDPage page = new PDPage(box);
            COSArray annotations = new COSArray();
            annotations.add(annotation);
            page.getCOSObject().setItem(COSName.ANNOTS, annotations);
            COSDictionary resources = form.getCOSDictionary(COSName.DR);
            if (resources != null) {
                page.getCOSObject().setItem(COSName.RESOURCES, resources);
            }
            sheet.addPage(page);
            float scale = Math.min(SHARPEST, MOST_PIXELS / Math.max(1, Math.max(box.getWidth(), box.getHeight())));
            Pen without = new Pen(sheet, box, scale, false);
            Pen with = new Pen(sheet, box, scale, true);
            return new AppearanceContent(with.glyphs, with.spoken, with.raster, without.raster, scale);
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    /**
     * One character as it is drawn.
     *
     * @param x where it begins, in points from the left edge of the widget
     * @param y its base line, from the lower edge
     * @param text what it stands for; null if that is unknown
     * @param certain whether its shape is that of its text
     */
    record Glyph(
            float x,
            float y,
            float advanceX,
            float advanceY,
            float size,
            @Nullable String text,
            boolean certain) {}

    private static final class Pen extends PDFRenderer {
        private final boolean text;
        private final List<Glyph> glyphs = new ArrayList<>();
        private final List<String> spoken = new ArrayList<>();
        private final GlyphShapes shapes = new GlyphShapes();
        private final Raster raster;

        Pen(PDDocument sheet, PDRectangle box, float scale, boolean text) throws IOException {
            super(sheet);
            this.text = text;
            int width = Math.max(1, (int) Math.ceil(box.getWidth() * scale));
            int height = Math.max(1, (int) Math.ceil(box.getHeight() * scale));
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D pen = image.createGraphics();
            try {
                pen.setBackground(Color.WHITE);
                pen.clearRect(0, 0, width, height);
                renderPageToGraphics(0, pen, scale, scale, RenderDestination.EXPORT);
            } finally {
                pen.dispose();
            }
            raster = image.getRaster();
        }

        @Override
        protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
            return new Drawer(parameters);
        }

        private final class Drawer extends InterruptibleDrawer {
            Drawer(PageDrawerParameters parameters) throws IOException {
                super(parameters);
            }

            @Override
            public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
                for (COSName key : List.of(COSName.ACTUAL_TEXT, COSName.ALT, COSName.E)) {
                    String words = properties == null || !text ? null : properties.getString(key);
                    if (words != null && spoken.size() < MOST_GLYPHS) {
                        spoken.add(words);
                    }
                }
                super.beginMarkedContentSequence(tag, properties);
            }

            @Override
            protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
                if (!text) {
                    return;
                }
                if (glyphs.size() >= MOST_GLYPHS) {
                    throw new IOException("too many glyphs");
                }
                float[] end = {
                    displacement.getX() * matrix.getScaleX() + displacement.getY() * matrix.getShearX(),
                    displacement.getX() * matrix.getShearY() + displacement.getY() * matrix.getScaleY()
                };
                String meant = shapes.text(font, code);
                glyphs.add(new Glyph(
                        matrix.getTranslateX(),
                        matrix.getTranslateY(),
                        end[0],
                        end[1],
                        matrix.getScalingFactorY(),
                        meant,
                        meant != null && shapes.isOf(font, code, meant)));
                super.showGlyph(matrix, font, code, displacement);
            }
        }
    }
}
