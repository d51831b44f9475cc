package federzug.rendering;

import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.rendering.pdf.ScreenReaderText;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * A document for looking at and for listening to, made from the finished PDF.
 *
 * @param pages one PNG for each page, 110 dots per inch
 * @param spoken what a screen reader says, in its order, as plain text
 */
public record Preview(List<byte[]> pages, String spoken) {
    private static final float DOTS_PER_INCH = 110;

    public Preview {
        pages = List.copyOf(pages);
    }

    /** @throws RenderingException if it is no PDF that can be read */
    public static Preview of(String file, byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            List<byte[]> pages = new ArrayList<>();
            for (int i = 0; i < document.getNumberOfPages(); i++) {
                BufferedImage image = renderer.renderImageWithDPI(i, DOTS_PER_INCH, ImageType.RGB);
                ByteArrayOutputStream png = new ByteArrayOutputStream(1 << 16);
                ImageIO.write(image, "png", png);
                pages.add(png.toByteArray());
            }
            return new Preview(pages, ScreenReaderText.of(document, Texts.german()));
        } catch (IOException e) {
            throw RenderingException.failed("rendering.pdf.unreadable", Place.file(file))
                    .causedBy(e);
        }
    }
}
