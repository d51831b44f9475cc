package federzug.delivery;

import federzug.delivery.evidence.HandoverMarks;
import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.ledger.LedgerRow.Reason;
import federzug.delivery.ledger.SendLedger;
import federzug.delivery.ledger.Transition;
import federzug.delivery.smtp.MailTransport;
import federzug.notice.Place;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Hands over prepared mails, and records the outcome of each. Several threads may use it at once. */
final class Handover {
    private final SendLedger ledger;
    private final GroupCommit commits;
    private final MailTransport way;
    private final DeliverySettings.Retry retry;
    private final Clock clock;
    private final Consumer<LedgerRow> ended;

    /** @param ended receives each mail whose outcome is recorded */
    Handover(
            SendLedger ledger,
            GroupCommit commits,
            MailTransport way,
            DeliverySettings.Retry retry,
            Clock clock,
            Consumer<LedgerRow> ended) {
        this.ledger = ledger;
        this.commits = commits;
        this.way = way;
        this.retry = retry;
        this.clock = clock;
        this.ended = ended;
    }

    /** Returns when the mail server has answered; the row comes when that is written down. */
    CompletableFuture<LedgerRow> carry(MailPreparation.Ready ready) {
        Handing handing = new Handing(ready.row());
        MailTransport.Outcome outcome;
        try (MailTransport.Turn turn = way.awaitTurn()) {
            outcome = way.carry(ready.mail(), ready.from(), ready.to(), handing);
        } catch (RuntimeException e) {
            commits.now(StaleLeases.interrupted(handing.row));
            throw e;
        }
        handing.ended(outcome);
        return commits.soon(conclusion(handing.row, outcome))
                .thenApply(after -> after.orElseGet(() -> overtaken(ready.row(), outcome)))
                .thenApply(after -> {
                    ended.accept(after);
                    return after;
                });
    }

    private Transition conclusion(LedgerRow row, MailTransport.Outcome outcome) {
        Reason reason = new Reason(outcome.code(), outcome.detail());
        if (outcome.state() != MailState.DEFERRED) {
            return Transition.to(outcome.state(), row, reason, row.mail());
        }
        Instant next = clock.instant().plus(retry.delayAfter(row.attempts()));
        return Transition.defer(row, reason, row.mail(), outcome.mayWait() ? next : null);
    }

    /** Another process released our lease; but we know that the server has the mail. */
    private LedgerRow overtaken(LedgerRow row, MailTransport.Outcome outcome) {
        LedgerRow now = ledger.latest(row);
        return now.state() == MailState.UNKNOWN && outcome.state() == MailState.ACCEPTED
                ? ledger.move(Transition.to(MailState.ACCEPTED, now, Reason.NONE, now.mail()))
                        .orElseGet(() -> ledger.latest(row))
                : now;
    }

    /** Remembers the row as it is while the mail is being handed over. */
    private final class Handing implements MailTransport.Gate {
        private LedgerRow row;

        Handing(LedgerRow row) {
            this.row = row;
        }

        @Override
        public boolean open() {
            HandoverMarks marks = ledger.marks();
            Optional<LedgerRow> next = marks == null ? moved() : marked(marks);
            next.ifPresent(moved -> row = moved);
            return next.isPresent();
        }

        private Optional<LedgerRow> moved() {
            Optional<LedgerRow> next = commits.now(Transition.to(MailState.HANDING_OVER, row, Reason.NONE, row.mail()));
            if (next.isPresent() && ledger.forgetsUnnoticed()) {
                ledger.secure();
            }
            return next;
        }

        private Optional<LedgerRow> marked(HandoverMarks marks) {
            try {
                return marks.begin(row.id(), row.attempts()) ? Optional.of(row.begun()) : Optional.empty();
            } catch (IOException e) {
                throw DeliveryException.failed("delivery.evidence.unwritable", Place.file(HandoverMarks.FOLDER))
                        .causedBy(e);
            }
        }

        /** Until the outcome is committed: after a kill nobody has to ask about a mail that the server has taken. */
        private void ended(MailTransport.Outcome outcome) {
            HandoverMarks marks = ledger.marks();
            if (marks != null && outcome.state() == MailState.ACCEPTED) {
                marks.accepted(row.id(), row.attempts());
            }
        }
    }
}
