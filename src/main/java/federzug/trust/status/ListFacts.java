package federzug.trust.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One trusted list as it was last loaded.
 *
 * @param territory two letters, {@code EU} for the list of lists, empty if unknown
 * @param version of the format (ETSI TS 119 612: 5 or 6), 0 if unknown
 * @param sequence number of the list, 0 if unknown
 * @param nextUpdate when its next issue is due, null if unknown
 * @param fetchedAt when it was last fetched, null if never
 * @param services how many trust services it names
 * @param trouble code of the reason why it is not used, empty if it is used
 */
public record ListFacts(
        String address,
        String territory,
        int version,
        int sequence,
        @Nullable Instant issue,
        @Nullable Instant nextUpdate,
        @Nullable Instant fetchedAt,
        int services,
        String trouble) {
    public boolean counts() {
        return trouble.isEmpty();
    }
}
