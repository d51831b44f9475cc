package federzug.rendering.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceCMYK;
import org.junit.jupiter.api.Test;

class PrintColoursTest {
    /** A JPEG of one colour in four inks, without any marker. */
    static byte[] jpeg(int... inks) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
        for (int i = 0; i < 256; i++) {
            raster.setPixel(i % 16, i / 16, inks);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Behind the mark of the beginning. */
    private static byte[] with(byte[] jpeg, int marker, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(0xFF);
        out.write(marker);
        out.write(content.length + 2 >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static byte[] adobe(byte[] jpeg, int transform) {
        byte[] content = Arrays.copyOf("Adobe".getBytes(StandardCharsets.ISO_8859_1), 12);
        content[6] = 100;
        content[11] = (byte) transform;
        return with(jpeg, 0xEE, content);
    }

    private static int[] shown(byte[] jpeg) throws IOException {
        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(PrintColours.converted(jpeg).orElseThrow()));
        int rgb = image.getRGB(8, 8);
        return new int[] {rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255};
    }

    @Test
    void inksBecomeTheColoursTheyPrint() throws IOException {
        int[] cyan = shown(jpeg(255, 0, 0, 0));
        assertThat(cyan[0]).isLessThan(60);
        assertThat(cyan[2]).isGreaterThan(180);
        int[] paper = shown(jpeg(0, 0, 0, 0));
        assertThat(IntStream.of(paper)).allMatch(part -> part > 245);
        int[] black = shown(jpeg(0, 0, 0, 255));
        assertThat(IntStream.of(black)).allMatch(part -> part < 70);
    }

    @Test
    void adobesProgramsWriteWhatIsLeftOut() throws IOException {
        assertThat(shown(adobe(jpeg(0, 255, 255, 255), 0))).isEqualTo(shown(jpeg(255, 0, 0, 0)));
        // White paper as luminance and chrominance, and no black.
        assertThat(IntStream.of(shown(adobe(jpeg(255, 128, 128, 255), 2)))).allMatch(part -> part > 245);
    }

    @Test
    void theEmbeddedProfileCounts() throws IOException {
        try (InputStream in = PDDeviceCMYK.class.getResourceAsStream(
                "/org/apache/pdfbox/resources/icc/CGATS001Compat-v2-micro.icc")) {
            byte[] icc = in.readAllBytes();
            byte[] content = new byte[14 + icc.length];
            System.arraycopy("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1), 0, content, 0, 12);
            content[12] = 1;
            content[13] = 1;
            System.arraycopy(icc, 0, content, 14, icc.length);
            assertThat(shown(with(jpeg(255, 0, 0, 0), 0xE2, content))[0]).isLessThan(60);
            content[14 + 40] ^= 0x55;
            assertThat(shown(with(jpeg(255, 0, 0, 0), 0xE2, content))[0])
                    .as("a damaged profile")
                    .isLessThan(60);
        }
    }

    @Test
    void whatIsDamagedIsRefused() throws IOException {
        byte[] jpeg = jpeg(255, 0, 0, 0);
        assertThat(PrintColours.converted(Arrays.copyOf(jpeg, 40))).isEmpty();
    }
}
