package federzug.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A SHA-256 digest (FIPS 180-4) of a document's bytes.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {
    public Digest {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
        }
    }

    public static Digest of(byte[] bytes) {
        return new Digest(HexFormat.of().formatHex(sha256().digest(bytes)));
    }

    /** Reads the stream to its end; memory does not grow with its length. */
    public static Digest of(InputStream stream) throws IOException {
        MessageDigest digest = sha256();
        try (DigestInputStream in = new DigestInputStream(stream, digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return new Digest(HexFormat.of().formatHex(digest.digest()));
    }

    public static Digest of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    /** Reads digests from their hexadecimal form; the order stays, repeats go. The set can be added to. */
    public static Set<Digest> all(Collection<String> hex) {
        return hex.stream().map(Digest::new).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Eight digits, enough for people to compare by eye. */
    public String brief() {
        return hex.substring(0, 8);
    }

    @Override
    public String toString() {
        return hex;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
