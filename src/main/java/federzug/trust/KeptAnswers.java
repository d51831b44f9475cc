package federzug.trust;

import federzug.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Answers of revocation services and issuers' certificates, kept for the hour in which such a service is down. A fresh
 * answer always comes first: one revoked in between is seen. Nothing here is believed; each answer is signed.
 */
final class KeptAnswers {
    private final Path folder;
    private final Clock clock;
    private final Duration maximumAge;

    KeptAnswers(Path folder, Clock clock, Duration maximumAge) {
        this.folder = folder;
        this.clock = clock;
        this.maximumAge = maximumAge;
    }

    void keep(String url, byte[] question, byte[] answer) {
        try {
            WholeFile.write(file(url, question), answer);
        } catch (IOException e) {
            // A cache that cannot be written is no cache; the answer itself is there.
        }
    }

    Optional<byte[]> last(String url, byte[] question) {
        Path file = file(url, question);
        try {
            Instant since = Files.getLastModifiedTime(file).toInstant();
            boolean fresh = since.isAfter(clock.instant().minus(maximumAge));
            return fresh ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path file(String url, byte[] question) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(url.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return folder.resolve(HexFormat.of().formatHex(digest.digest(question)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
