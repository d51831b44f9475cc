package federzug.trust.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fresh the trust data are.
 *
 * @param listIssue issue time of the newest list, null if there is none
 * @param loadedAt when it was last loaded and its signature checked, null if never
 * @param stale too old or missing: nothing may then be called valid
 */
public record TrustStatus(
        TrustSource source,
        @Nullable Instant listIssue,
        int listSequence,
        @Nullable Instant loadedAt,
        boolean stale) {}
