package federzug.delivery;

import federzug.agreement.Address;
import federzug.delivery.DeliveryReport.Action;
import federzug.delivery.DeliveryReport.Fate;
import federzug.delivery.inbox.IncomingRecords;
import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.ledger.LedgerRow.Reason;
import federzug.delivery.ledger.SendLedger;
import federzug.delivery.ledger.Transition;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the mail that a report is about, in four steps: by our own number in the address or envelope; by the Message-ID of
 * the mail that is quoted; by the recipient, if exactly one mail went there lately; else it is unclear.
 */
final class Bounces {
    /** Mail servers try for five days, and warn after some hours. */
    private static final Duration LATELY = Duration.ofDays(14);

    /** May be on its way although no server was seen to take it: a person sends the mail of a file with its Message-ID. */
    private static final Set<MailState> PERHAPS_OUT = Set.of(MailState.UNKNOWN, MailState.BY_HAND);

    private static final Set<Action> ARRIVED = Set.of(Action.DELIVERED, Action.RELAYED, Action.EXPANDED);

    private final SendLedger ledger;
    private final IncomingRecords records;
    private final Clock clock;

    Bounces(SendLedger ledger, IncomingRecords records, Clock clock) {
        this.ledger = ledger;
        this.records = records;
        this.clock = clock;
    }

    /**
     * What a report said of one of our mails.
     *
     * @param clear it was understood, and there is nothing for a person to read
     */
    record Found(LedgerRow row, boolean clear, Notice notice) {}

    /** Empty if it is about none of our mails, or cannot be matched to exactly one. */
    List<Found> take(DeliveryReport report) {
        Optional<LedgerRow> named = byNumber(report).or(() -> byMessageId(report));
        List<Found> found = new ArrayList<>();
        if (named.isPresent()) {
            found.add(report.fates().isEmpty() ? unread(named.get()) : together(named.get(), report.fates()));
            return found;
        }
        for (Fate fate : report.fates()) {
            byRecipient(fate).ifPresent(row -> found.add(noted(row, fate)));
        }
        return found;
    }

    /** About an address that we wrote to, and no one mail of them. */
    boolean isPerhapsOurs(DeliveryReport report) {
        List<String> ours = ledger.all().stream()
                .map(row -> Address.normal(row.recipient()))
                .toList();
        return report.fates().stream()
                .flatMap(fate -> Stream.of(fate.original(), fate.recipient()))
                .anyMatch(address -> ours.contains(Address.normal(address)));
    }

    private Optional<LedgerRow> byNumber(DeliveryReport report) {
        Stream<Optional<LedgerRow>> own = report.ownIds().stream().map(ledger::find);
        Stream<Optional<LedgerRow>> envelope = report.envelopeId().isEmpty()
                ? Stream.empty()
                : Stream.of(ledger.byMessageId(bracketed(report.envelopeId())));
        return Stream.concat(own, envelope).flatMap(Optional::stream).findFirst();
    }

    private Optional<LedgerRow> byMessageId(DeliveryReport report) {
        return report.messageIds().stream()
                .map(ledger::byMessageId)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<LedgerRow> byRecipient(Fate fate) {
        List<LedgerRow> lately = Stream.of(fate.original(), fate.recipient())
                .filter(address -> !address.isEmpty())
                .map(Address::normal)
                .distinct()
                .flatMap(address -> ledger.sentSince(clock.instant().minus(LATELY)).stream()
                        .filter(row -> PERHAPS_OUT.contains(row.state())
                                || row.state() == MailState.ACCEPTED
                                || row.state() == MailState.BOUNCED)
                        .filter(row -> Address.normal(row.recipient()).equals(address)))
                .distinct()
                .toList();
        return lately.size() == 1 ? Optional.of(lately.get(0)) : Optional.empty();
    }

    /** What a list or a redirection at the recipient's has delivered to some and not to others has not come back. */
    private Found together(LedgerRow row, List<Fate> fates) {
        Fate worst = worst(row, fates);
        boolean partly = worst.isFinal() && fates.stream().anyMatch(fate -> ARRIVED.contains(fate.action()));
        return partly ? new Found(row, false, note("delivery.bounce.partly", row, worst)) : noted(row, worst);
    }

    /** One mail has one recipient; who forwards it may name several. */
    private static Fate worst(LedgerRow row, List<Fate> fates) {
        return fates.stream()
                .filter(Fate::isFinal)
                .findFirst()
                .or(() -> fates.stream()
                        .filter(fate -> fate.action() == Action.DELAYED)
                        .findFirst())
                .or(() -> fates.stream()
                        .filter(fate -> Address.normal(fate.recipient()).equals(Address.normal(row.recipient())))
                        .findFirst())
                .orElse(fates.get(0));
    }

    private Found noted(LedgerRow row, Fate fate) {
        Reason reason = new Reason("delivery.bounce.failed", said(fate));
        if (fate.isFinal()) {
            LedgerRow after = row;
            if (PERHAPS_OUT.contains(row.state())) {
                after = moved(Transition.to(MailState.ACCEPTED, row, Reason.NONE, row.mail()));
            }
            if (after.state() == MailState.ACCEPTED) {
                after = moved(Transition.to(MailState.BOUNCED, after, reason, after.mail()));
            }
            if (isAboutTheAddress(fate)) {
                records.mark(Address.normal(row.recipient()), IncomingRecords.Mark.BOUNCED, said(fate));
            }
            boolean known = after.state() == MailState.BOUNCED;
            return new Found(
                    after, known, note(known ? "delivery.bounce.failed" : "delivery.bounce.unclear", row, fate));
        }
        return switch (fate.action()) {
            case DELAYED -> new Found(row, true, note("delivery.bounce.delayed", row, fate));
            case DELIVERED, RELAYED, EXPANDED -> {
                LedgerRow after = PERHAPS_OUT.contains(row.state())
                        ? moved(Transition.to(MailState.ACCEPTED, row, Reason.NONE, row.mail()))
                        : row;
                if (fate.action() == Action.DELIVERED) {
                    records.unmark(Address.normal(row.recipient()), IncomingRecords.Mark.BOUNCED);
                }
                yield new Found(after, true, note("delivery.bounce.delivered", row, fate));
            }
            case FAILED, UNKNOWN -> new Found(row, false, note("delivery.bounce.unclear", row, fate));
        };
    }

    private static Found unread(LedgerRow row) {
        return new Found(
                row,
                false,
                Notice.warning("delivery.bounce.unclear", Place.file(row.matter()), row.recipient(), "", row.id()));
    }

    private LedgerRow moved(Transition move) {
        return ledger.move(move).orElseGet(() -> ledger.latest(move.row()));
    }

    /** X.1, also X.1.10 (RFC 7505, and Exchange for no such mailbox), and X.2.1: the address, not its server, its size or its rules (RFC 3463). */
    private static boolean isAboutTheAddress(Fate fate) {
        return fate.status().matches("5\\.1\\.(?:[0-36]|10)|5\\.2\\.1");
    }

    private static Notice note(String code, LedgerRow row, Fate fate) {
        Object[] arguments = {row.recipient(), said(fate), row.id()};
        return code.equals("delivery.bounce.delivered") || code.equals("delivery.bounce.delayed")
                ? Notice.note(code, Place.file(row.matter()), arguments)
                : Notice.warning(code, Place.file(row.matter()), arguments);
    }

    private static String said(Fate fate) {
        return (fate.status() + " " + fate.diagnostic()).strip();
    }

    private static String bracketed(String id) {
        return id.startsWith("<") ? id : "<" + id + ">";
    }
}
