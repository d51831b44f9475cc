package federzug.release;

import federzug.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How far a press release has come; each state holds what is known in it. */
public sealed interface ReleaseState {
    Papers papers();

    /** When it came into this state. */
    Instant since();

    /** For status and JSON: {@code DRAFTED, HELD, CLEARED, DISPATCHING, DISPATCHED, WITHDRAWN}. */
    default String name() {
        return getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    /** Filled and rendered; not yet examined for release. */
    record Drafted(Papers papers, Instant since) implements ReleaseState {}

    /**
     * Must not go out now.
     *
     * @param reasons at least one, for people
     */
    record Held(Papers papers, List<Notice> reasons, Instant since) implements ReleaseState {
        public Held {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("held for no reason");
            }
        }
    }

    /** May go out now. To be looked at again before sending: time passes and data change. */
    record Cleared(Papers papers, Instant since) implements ReleaseState {}

    /** The first mail may be out: whatever follows, everybody gets exactly these papers or none. */
    record Dispatching(Papers papers, Instant since) implements ReleaseState {}

    /** Every mail has been given to the post. From here only a correction can follow. */
    record Dispatched(Papers papers, Instant since) implements ReleaseState {}

    /** Will not go out. */
    record Withdrawn(Papers papers, Instant since) implements ReleaseState {}
}
