package federzug.ceremony;

import java.time.Instant;
import java.util.Optional;

/**
 * Signatures that wait for a person's browser to come back from a remote service. What they need then is kept encrypted
 * under the {@code state} of the request, which only the browser brings back: who reads the database, or a backup of it,
 * learns no token.
 */
public interface RemoteLogins {
    /**
     * @param content may hold tokens
     * @param end when it is too late to come back
     * @return false if too many wait already; nothing is kept then
     */
    boolean keep(String state, String content, Instant now, Instant end);

    /** What was kept, once and in time; empty for a value that nobody waits for. */
    Optional<String> take(String state, Instant now);
}
