package federzug.rendering;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
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

    /** @return a part of a package, each byte as one character; empty if there is none */
    static String part(byte[] bytes, String name) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readNBytes((int) LIMIT), StandardCharsets.ISO_8859_1);
                }
            }
        } catch (IOException e) {
            // Whoever renders it says so.
        }
        return "";
    }
}
