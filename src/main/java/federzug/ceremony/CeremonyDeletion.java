package federzug.ceremony;

import federzug.document.Digest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes what a signing keeps of persons when its time is over. States, times, digests and the journal's chain stay: a
 * journal entry's hash covers the digest of its reason, not the reason.
 */
public interface CeremonyDeletion {
    /** Whether any of its signings has not come to its end. */
    boolean isOpen(String matter);

    /** When the last of its signings ended; empty if there was none. */
    Optional<Instant> ended(String matter);

    /** Names, offices, reasons, begun sessions, waiting copies, answers to rehearsal sheets. Repeating changes nothing. */
    void forget(String matter);

    /** All documents that its signings name. */
    Set<Digest> documents(String matter);

    /** The sealed documents, each with its last verdict. */
    Set<Digest> sealed(String matter);

    boolean isNamedElsewhere(Digest digest, String matter);
}
