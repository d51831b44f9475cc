package federzug.signing.pades;

import federzug.notice.Place;
import federzug.signing.SigningException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * A picture beside the words of a signature, for example the handwritten name. It says nothing that the words don't say,
 * so it is opaque RGB of moderate size: no transparency, no colour space of its own (PDF/A-2, 6.2.4.3 and 6.2.10).
 */
public final class SignatureImage {
    private static final long LARGEST_FILE = 4L << 20;
    private static final int MOST_PIXELS = 6_000;
    /** About 300 dots per inch in the largest box. */
    private static final int WIDEST = 600;

    private static final int HIGHEST = 300;
    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    private final BufferedImage picture;

    private SignatureImage(BufferedImage picture) {
        this.picture = picture;
    }

    /**
     * @param device for messages
     * @throws SigningException if it is no PNG or JPEG file, or far too large
     */
    public static byte[] read(String device, Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                throw refused(device, file);
            }
            byte[] bytes = Files.readAllBytes(file);
            of(bytes);
            return bytes;
        } catch (IOException | RuntimeException e) {
            throw e instanceof SigningException known
                    ? known
                    : refused(device, file).causedBy(e);
        }
    }

    static SignatureImage of(byte[] bytes) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            ImageReader reader = readers.hasNext() ? readers.next() : null;
            if (reader == null || !FORMATS.contains(reader.getFormatName().toLowerCase(java.util.Locale.ROOT))) {
                throw new IOException("neither PNG nor JPEG");
            }
            reader.setInput(in, true, true);
            try {
                // Before a picture is unpacked: a few bytes may claim to be a very large one.
                if (reader.getWidth(0) > MOST_PIXELS || reader.getHeight(0) > MOST_PIXELS) {
                    throw new IOException("too large");
                }
                return new SignatureImage(opaque(reader.read(0)));
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage opaque(BufferedImage read) {
        double scale = Math.min(1, Math.min(WIDEST / (double) read.getWidth(), HIGHEST / (double) read.getHeight()));
        int width = Math.max(1, (int) Math.round(read.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(read.getHeight() * scale));
        BufferedImage plain = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = plain.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, width, height);
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.drawImage(read, 0, 0, width, height, null);
        canvas.dispose();
        return plain;
    }

    /** Width to height. */
    double proportion() {
        return picture.getWidth() / (double) picture.getHeight();
    }

    PDImageXObject into(PDDocument pdf) throws IOException {
        return LosslessFactory.createFromImage(pdf, picture);
    }

    private static SigningException refused(String device, Path file) {
        return SigningException.refused("signing.image.unfit", Place.NOWHERE, device, file);
    }
}
