package federzug.delivery;

import java.util.EnumSet;
import java.util.Set;

/** The state of a mail. The only moves are those named here. */
public enum MailState {
    /** Recorded, not yet leased. */
    PENDING,
    /** A process has leased it; if that dies, it is PENDING again. If the machine stops, it is UNKNOWN. */
    LEASED,
    /**
     * The mail server has everything but the end mark. If the connection is lost now, the outcome cannot be known:
     * UNKNOWN.
     */
    HANDING_OVER,
    /** The mail server has taken it, or a person has sent it; in a rehearsal: it lies in the outbox folder. */
    ACCEPTED,
    /** Not taken for now; tried again by the first call after a while. */
    DEFERRED,
    /** Refused for good. */
    REJECTED,
    /** Perhaps taken, perhaps not. Never sent again unless a person decides so. */
    UNKNOWN,
    /** Taken, and came back. */
    BOUNCED,
    /** A person sends it, or does what it was for in another way. */
    BY_HAND,
    /** Never went out, and its recipient is no longer among those who are to get it. */
    WITHDRAWN;

    public boolean mayBecome(MailState next) {
        return next(this).contains(next);
    }

    /** Waits for a call that takes it up. */
    public boolean isOpen() {
        return this == PENDING || this == DEFERRED;
    }

    private static Set<MailState> next(MailState state) {
        return switch (state) {
            case PENDING -> EnumSet.of(LEASED, DEFERRED, ACCEPTED, BY_HAND, WITHDRAWN);
            case DEFERRED -> EnumSet.of(PENDING, LEASED, DEFERRED, ACCEPTED, BY_HAND, WITHDRAWN);
            case LEASED -> EnumSet.of(HANDING_OVER, PENDING, DEFERRED, REJECTED, UNKNOWN);
            case HANDING_OVER -> EnumSet.of(ACCEPTED, DEFERRED, REJECTED, UNKNOWN);
            case UNKNOWN, BY_HAND -> EnumSet.of(ACCEPTED, PENDING);
            case REJECTED -> EnumSet.of(ACCEPTED, PENDING, DEFERRED, WITHDRAWN);
            case WITHDRAWN -> EnumSet.of(PENDING);
            case ACCEPTED -> EnumSet.of(BOUNCED);
            case BOUNCED -> EnumSet.of(PENDING, WITHDRAWN);
        };
    }
}
