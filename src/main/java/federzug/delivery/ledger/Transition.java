package federzug.delivery.ledger;

import federzug.delivery.MailState;
import federzug.delivery.ledger.LedgerRow.Reason;
import federzug.document.Digest;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One state transition of one mail; applies only if the row is unchanged since it was read.
 *
 * @param mail digest of the bytes that go out
 * @param leaseUntil null: not leased
 * @param nextAttempt null: at once
 * @param decided by a person
 * @param perhapsTwice as the person decided; what a person decided before stays otherwise
 */
public record Transition(
        LedgerRow row,
        MailState next,
        Reason reason,
        @Nullable Digest mail,
        @Nullable Instant leaseUntil,
        @Nullable Instant nextAttempt,
        boolean decided,
        boolean perhapsTwice) {
    public Transition {
        if (!row.state().mayBecome(next)) {
            throw new IllegalStateException(row.state() + " never becomes " + next);
        }
    }

    /** Takes a mail up for this process. */
    public static Transition lease(LedgerRow row, Digest mail, Instant until) {
        return new Transition(row, MailState.LEASED, Reason.NONE, mail, until, null, false, false);
    }

    /** Moves a mail on, and keeps the lease if it stays in this process's hands. */
    public static Transition to(MailState next, LedgerRow row, Reason reason, @Nullable Digest mail) {
        return new Transition(
                row, next, reason, mail, next == MailState.HANDING_OVER ? row.leaseUntil() : null, null, false, false);
    }

    /** Puts a mail off; null: until the next call. */
    public static Transition defer(LedgerRow row, Reason reason, @Nullable Digest mail, @Nullable Instant nextAttempt) {
        return new Transition(row, MailState.DEFERRED, reason, mail, null, nextAttempt, false, false);
    }

    /** Moves a mail on because a person has decided so. */
    public static Transition decide(LedgerRow row, MailState next, Reason reason, boolean perhapsTwice) {
        return new Transition(row, next, reason, row.mail(), null, null, true, perhapsTwice);
    }

    /**
     * The row afterwards.
     *
     * @param holder of the lease, if it has one
     * @param again when it may be tried again, as the ledger keeps it
     */
    LedgerRow applied(String holder, @Nullable ZonedDateTime again, Instant now) {
        return new LedgerRow(
                row.id(),
                row.matter(),
                row.businessKey(),
                row.kind(),
                row.recipient(),
                row.name(),
                row.subject(),
                row.fileName(),
                row.messageId(),
                next,
                reason,
                mail,
                row.attempts() + (next == MailState.LEASED ? 1 : 0),
                leaseUntil == null ? "" : holder,
                JdbcLedgerRows.micros(leaseUntil),
                row.createdAt(),
                now,
                again,
                decided ? now : row.decidedAt(),
                decided ? perhapsTwice : row.perhapsTwice(),
                row.version() + 1);
    }
}
