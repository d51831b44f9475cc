package federzug.access;

import java.time.Instant;

/** Counts what failed, so that nobody can go on guessing. */
public interface Attempts {
    /** What was tried. */
    enum Kind {
        /** Logins with one name. */
        NAME,
        /** Logins from one address. */
        ADDRESS,
        /** Links opened from one address. */
        LINK
    }

    void add(Kind kind, String source, Instant at);

    int since(Kind kind, String source, Instant since);

    /** Forgets the attempts of one source: it was somebody who may. */
    void forget(Kind kind, String source);

    /** Forgets what is too old to count. */
    void forgetBefore(Instant at);
}
