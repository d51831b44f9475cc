package federzug.document;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which drafts that the parties changed were adopted for an agreement, oldest first; nothing is ever taken back. */
public interface NegotiatedDrafts {
    /**
     * One decision about the wording of an agreement.
     *
     * @param draft the draft in force from then on; null: back to the template
     * @param compared the template's draft at that time
     * @param changes a list of the differences, in the store
     * @param reason for the journal; contains no names
     */
    record Adoption(
            @Nullable Digest draft,
            Digest compared,
            @Nullable Digest changes,
            String reason) {}

    /** The one that counts; empty if nothing was ever adopted. */
    Optional<Adoption> latest(String matter, String agreement);

    /** Whether this draft was in force at some time. */
    boolean wasAdopted(String matter, String agreement, Digest draft);

    /** Repeating the latest one changes nothing. */
    void add(String matter, String agreement, Adoption adoption);
}
