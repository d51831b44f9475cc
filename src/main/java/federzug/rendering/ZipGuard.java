package federzug.rendering;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipInputStream;

/** Refuses a package that would unfold beyond all measure before anything else reads it. */
final class ZipGuard {
    private static final long LIMIT = 100L << 20;
    private static final int ENTRIES = 2000;

    private ZipGuard() {}

    static void check(byte[] bytes) throws IOException {
        long size = 0;
        int entries = 0;
        byte[] buffer = new byte[1 << 14];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            while (zip.getNextEntry() != null) {
                if (++entries > ENTRIES) {
                    throw new IOException("too many parts");
                }
                for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    size += n;
                    if (size > LIMIT) {
                        throw new IOException("too large when unpacked");
                    }
                }
            }
        }
        if (entries == 0) {
            throw new IOException("not a package");
        }
    }
}
