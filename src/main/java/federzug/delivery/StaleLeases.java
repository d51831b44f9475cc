package federzug.delivery;

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
        Transition move = row.state() == MailState.LEASED && ledger.mayHaveForgotten(row)
                ? Transition.to(MailState.UNKNOWN, row, new Reason("delivery.smtp.power-cut", ""), row.mail())
                : interrupted(row);
        return ledger.move(move).orElseGet(() -> ledger.latest(row));
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
