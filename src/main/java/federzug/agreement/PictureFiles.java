package federzug.agreement;

import federzug.notice.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The picture of a release beside the data: a hostile file until its kind, size and measures are known. */
final class PictureFiles implements AnnexFiles {
    static final int LARGEST = 10_000_000;
    private static final int LEAST_SIDE = 100;
    private static final int LONGEST_SIDE = 10_000;
    private static final long MOST_PIXELS = 40_000_000;
    private static final Set<String> KINDS = Set.of("jpeg", "png");

    private final MatterFolder folder;

    PictureFiles(MatterFolder folder) {
        this.folder = folder;
    }

    @Override
    public Optional<String> digest(String name, Place named, Problems problems) {
        return folder.file(name, named, problems, "agreement.picture.outside", "agreement.picture.missing")
                .flatMap(file -> digest(file, name, named, problems));
    }

    private static Optional<String> digest(Path file, String name, Place named, Problems problems) {
        try {
            if (Files.size(file) > LARGEST) {
                problems.error("agreement.picture.too-large", named, name, LARGEST / 1_000_000);
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            return isFit(bytes, name, named, problems) ? Optional.of(sha256(bytes)) : Optional.empty();
        } catch (IOException e) {
            problems.error("agreement.picture.unreadable", named, name);
            return Optional.empty();
        }
    }

    /** Measures are read before anything is unpacked: a few bytes may claim to be a very large picture. */
    private static boolean isFit(byte[] bytes, String name, Place named, Problems problems) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            ImageReader reader = readers.hasNext() ? readers.next() : null;
            if (reader == null || !KINDS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                problems.error("agreement.picture.type", named, name);
                return false;
            }
            reader.setInput(in, true, true);
            try {
                return isFit(reader.getWidth(0), reader.getHeight(0), name, named, problems);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            problems.error("agreement.picture.unreadable", named, name);
            return false;
        }
    }

    private static boolean isFit(int width, int height, String name, Place named, Problems problems) {
        boolean fits = Math.min(width, height) >= LEAST_SIDE
                && Math.max(width, height) <= LONGEST_SIDE
                && (long) width * height <= MOST_PIXELS;
        if (!fits) {
            problems.error("agreement.picture.measures", named, name, width, height, LEAST_SIDE, LONGEST_SIDE);
        }
        return fits;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
