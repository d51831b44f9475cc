package federzug.rendering.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.docx4j.dml.CTRelativeRect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is cropped in Word is cut off, and nothing of it stays in the file. */
class PictureCropTest {
    /** Red above, green below, each 40 by 20. */
    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, 40, 20);
        pen.setColor(Color.GREEN);
        pen.fillRect(0, 20, 40, 20);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static CTRelativeRect edges(int left, int top, int right, int bottom) {
        CTRelativeRect edges = new CTRelativeRect();
        edges.setL(left);
        edges.setT(top);
        edges.setR(right);
        edges.setB(bottom);
        return edges;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void whatIsCroppedIsCutOff(String format) throws IOException {
        byte[] cut =
                PictureCrop.cut(picture(format), edges(25_000, 50_000, 0, 0)).orElseThrow();
        BufferedImage rest = ImageIO.read(new ByteArrayInputStream(cut));
        assertThat(rest.getWidth()).isEqualTo(30);
        assertThat(rest.getHeight()).isEqualTo(20);
        Color colour = new Color(rest.getRGB(15, 10));
        assertThat(colour.getGreen()).isGreaterThan(200);
        assertThat(colour.getRed()).isLessThan(60);
        assertThat(ImageHeader.usable(cut)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1000, 0, 0, 0", "0, 0, -1, 0", "60000, 0, 40000, 0", "0, 100000, 0, 0", "90000, 0, 90000, 0"})
    void aPictureThatIsEnlargedOrOfWhichNothingIsLeftIsNotCut(int left, int top, int right, int bottom)
            throws IOException {
        assertThat(PictureCrop.cut(picture("png"), edges(left, top, right, bottom)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 60})
    void aDamagedPictureIsNotCut(int length) throws IOException {
        Optional<byte[]> cut = PictureCrop.cut(Arrays.copyOf(picture("png"), length), edges(10_000, 0, 0, 0));
        assertThat(cut).isEmpty();
    }
}
