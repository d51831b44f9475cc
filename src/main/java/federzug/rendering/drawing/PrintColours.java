package federzug.rendering.drawing;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceCMYK;
import org.jspecify.annotations.Nullable;

/**
 * Converts a JPEG in the colours of print (CMYK) into one in sRGB, which the archive format asks for: by the profile
 * embedded in it (ICC.1:2010, B.4), or as the standard of offset printing CGATS TR 001 says where it has none.
 */
final class PrintColours {
    /** What is converted is decoded: seven bytes a point. */
    private static final long MOST_POINTS = 16_000_000;

    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.ISO_8859_1);

    /** Of the marker that Adobe's programs write: luminance and chrominance instead of colours (ITU-T T.872, 6.5.3). */
    private static final int YCCK = 2;

    private final byte[] picture;
    private final TreeMap<Integer, byte[]> profile = new TreeMap<>();
    /** Adobe's transform; -1 without its marker. */
    private int transform = -1;

    private PrintColours(byte[] picture) {
        this.picture = picture;
        for (int at = 2; at + 4 < picture.length && (picture[at] & 255) == 0xFF; ) {
            int marker = picture[at + 1] & 255;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int length = (picture[at + 2] & 255) << 8 | picture[at + 3] & 255;
            int end = Math.min(picture.length, at + 2 + length);
            if (marker == 0xDA || length < 2) {
                break;
            }
            if (marker == 0xE2 && begins(at + 4, PROFILE) && end > at + 18) {
                profile.put(picture[at + 16] & 255, Arrays.copyOfRange(picture, at + 18, end));
            } else if (marker == 0xEE && begins(at + 4, ADOBE) && end > at + 15) {
                transform = picture[at + 15] & 255;
            }
            at = end;
        }
    }

    private boolean begins(int at, byte[] with) {
        return at + with.length <= picture.length && Arrays.equals(picture, at, at + with.length, with, 0, with.length);
    }

    /** @return empty if it is too large or damaged */
    static Optional<byte[]> converted(byte[] jpeg) {
        PrintColours colours = new PrintColours(jpeg);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
            try {
                reader.setInput(in);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_POINTS) {
                    return Optional.empty();
                }
                return Optional.of(PictureCrop.written(colours.shown(reader.readRaster(0, null)), "jpeg"));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private BufferedImage shown(Raster read) throws IOException {
        byte[] samples = inks(read);
        WritableRaster inks =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, read.getWidth(), read.getHeight(), 4, null);
        inks.setDataElements(0, 0, read.getWidth(), read.getHeight(), samples);
        ICC_Profile embedded = embedded();
        if (embedded == null) {
            return PDDeviceCMYK.INSTANCE.toRGBImage(inks);
        }
        ColorSpace space = new ICC_ColorSpace(embedded);
        BufferedImage printed = new BufferedImage(
                new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE),
                inks,
                false,
                null);
        BufferedImage shown = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        new ColorConvertOp(null).filter(printed, shown);
        return shown;
    }

    /** How much of each ink; Adobe's programs write how much is left out. */
    private byte[] inks(Raster read) {
        int[] samples = read.getPixels(0, 0, read.getWidth(), read.getHeight(), (int[]) null);
        byte[] inks = new byte[samples.length];
        for (int i = 0; i + 3 < samples.length; i += 4) {
            if (transform == YCCK) {
                double luminance = samples[i];
                double blue = samples[i + 1] - 128.0;
                double red = samples[i + 2] - 128.0;
                samples[i] = sample(luminance + 1.402 * red);
                samples[i + 1] = sample(luminance - 0.344136 * blue - 0.714136 * red);
                samples[i + 2] = sample(luminance + 1.772 * blue);
            }
            for (int ink = i; ink < i + 4; ink++) {
                inks[ink] = (byte) (transform < 0 ? samples[ink] : 255 - samples[ink]);
            }
        }
        return inks;
    }

    private static int sample(double value) {
        return (int) Math.round(Math.max(0, Math.min(255, value)));
    }

    private @Nullable ICC_Profile embedded() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        profile.values().forEach(all::writeBytes);
        try {
            ICC_Profile found = all.size() == 0 ? null : ICC_Profile.getInstance(all.toByteArray());
            return found != null && found.getColorSpaceType() == ColorSpace.TYPE_CMYK ? found : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
