package federzug.trust.status;

import federzug.notice.Notice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fresh the trust data are.
 *
 * @param listIssue issue time of the newest list, null if there is none
 * @param loadedAt when it was last loaded and its signature checked, null if never
 * @param stale too old or missing: nothing may then be called valid
 * @param notices why they are stale, what will be soon, and what to do
 */
public record TrustStatus(
        TrustSource source,
        @Nullable Instant listIssue,
        int listSequence,
        @Nullable Instant loadedAt,
        boolean stale,
        List<Notice> notices) {
    public TrustStatus {
        notices = List.copyOf(notices);
    }

    public TrustStatus(
            TrustSource source,
            @Nullable Instant listIssue,
            int listSequence,
            @Nullable Instant loadedAt,
            boolean stale) {
        this(source, listIssue, listSequence, loadedAt, stale, List.of());
    }
}
