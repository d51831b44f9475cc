package federzug.rendering.drawing;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.docx4j.dml.CTRelativeRect;

/**
 * Cuts off the edges of a picture that are not to be seen (a:srcRect, ISO/IEC 29500-1, 20.1.8.55). What is cut off does not
 * reach the PDF.
 */
final class PictureCrop {
    /** What is cut is decoded: four bytes a point. */
    private static final long MOST_POINTS = 16_000_000;

    /** Thousandths of a per cent, as the file counts. */
    private static final double WHOLE = 100_000;

    private static final float QUALITY = 0.95f;

    private PictureCrop() {}

    /** Whether anything is cut off or added. */
    static boolean any(CTRelativeRect edges) {
        return edges.getL() != 0 || edges.getT() != 0 || edges.getR() != 0 || edges.getB() != 0;
    }

    /** @return empty if it cannot be cut: too large, damaged, nothing left, or enlarged instead */
    static Optional<byte[]> cut(byte[] picture, CTRelativeRect edges) {
        if (Math.min(Math.min(edges.getL(), edges.getR()), Math.min(edges.getT(), edges.getB())) < 0) {
            return Optional.empty();
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            try {
                reader.setInput(in);
                Rectangle rest = rest(reader.getWidth(0), reader.getHeight(0), edges);
                if (rest.isEmpty() || (long) reader.getWidth(0) * reader.getHeight(0) > MOST_POINTS) {
                    return Optional.empty();
                }
                ImageReadParam part = reader.getDefaultReadParam();
                part.setSourceRegion(rest);
                return Optional.of(written(reader.read(0, part), reader.getFormatName()));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Rectangle rest(int width, int height, CTRelativeRect edges) {
        int left = (int) Math.round(width * (edges.getL() / WHOLE));
        int top = (int) Math.round(height * (edges.getT() / WHOLE));
        int right = (int) Math.round(width * (1 - edges.getR() / WHOLE));
        int bottom = (int) Math.round(height * (1 - edges.getB() / WHOLE));
        return new Rectangle(left, top, right - left, bottom - top);
    }

    static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWriter(
                ImageIO.getImageReadersByFormatName(format).next());
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (format.equalsIgnoreCase("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
