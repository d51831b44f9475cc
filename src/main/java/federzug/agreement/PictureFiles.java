package federzug.agreement;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
    /** What a newspaper prints: 25 cm at 300 dots per inch. */
    private static final int ENOUGH_SIDE = 3_000;
    /** As it is in every mail to the press list, and a third larger there. */
    private static final int HEAVY = 3_000_000;
    /** Less is narrower than 10 cm in print. */
    private static final int SMALL_SIDE = 1_200;

    private static final double CENTIMETRES_A_DOT = 2.54 / 300;
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
                problems.error(
                        "agreement.picture.too-large",
                        named,
                        name,
                        megabytes(Files.size(file)),
                        LARGEST / 1_000_000,
                        ENOUGH_SIDE);
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
            if (ExifTurn.is(bytes)) {
                problems.error("agreement.picture.turned", named, name);
                return false;
            }
            reader.setInput(in, true, true);
            try {
                return isFit(reader.getWidth(0), reader.getHeight(0), bytes.length, name, named, problems);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            problems.error("agreement.picture.unreadable", named, name);
            return false;
        }
    }

    private static boolean isFit(int width, int height, long size, String name, Place named, Problems problems) {
        int longer = Math.max(width, height);
        boolean tooMany = longer > LONGEST_SIDE || (long) width * height > MOST_PIXELS;
        if (tooMany) {
            problems.error("agreement.picture.measures", named, name, width, height, LONGEST_SIDE, ENOUGH_SIDE);
        } else if (Math.min(width, height) < LEAST_SIDE) {
            problems.error("agreement.picture.tiny", named, name, width, height, LEAST_SIDE, ENOUGH_SIDE);
        } else if (size > HEAVY) {
            problems.warning("agreement.picture.heavy", named, name, width, height, megabytes(size), ENOUGH_SIDE);
        } else if (longer < SMALL_SIDE) {
            long centimetres = Math.max(1, Math.round(longer * CENTIMETRES_A_DOT));
            problems.add(Notice.note("agreement.picture.small", named, name, width, height, centimetres, ENOUGH_SIDE));
        }
        return !tooMany && Math.min(width, height) >= LEAST_SIDE;
    }

    /** To a tenth, rounded up: what is too large is never said to be as large as what is allowed. */
    private static double megabytes(long size) {
        return Math.ceil(size / 100_000.0) / 10;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Finds the note of a camera that a picture is to be shown turned (Exif 2.3, 4.6.4, tag 274): programs obey it, pages of a
     * PDF do not.
     */
    private static final class ExifTurn {
        private static final int MARKER = 0xFF;
        private static final int APP1 = 0xE1;
        private static final int SCAN = 0xDA;
        private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
        private static final short ORIENTATION = 0x0112;
        private static final int ENTRY = 12;
        private static final int UPRIGHT = 1;

        private ExifTurn() {}

        /** @param picture may be anything: what cannot be understood says nothing */
        static boolean is(byte[] picture) {
            ByteBuffer all = ByteBuffer.wrap(picture);
            int at = 2;
            while (at + 4 <= picture.length && (picture[at] & MARKER) == MARKER) {
                int kind = picture[at + 1] & 0xFF;
                int length = all.getShort(at + 2) & 0xFFFF;
                if (kind == SCAN || length < 2 || at + 2 + length > picture.length) {
                    return false;
                }
                if (kind == APP1
                        && length > 2 + EXIF.length
                        && all.slice(at + 4, EXIF.length).equals(ByteBuffer.wrap(EXIF))) {
                    return isTurned(all.slice(at + 4 + EXIF.length, length - 2 - EXIF.length));
                }
                at += 2 + length;
            }
            return false;
        }

        /** @param tiff the header and the first directory (TIFF 6.0, section 2) */
        private static boolean isTurned(ByteBuffer tiff) {
            if (tiff.limit() < 8) {
                return false;
            }
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            if (directory < 8 || directory > tiff.limit() - 2) {
                return false;
            }
            int entries = tiff.getShort(directory) & 0xFFFF;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + i * ENTRY;
                if (entry > tiff.limit() - ENTRY) {
                    return false;
                }
                if (tiff.getShort(entry) == ORIENTATION) {
                    int turn = tiff.getShort(entry + 8) & 0xFFFF;
                    return turn > UPRIGHT && turn <= 8;
                }
            }
            return false;
        }
    }
}
