package federzug.delivery;

import federzug.delivery.evidence.HandoverMarks;
import federzug.delivery.evidence.HandoverMarks.Mark;
import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.ledger.LedgerRow.Reason;
import federzug.delivery.ledger.SendLedger;
import federzug.delivery.ledger.Transition;
import java.time.Instant;
import java.util.List;

/** Releases the leases of processes that have died. */
final class StaleLeases {
    private final SendLedger ledger;

    StaleLeases(SendLedger ledger) {
        this.ledger = ledger;
    }

    /** The row unchanged (the same object) if its process is alive. */
    LedgerRow settled(LedgerRow row) {
        if (!row.isTakenUp() || !row.isAbandoned(ledger.now())) {
            return row;
        }
        return ledger.move(recovered(row)).orElseGet(() -> ledger.latest(row));
    }

    private Transition recovered(LedgerRow row) {
        HandoverMarks marks = ledger.marks();
        Mark mark = row.state() != MailState.LEASED
                ? Mark.BEGUN
                : marks == null ? Mark.TAKEN_BACK : marks.takeBack(row.holder(), row.id(), row.attempts());
        if (mark == Mark.ACCEPTED) {
            return Transition.to(MailState.ACCEPTED, row.begun(), Reason.NONE, row.mail());
        }
        if (row.state() == MailState.LEASED && ledger.mayHaveForgotten(row)) {
            return Transition.to(MailState.UNKNOWN, row, new Reason("delivery.smtp.power-cut", ""), row.mail());
        }
        return interrupted(mark == Mark.TAKEN_BACK ? row : row.begun());
    }

    /** The rows that were moved. */
    List<LedgerRow> settled(List<LedgerRow> takenUp) {
        if (takenUp.isEmpty()) {
            return List.of();
        }
        Instant now = ledger.now();
        return takenUp.stream()
                .filter(row -> row.isAbandoned(now))
                .map(this::settled)
                .toList();
    }

    /** Before the end mark a mail waits again; afterwards the outcome is unknown. */
    static Transition interrupted(LedgerRow row) {
        return row.state() == MailState.LEASED
                ? Transition.to(MailState.PENDING, row, Reason.NONE, row.mail())
                : Transition.to(MailState.UNKNOWN, row, new Reason("delivery.smtp.interrupted", ""), row.mail());
    }
}
