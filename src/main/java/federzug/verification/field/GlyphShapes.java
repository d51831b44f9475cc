package federzug.verification.field;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.jspecify.annotations.Nullable;

/**
 * Reads a character code as a person sees it. A font that is not in the file draws what the name of the glyph says; one
 * that is may draw anything under any name, so the shape of its glyph is compared with shapes of known fonts.
 */
final class GlyphShapes {
    private static final int CELLS = 16;
    /** How much worse than the most similar character the claimed one may fit: fonts differ. */
    private static final double TOLERANCE = 1.35;

    private static final double ALIKE = 22;
    private static final String CANDIDATES =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÄÖÜäöüßéèáàâêîôûçñ.,:;-–_/()[]€$%&+=!?'\"*#@§";

    private final Map<Integer, Boolean> known = new HashMap<>();
    private @Nullable PDFont last;

    private static final class References {
        private static final Map<Integer, List<Shape>> ALL = read();

        private static Map<Integer, List<Shape>> read() {
            Map<Integer, List<Shape>> all = new HashMap<>();
            for (FontName name : List.of(
                    FontName.HELVETICA,
                    FontName.HELVETICA_BOLD,
                    FontName.HELVETICA_OBLIQUE,
                    FontName.TIMES_ROMAN,
                    FontName.TIMES_BOLD,
                    FontName.TIMES_ITALIC,
                    FontName.COURIER)) {
                PDType1Font font = new PDType1Font(name);
                CANDIDATES.codePoints().forEach(character -> {
                    try {
                        GeneralPath path = new GeneralPath(
                                font.getPath(GlyphList.getAdobeGlyphList().codePointToName(character)));
                        path.transform(font.getFontMatrix().createAffineTransform());
                        Shape shape = Shape.of(path);
                        if (shape != null) {
                            all.computeIfAbsent(character, key -> new ArrayList<>())
                                    .add(shape);
                        }
                    } catch (IOException e) {
                        // A reference less.
                    }
                });
            }
            return all;
        }
    }

    /** What a code stands for by the name of its glyph, or else by the table that a font brings; null if unknown. */
    @Nullable
    String text(PDFont font, int code) throws IOException {
        if (isDrawnByName(font) && font instanceof PDSimpleFont simple && simple.getEncoding() != null) {
            String name = simple.getEncoding().getName(code);
            GlyphList list = String.valueOf(font.getName()).contains("Dingbats")
                    ? GlyphList.getZapfDingbats()
                    : GlyphList.getAdobeGlyphList();
            return list.toUnicode(name);
        }
        return font.toUnicode(code);
    }

    private static boolean isDrawnByName(PDFont font) {
        return font instanceof PDSimpleFont && !(font instanceof PDType3Font) && !font.isEmbedded();
    }

    /** Whether the glyph of this code looks like the given text. */
    boolean isOf(PDFont font, int code, String text) {
        if (text.isBlank()) {
            return true;
        }
        if (isDrawnByName(font)) {
            // What is copied and read aloud is what the table says that the font brings.
            String copied = font.toUnicode(code);
            return copied == null || FieldAppearance.normal(copied).equals(FieldAppearance.normal(text));
        }
        if (font != last) {
            known.clear();
            last = font;
        }
        return known.computeIfAbsent(code, key -> looksLike(font, code, text));
    }

    private static boolean looksLike(PDFont font, int code, String text) {
        int claimed = text.codePointAt(0);
        List<Shape> references = References.ALL.get(claimed);
        if (references == null || text.length() != Character.charCount(claimed) || !(font instanceof PDVectorFont)) {
            return false;
        }
        try {
            GeneralPath path = new GeneralPath(((PDVectorFont) font).getNormalizedPath(code));
            path.transform(font.getFontMatrix().createAffineTransform());
            Shape shape = Shape.of(path);
            if (shape == null) {
                return false;
            }
            double distance = shape.distance(references);
            return distance <= Math.max(ALIKE, nearest(shape, character -> true) * TOLERANCE)
                    && (!Character.isDigit(claimed) || distance <= nearest(shape, Character::isDigit));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static double nearest(Shape shape, IntPredicate among) {
        return References.ALL.entrySet().stream()
                .filter(candidate -> among.test(candidate.getKey()))
                .mapToDouble(candidate -> shape.distance(candidate.getValue()))
                .min()
                .orElse(0);
    }

    /** How much of each cell of its bounding box a glyph covers, and where the box lies. */
    private static final class Shape {
        private final double[] cells = new double[CELLS * CELLS];
        private final double bottom;
        private final double top;
        private final double width;

        private Shape(GeneralPath path, Rectangle2D box) {
            bottom = box.getMinY();
            top = box.getMaxY();
            width = box.getWidth();
            int fine = CELLS * 4;
            BufferedImage image = new BufferedImage(fine, fine, BufferedImage.TYPE_BYTE_GRAY);
            var pen = image.createGraphics();
            AffineTransform fit = AffineTransform.getScaleInstance(fine / box.getWidth(), fine / box.getHeight());
            fit.translate(-box.getMinX(), -box.getMinY());
            pen.setColor(java.awt.Color.WHITE);
            pen.fill(fit.createTransformedShape(path));
            pen.dispose();
            for (int y = 0; y < fine; y++) {
                for (int x = 0; x < fine; x++) {
                    if (image.getRaster().getSample(x, y, 0) > 127) {
                        cells[y / 4 * CELLS + x / 4] += 1 / 16.0;
                    }
                }
            }
        }

        /** @param path in units of the em */
        static @Nullable Shape of(GeneralPath path) {
            Rectangle2D box = path.getBounds2D();
            return box.getWidth() < 0.005 || box.getHeight() < 0.005 ? null : new Shape(path, box);
        }

        double distance(List<Shape> others) {
            return others.stream().mapToDouble(this::distance).min().orElse(Double.MAX_VALUE);
        }

        private double distance(Shape other) {
            double sum = 0;
            for (int i = 0; i < cells.length; i++) {
                sum += Math.abs(cells[i] - other.cells[i]);
            }
            double height = top - bottom;
            double otherHeight = other.top - other.bottom;
            return sum
                    + 120 * (Math.abs(bottom - other.bottom) + Math.abs(top - other.top))
                    + 40 * Math.abs(Math.log(width / height) - Math.log(other.width / otherHeight));
        }
    }
}
