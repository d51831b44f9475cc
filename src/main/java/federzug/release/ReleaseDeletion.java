package federzug.release;

import federzug.document.Digest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Deletes what a press release keeps of persons when its time is over. States, times and digests stay. */
public interface ReleaseDeletion {
    /** Whether it may still go out. */
    boolean isOpen(String matter);

    /** When it came to its end; empty if there is none. */
    Optional<Instant> ended(String matter);

    /** What persons said when they approved, and who took part. Repeating it changes nothing. */
    void forgetPersons(String matter);

    /** To whom it went. */
    void forgetRecipients(String matter);

    Set<Digest> documents(String matter);

    boolean isNamedElsewhere(Digest digest, String matter);
}
