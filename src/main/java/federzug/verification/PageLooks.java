package federzug.verification;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/** Whether something new on a page hides what was to be read there when it was signed. */
final class PageLooks {
    private static final float MOST_PIXELS = 1_400;
    private static final int DARK = 110;
    private static final int GONE = 90;
    /** A few grey pixels come from smoothing. */
    private static final int FEW = 15;
    /** A ruled line under a signature is no text. */
    private static final int LINE = 4;

    private PageLooks() {}

    /**
     * @param own annotations of the revision before that are themselves being filled in or signed
     * @return null if the page cannot be drawn
     */
    static @Nullable Boolean hides(PDDocument before, PDDocument after, int page, Set<COSBase> own) {
        try {
            BufferedImage then = draw(before, page, own);
            BufferedImage now = draw(after, page, Set.of());
            if (then.getWidth() != now.getWidth() || then.getHeight() != now.getHeight()) {
                return Boolean.TRUE;
            }
            return hides(then, now);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static boolean hides(BufferedImage then, BufferedImage now) {
        int count = 0;
        Set<Integer> rows = new HashSet<>();
        Set<Integer> columns = new HashSet<>();
        for (int y = 0; y < then.getHeight(); y++) {
            for (int x = 0; x < then.getWidth(); x++) {
                int was = then.getRaster().getSample(x, y, 0);
                if (was < DARK && now.getRaster().getSample(x, y, 0) > was + GONE) {
                    count++;
                    rows.add(y);
                    columns.add(x);
                }
            }
        }
        return count > FEW && rows.size() > LINE && columns.size() > LINE;
    }

    private static BufferedImage draw(PDDocument pdf, int page, Set<COSBase> without) throws IOException {
        PDFRenderer renderer = new PDFRenderer(pdf);
        renderer.setSubsamplingAllowed(true);
        renderer.setAnnotationsFilter(annotation -> !without.contains(annotation.getCOSObject()));
        return renderer.renderImage(page, scale(pdf, page), ImageType.GRAY);
    }

    private static float scale(PDDocument pdf, int page) {
        PDRectangle box = pdf.getPage(page).getCropBox();
        float longest = Math.max(Math.abs(box.getWidth()), Math.abs(box.getHeight()));
        return Math.min(1.5f, MOST_PIXELS / Math.max(1, longest));
    }
}
