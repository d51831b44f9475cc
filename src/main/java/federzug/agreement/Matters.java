package federzug.agreement;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The matters that were accepted, by their identity. */
public interface Matters {
    Optional<StoredMatter> find(String id);

    List<String> ids();

    /** Deletes the data of a matter when their time is over. Identity and digests stay; repeating it changes nothing. */
    void forget(String id);

    /** Whether the data of a matter were deleted when their time was over. Its identity is never used again. */
    boolean isForgotten(String id);

    /** What the matter just read changes against the accepted one; empty if it is new or says the same. */
    List<Difference> differences(Matter read);

    /**
     * Accepts a matter: version 1 if new, the same version if nothing differs (only {@code out} is updated), the next
     * one otherwise. Whether a change is allowed is decided before.
     *
     * @param by who accepts it
     * @throws AgreementException if the matter could not be read again; nothing is stored then
     */
    StoredMatter accept(Matter matter, boolean rehearsal, Path out, String by);

    /** Accepts a matter without saying who did: for what a service does by itself. */
    default StoredMatter accept(Matter matter, boolean rehearsal, Path out) {
        return accept(matter, rehearsal, out, "");
    }

    /** When and by whom the version in force was accepted; empty if there is no such matter. */
    Optional<Accepted> accepted(String id);

    /** A version of a matter as it was accepted, in its own text; empty if there is none. */
    Optional<String> text(String id, int version);

    /** @param by empty if nobody was named */
    record Accepted(int version, Instant at, String by) {}

    /**
     * The accepted data of a matter as a data file for another one.
     *
     * @param newId identity of the other matter
     * @throws AgreementException if it is no identity
     */
    String dataFor(String id, String newId);

    /** The accepted versions of a matter that can be read by the rules of today, newest first. */
    List<StoredMatter> readableVersions(String id);

    /**
     * Puts an older version in force again, as a new one: nothing is overwritten.
     *
     * @throws AgreementException if that version cannot be read or does not exist
     */
    StoredMatter goBackTo(String id, int version);

    /**
     * The accepted matter with one person replaced by another, step and deadline; not accepted yet.
     *
     * @param by the person who signs instead, with the means to do it
     * @throws AgreementException if the deputy is not among the matter's persons, signs this agreement already, or lacks what
     *     a signatory needs
     */
    Matter replacing(String id, String agreement, String person, By by);

    /**
     * @param person key in the matter's data
     * @param device {@code geraet}
     */
    record By(String person, String device) {}

    /**
     * One changed value.
     *
     * @param path for example {@code personen[0].name}; list entries with a {@code schluessel} are matched by it
     * @param before empty if added
     * @param after empty if removed
     */
    record Difference(String path, String before, String after) {}
}
