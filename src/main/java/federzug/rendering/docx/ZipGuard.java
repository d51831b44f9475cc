package federzug.rendering.docx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Rejects a decompression bomb before anything else reads the package. */
public final class ZipGuard {
    private static final long LIMIT = 100L << 20;
    private static final int ENTRIES = 2000;

    private ZipGuard() {}

    /** @return what is in the package, by name */
    public static Map<String, byte[]> parts(byte[] bytes) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        long size = 0;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > ENTRIES) {
                    throw new IOException("too many parts");
                }
                byte[] part = zip.readNBytes((int) (LIMIT - size + 1));
                size += part.length;
                if (size > LIMIT) {
                    throw new IOException("too large when unpacked");
                }
                parts.put(entry.getName(), part);
            }
        }
        if (entries == 0) {
            throw new IOException("not a package");
        }
        return parts;
    }
}
