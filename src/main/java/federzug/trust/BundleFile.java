package federzug.trust;

import federzug.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The ZIP file of a bundle. It comes from anywhere: names, number and sizes are limited before anything is read. */
final class BundleFile {
    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.p7s";

    private static final String NAMES = "manifest\\.json|manifest\\.p7s|lotl-signers\\.pem|lists/[0-9a-f]{32}\\.xml";
    private static final int MOST_FILES = 300;
    private static final int LARGEST_MANIFEST = 1_000_000;
    private static final int LARGEST = 50_000_000;
    private static final long LARGEST_SUM = 200_000_000;

    private BundleFile() {}

    /** All or nothing. */
    static void write(Path target, Map<String, byte[]> files) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(target.toString());
        }
        WholeFile.writeDurably(target, out -> {
            ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    /** An open bundle whose names are known to be harmless. */
    static final class Reader implements AutoCloseable {
        private final ZipFile zip;
        private long sum;

        /** @throws IOException if it is no bundle: no ZIP file, or with names or numbers that none has */
        Reader(Path file) throws IOException {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            try {
                List<? extends ZipEntry> entries = Collections.list(zip.entries());
                Set<String> names = new HashSet<>();
                for (ZipEntry entry : entries) {
                    if (!entry.getName().matches(NAMES) || !names.add(entry.getName())) {
                        throw new IOException("not a name of a bundle: " + entry.getName());
                    }
                }
                if (entries.size() > MOST_FILES) {
                    throw new IOException("too many files");
                }
            } catch (IOException e) {
                zip.close();
                throw e;
            }
        }

        byte[] manifest() throws IOException {
            return read(MANIFEST, LARGEST_MANIFEST);
        }

        byte[] signature() throws IOException {
            return read(SIGNATURE, LARGEST_MANIFEST);
        }

        /** @throws IOException also if the bytes are not those the manifest names */
        byte[] read(BundleManifest.Entry entry) throws IOException {
            byte[] bytes = read(entry.name(), (int) Math.min(LARGEST, entry.size()));
            if (!entry.matches(bytes)) {
                throw new IOException("altered: " + entry.name());
            }
            return bytes;
        }

        /** Nothing may be there that the manifest does not name. */
        void requireExactly(BundleManifest manifest) throws IOException {
            Set<String> named = new HashSet<>(Set.of(MANIFEST, SIGNATURE));
            for (BundleManifest.Entry entry : manifest.entries()) {
                if (!named.add(entry.name())) {
                    throw new IOException("named twice: " + entry.name());
                }
            }
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!named.remove(entry.getName())) {
                    throw new IOException("not in the manifest: " + entry.getName());
                }
            }
            if (!named.isEmpty()) {
                throw new IOException("missing: " + named);
            }
        }

        private byte[] read(String name, int limit) throws IOException {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new IOException("missing: " + name);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = in.readNBytes(limit + 1);
                sum += bytes.length;
                if (bytes.length > limit || sum > LARGEST_SUM) {
                    throw new IOException("too large: " + name);
                }
                return bytes;
            }
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
