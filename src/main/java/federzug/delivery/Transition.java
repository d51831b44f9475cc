package federzug.delivery;

import federzug.delivery.LedgerRow.Reason;
import federzug.document.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One state transition of one mail; applies only if the row is unchanged since it was read.
 *
 * @param mail digest of the bytes that go out
 * @param leaseUntil null: not leased
 * @param nextAttempt null: at once
 * @param decided by a person
 */
record Transition(
        LedgerRow row,
        MailState next,
        Reason reason,
        @Nullable Digest mail,
        @Nullable Instant leaseUntil,
        @Nullable Instant nextAttempt,
        boolean decided) {
    Transition {
        if (!row.state().mayBecome(next)) {
            throw new IllegalStateException(row.state() + " never becomes " + next);
        }
    }

    /** Takes a mail up for this process. */
    static Transition lease(LedgerRow row, Digest mail, Instant until) {
        return new Transition(row, MailState.LEASED, Reason.NONE, mail, until, null, false);
    }

    /** Moves a mail on, and keeps the lease if it stays in this process's hands. */
    static Transition to(MailState next, LedgerRow row, Reason reason, @Nullable Digest mail) {
        return new Transition(
                row, next, reason, mail, next == MailState.HANDING_OVER ? row.leaseUntil() : null, null, false);
    }

    /** Puts a mail off; null: until the next call. */
    static Transition defer(LedgerRow row, Reason reason, @Nullable Digest mail, @Nullable Instant nextAttempt) {
        return new Transition(row, MailState.DEFERRED, reason, mail, null, nextAttempt, false);
    }

    /** Moves a mail on because a person has decided so. */
    static Transition decide(LedgerRow row, MailState next, Reason reason) {
        return new Transition(row, next, reason, row.mail(), null, null, true);
    }
}
