package federzug.rendering.drawing;

/** Reads the header of a PNG or JPEG before it is decoded, regardless of the file's name. */
final class ImageHeader {
    /** An A4 page at 600 points an inch has 35 million; a few bytes can claim thousands of millions. */
    private static final long MOST_POINTS = 64_000_000;

    private static final long PNG = 0x89504E470D0A1A0AL;
    private static final int HEADER = 0x49484452;
    private static final int END = 0x49454E44;

    private ImageHeader() {}

    /** Whether it is a whole PNG, or a JPEG in colours of the screen, of a size that can be shown. */
    static boolean usable(byte[] bytes) {
        if (bytes.length < 30) {
            return false;
        }
        return ((long) number(bytes, 0, 4) << 32 | number(bytes, 4, 4) & 0xFFFFFFFFL) == PNG
                ? png(bytes)
                : number(bytes, 0, 2) == 0xFFD8 && jpeg(bytes);
    }

    /** Chunks follow one another up to the last one (ISO/IEC 15948, 5.3). */
    private static boolean png(byte[] bytes) {
        if (number(bytes, 12, 4) != HEADER || !sized(number(bytes, 16, 4), number(bytes, 20, 4))) {
            return false;
        }
        long at = 8;
        while (at + 12 <= bytes.length) {
            int length = number(bytes, (int) at, 4);
            if (length < 0 || at + 12 + length > bytes.length) {
                return false;
            }
            if (number(bytes, (int) at + 4, 4) == END) {
                return true;
            }
            at += 12L + length;
        }
        return false;
    }

    /** Whether it is a JPEG in the colours of print; the archive format's output intent is RGB (ISO 19005-2, 6.2.4.3). */
    static boolean printed(byte[] bytes) {
        return bytes.length >= 30 && number(bytes, 0, 2) == 0xFFD8 && components(bytes) == 4;
    }

    private static boolean jpeg(byte[] bytes) {
        int components = components(bytes);
        return components > 0 && components <= 3;
    }

    /** How many components the frame names; 0 if there is none of a size that can be shown. */
    private static int components(byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length && number(bytes, at, 1) == 0xFF) {
            int marker = number(bytes, at + 1, 1);
            if (marker == 0xFF) {
                // Any marker may be preceded by fill bytes (ITU-T T.81, B.1.1.2).
                at++;
                continue;
            }
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return sized(number(bytes, at + 7, 2), number(bytes, at + 5, 2)) ? number(bytes, at + 9, 1) : 0;
            }
            at += 2 + number(bytes, at + 2, 2);
        }
        return 0;
    }

    private static boolean sized(int width, int height) {
        return width > 0 && height > 0 && (long) width * height <= MOST_POINTS;
    }

    private static int number(byte[] bytes, int at, int length) {
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | bytes[at + i] & 255;
        }
        return number;
    }
}
