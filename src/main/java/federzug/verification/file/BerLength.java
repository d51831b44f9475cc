package federzug.verification.file;

/** Finds where an object of BER ends (X.690, 8.1), also one whose length is not given but marked by its end. */
final class BerLength {
    private static final int INDEFINITE = 0x80;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1F;

    private final byte[] bytes;
    private int at;

    private BerLength(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Behind the first object; -1 if it has no end within the bytes. */
    static int endOf(byte[] bytes) {
        BerLength object = new BerLength(bytes);
        return object.skip() ? object.at : -1;
    }

    /** Without recursion: as many objects may be open as the bytes have. */
    private boolean skip() {
        int open = 0;
        do {
            if (at + 1 >= bytes.length) {
                return false;
            }
            if (open > 0 && bytes[at] == 0 && bytes[at + 1] == 0) {
                at += 2;
                open--;
                continue;
            }
            boolean constructed = (bytes[at] & CONSTRUCTED) != 0;
            skipTag();
            if (at >= bytes.length) {
                return false;
            }
            int first = bytes[at++] & 0xFF;
            if (first == INDEFINITE) {
                if (!constructed) {
                    return false;
                }
                open++;
            } else if (!skipContent(first)) {
                return false;
            }
        } while (open > 0);
        return true;
    }

    private void skipTag() {
        if ((bytes[at++] & LONG_TAG) == LONG_TAG) {
            while (at < bytes.length && bytes[at] < 0) {
                at++;
            }
            at++;
        }
    }

    private boolean skipContent(int first) {
        long length = first;
        if (first > INDEFINITE) {
            int width = first & 0x7F;
            if (width > 4 || at + width > bytes.length) {
                return false;
            }
            length = 0;
            for (int i = 0; i < width; i++) {
                length = length << 8 | bytes[at++] & 0xFF;
            }
        }
        if (at + length > bytes.length) {
            return false;
        }
        at += (int) length;
        return true;
    }
}
