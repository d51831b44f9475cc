package federzug.access;

import federzug.access.PersonalLink.Kind;
import java.time.Instant;
import java.util.Optional;

/** All links that open a page without an account. */
public interface PersonalLinks {
    /**
     * Makes a link; older ones for the same end here.
     *
     * @return the secret: 32 random bytes as it stands in an address; it can be read only now
     */
    String issue(Kind kind, String matter, String agreement, String person, Instant at, Instant expires);

    /** As {@link #issue}, but older ones for the same stay as they are. */
    String another(Kind kind, String matter, String agreement, String person, Instant at, Instant expires);

    /** Looks a secret up; empty for an unknown, an expired and a revoked one alike. */
    Optional<PersonalLink> find(Kind kind, String secret, Instant at);

    /** Looks up by the digest, which a session may keep. */
    Optional<PersonalLink> known(Kind kind, String digest, Instant at);

    /**
     * Revokes one link.
     *
     * @return false if somebody was faster
     */
    boolean revoke(PersonalLink link, Instant at);
}
