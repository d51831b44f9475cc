package federzug.agreement;

import federzug.notice.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The files of annexes beside the data. Only their digests are kept: a changed annex is changed data. */
interface AnnexFiles {
    /** @return SHA-256 of the file; empty if it cannot be an annex, which is then reported */
    Optional<String> digest(String name, Place named, Problems problems);

    /** For what was read before and holds the digests itself. */
    static AnnexFiles none() {
        return (name, named, problems) -> Optional.empty();
    }

    static AnnexFiles in(MatterFolder folder) {
        return new InFolder(folder);
    }

    /** In the matter's own folder. */
    final class InFolder implements AnnexFiles {
        /** A signed document is mailed: most mailboxes take no more. */
        static final int LARGEST = 20_000_000;

        private final MatterFolder folder;

        private InFolder(MatterFolder folder) {
            this.folder = folder;
        }

        @Override
        public Optional<String> digest(String name, Place named, Problems problems) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.endsWith(".docx") && !lower.endsWith(".pdf")) {
                problems.error("agreement.annex.type", named, name);
                return Optional.empty();
            }
            return folder.file(name, named, problems, "agreement.annex.outside", "agreement.annex.missing")
                    .flatMap(file -> digest(file, name, named, problems));
        }

        private static Optional<String> digest(Path file, String name, Place named, Problems problems) {
            try {
                long size = Files.size(file);
                if (size > LARGEST) {
                    problems.error("agreement.annex.too-large", named, name, LARGEST / 1_000_000);
                    return Optional.empty();
                }
                if (size == 0) {
                    problems.error("agreement.annex.empty", named, name);
                    return Optional.empty();
                }
                return Optional.of(sha256(file));
            } catch (IOException | UncheckedIOException e) {
                problems.error("agreement.annex.unreadable", named, name);
                return Optional.empty();
            }
        }

        private static String sha256(Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file);
                    DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
                digested.transferTo(OutputStream.nullOutputStream());
                return HexFormat.of().formatHex(digested.getMessageDigest().digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
