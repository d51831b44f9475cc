package federzug.rendering.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImageHeaderTest {
    private static byte[] picture(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    @Test
    void takesPngAndJpeg() throws IOException {
        assertThat(ImageHeader.usable(picture("png"))).isTrue();
        assertThat(ImageHeader.usable(picture("jpg"))).isTrue();
        assertThat(ImageHeader.usable(picture("gif"))).isFalse();
    }

    @Test
    void takesNoPngThatWasCutOff() throws IOException {
        byte[] whole = picture("png");
        for (int length = 0; length < whole.length - 12; length++) {
            assertThat(ImageHeader.usable(Arrays.copyOf(whole, length)))
                    .as("%s", length)
                    .isFalse();
        }
    }

    @Test
    void takesNothingThatWouldUnfoldBeyondMeasure() throws IOException {
        byte[] png = picture("png");
        ByteBuffer.wrap(png).putInt(16, 40_000).putInt(20, 30_000);
        assertThat(ImageHeader.usable(png)).isFalse();
        ByteBuffer.wrap(png).putInt(16, -1).putInt(20, -1);
        assertThat(ImageHeader.usable(png)).isFalse();
        ByteBuffer.wrap(png).putInt(16, 8_000).putInt(20, 8_000);
        assertThat(ImageHeader.usable(png)).isTrue();
        byte[] jpeg = picture("jpg");
        for (int i = 2; i < jpeg.length; i++) {
            if ((jpeg[i] & 255) == 0xFF && (jpeg[i + 1] & 255) == 0xC0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 60_000).putShort(i + 7, (short) 60_000);
                break;
            }
        }
        assertThat(ImageHeader.usable(jpeg)).isFalse();
    }

    @Test
    void aPngWhoseChunkClaimsTooMuchIsNotFollowed() throws IOException {
        byte[] png = picture("png");
        ByteBuffer.wrap(png).putInt(33, Integer.MAX_VALUE);
        assertThat(ImageHeader.usable(png)).isFalse();
        ByteBuffer.wrap(png).putInt(33, -5);
        assertThat(ImageHeader.usable(png)).isFalse();
    }
}
