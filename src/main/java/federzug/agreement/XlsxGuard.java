package federzug.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Checks a workbook before anything of it is parsed: what it unpacks to (a small file can become gigabytes; the sizes
 * it declares are not believed) and that no part declares a document type (entities).
 */
final class XlsxGuard {
    private static final long LARGEST_FILE = 20_000_000;
    private static final long LARGEST_UNPACKED = 100_000_000;
    private static final int MOST_PARTS = 2_000;
    private static final int START = 4_096;

    private XlsxGuard() {}

    /** @return code of the reason why it is rejected, with its argument; empty if it is accepted */
    static Optional<Objection> objection(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            return Optional.of(new Objection("agreement.file.too-large", LARGEST_FILE / 1_000_000));
        }
        if (isOldOrEncrypted(file)) {
            return Optional.of(new Objection("agreement.table.password", ""));
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_PARTS) {
                return Optional.of(new Objection("agreement.table.too-much", zip.size()));
            }
            return parts(zip);
        } catch (ZipException e) {
            return Optional.of(new Objection("agreement.table.not-excel", ""));
        }
    }

    record Objection(String code, Object argument) {}

    private static Optional<Objection> parts(ZipFile zip) throws IOException {
        long unpacked = 0;
        byte[] buffer = new byte[1 << 16];
        Enumeration<? extends ZipEntry> parts = zip.entries();
        while (parts.hasMoreElements()) {
            ZipEntry part = parts.nextElement();
            try (InputStream in = zip.getInputStream(part)) {
                byte[] start = in.readNBytes(START);
                if (hasDocumentType(start)) {
                    return Optional.of(new Objection("agreement.table.not-excel", ""));
                }
                unpacked += start.length;
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    unpacked += read;
                    if (unpacked > LARGEST_UNPACKED) {
                        return Optional.of(
                                new Objection("agreement.table.too-much", LARGEST_UNPACKED / 1_000_000 + " MB"));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A document type stands before the first element, in whatever encoding; zeros of UTF-16 are left out. */
    private static boolean hasDocumentType(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1).replace("\0", "").contains("<!DOCTYPE");
    }

    /** The compound file format: .xls, or an .xlsx with a password. */
    private static boolean isOldOrEncrypted(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            return start.length == 4
                    && start[0] == (byte) 0xD0
                    && start[1] == (byte) 0xCF
                    && start[2] == 0x11
                    && start[3] == (byte) 0xE0;
        }
    }
}
