package federzug.delivery;

import federzug.delivery.Postbox.Decision;
import federzug.delivery.Postbox.Resolution;
import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.ledger.LedgerRow.Reason;
import federzug.delivery.ledger.SendLedger;
import federzug.delivery.ledger.Transition;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Records people's decisions about mails: all of them or, if any is wrong, none. */
final class Resolutions {
    private static final Reason BY_PERSON = new Reason("delivery.resolve.by-person", "");

    private final SendLedger ledger;
    private final StaleLeases staleLeases;

    Resolutions(SendLedger ledger, StaleLeases staleLeases) {
        this.ledger = ledger;
        this.staleLeases = staleLeases;
    }

    /** A row and what it becomes. */
    private record Case(LedgerRow row, MailState next, boolean perhapsTwice) {
        /** It is so already. */
        boolean isSettled() {
            return row.state() == next && (next != MailState.PENDING || row.perhapsTwice() == perhapsTwice);
        }

        /** Only of a mail that may have arrived it can be said that it may come twice. */
        boolean isWithoutDoubt() {
            return perhapsTwice && !isSettled() && row.state() != MailState.UNKNOWN;
        }
    }

    /** Takes back mails of this kind that have not gone, but for those that are kept. */
    List<LedgerRow> withdraw(String matter, Message.Kind kind, Set<String> kept) {
        Reason why =
                new Reason(kind == Message.Kind.PRESS ? "delivery.retry.withdrawn" : "delivery.retry.outdated", "");
        return ledger
                .moveAll(ledger.ofMatter(matter).stream()
                        .filter(row -> row.kind() == kind && row.state().isOpen() && !kept.contains(row.id()))
                        .map(row -> Transition.to(MailState.WITHDRAWN, row, why, row.mail()))
                        .toList())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Takes back mails that came back: they have gone to another address since. */
    void replaceReturned(List<String> ids) {
        Reason why = new Reason("delivery.retry.readdressed", "");
        ledger.moveAll(ids.stream()
                .flatMap(id -> ledger.find(id).stream())
                .filter(row -> row.state() == MailState.REJECTED || row.state() == MailState.BOUNCED)
                .map(row -> Transition.to(MailState.WITHDRAWN, row, why, row.mail()))
                .toList());
    }

    List<LedgerRow> decide(List<Decision> decisions) {
        List<Notice> wrong = new ArrayList<>();
        List<Case> cases = new ArrayList<>();
        for (Decision decision : decisions) {
            Optional<LedgerRow> row = ledger.find(decision.id()).map(staleLeases::settled);
            if (row.isEmpty()) {
                wrong.add(Notice.error("delivery.resolve.no-such-mail", Place.NOWHERE, decision.id()));
                continue;
            }
            Case one = new Case(row.get(), next(decision), decision.resolution() == Resolution.RESEND_PERHAPS_TWICE);
            obstacle(one).ifPresent(wrong::add);
            cases.add(one);
        }
        contradictions(decisions, wrong);
        if (!wrong.isEmpty()) {
            throw new DeliveryException(Kind.INPUT, wrong);
        }
        return written(cases);
    }

    private List<LedgerRow> written(List<Case> cases) {
        ledger.moveAll(cases.stream()
                .filter(one -> !one.isSettled())
                .map(one -> Transition.decide(one.row(), one.next(), BY_PERSON, one.perhapsTwice()))
                .toList());
        return cases.stream().map(one -> ledger.latest(one.row())).toList();
    }

    private static MailState next(Decision decision) {
        return decision.resolution() == Resolution.SENT ? MailState.ACCEPTED : MailState.PENDING;
    }

    private static Optional<Notice> obstacle(Case one) {
        LedgerRow row = one.row();
        if (row.matter().equals(TestMail.MATTER) && one.next() == MailState.PENDING) {
            return Optional.of(Notice.error("delivery.resolve.test-mail", Place.NOWHERE, row.id()));
        }
        if (one.isWithoutDoubt() && row.state() != MailState.ACCEPTED) {
            return Optional.of(Notice.error("delivery.resolve.no-doubt", Place.NOWHERE, row.id(), row.recipient()));
        }
        boolean untouched = row.state() == MailState.PENDING && row.decidedAt() == null;
        if (one.isSettled() || !untouched && row.state().mayBecome(one.next())) {
            return Optional.empty();
        }
        String code = switch (row.state()) {
            case ACCEPTED -> "delivery.resolve.accepted";
            case LEASED, HANDING_OVER -> "delivery.resolve.on-its-way";
            case PENDING -> "delivery.resolve.not-yet-sent";
            default -> "delivery.resolve.nothing-to-decide";
        };
        return Optional.of(Notice.error(code, Place.NOWHERE, row.id(), row.recipient()));
    }

    private static void contradictions(List<Decision> decisions, List<Notice> wrong) {
        decisions.stream()
                .map(Decision::id)
                .distinct()
                .filter(id -> decisions.stream()
                                .filter(one -> one.id().equals(id))
                                .map(Decision::resolution)
                                .distinct()
                                .count()
                        > 1)
                .forEach(id -> wrong.add(Notice.error("delivery.resolve.both", Place.NOWHERE, id)));
    }
}
