package federzug.access;

import java.time.Instant;

/** Counts failed attempts, to limit guessing. */
public interface Attempts {
    /** What was tried. */
    enum Kind {
        /** Logins with one name. */
        NAME,
        /** Logins from one address. */
        ADDRESS,
        /** Links opened from one address. */
        LINK,
        /** Codes for one person's turn. */
        CODE
    }

    void add(Kind kind, String source, Instant at);

    int since(Kind kind, String source, Instant since);

    /** Removes the attempts of one source: after a successful login, or by an administrator. */
    void forget(Kind kind, String source);

    /** Forgets what is too old to count. */
    void forgetBefore(Instant at);
}
