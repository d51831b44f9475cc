package federzug.delivery.ledger;

import federzug.agreement.Address;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds mails that bounced or were rejected, and whether the same one went to another address of the person since. */
public final class ReturnedMails {
    /** Place of the person in most business keys. */
    private static final int KEY = 2;

    private final SendLedger ledger;

    public ReturnedMails(SendLedger ledger) {
        this.ledger = ledger;
    }

    /** Whether a mail of this kind bounced or was rejected. */
    public boolean contain(String matter, Message.Kind kind) {
        return ledger.ofMatter(matter).stream().anyMatch(row -> row.kind() == kind && isReturned(row.state()));
    }

    /** Whether the same agreement mail to the same person bounced or was rejected, at whatever address. */
    public boolean contain(Message message) {
        String beginning = "/" + message.about() + "/" + message.to().key().toLowerCase(Locale.ROOT) + "/";
        return message.kind() == Message.Kind.AGREEMENT
                && ledger.ofMatter(message.matter()).stream()
                        .anyMatch(row -> row.kind() == message.kind()
                                && isReturned(row.state())
                                && row.businessKey().contains(beginning));
    }

    /** How these mails of one or more matters stand, in their order; which of those that came back are replaced. */
    public List<MailStatus> statuses(List<LedgerRow> rows) {
        if (rows.stream().noneMatch(row -> isReturned(row.state()))) {
            return rows.stream().map(LedgerRow::status).toList();
        }
        Map<List<String>, LedgerRow> latest = new HashMap<>();
        rows.stream()
                .filter(row -> isToPerson(row) && row.state() != MailState.WITHDRAWN)
                .forEach(row -> latest.merge(same(row), row, ReturnedMails::later));
        return rows.stream()
                .map(row -> isReplaced(row, latest.get(same(row)))
                        ? row.status().replacedBecause(readdressed(row))
                        : row.status())
                .toList();
    }

    /** Whether the last try of the same mail went to another address. */
    private static boolean isReplaced(LedgerRow row, @Nullable LedgerRow last) {
        return last != null
                && isReturned(row.state())
                && !Address.normal(last.recipient()).equals(Address.normal(row.recipient()));
    }

    /** Somebody known by the address alone, as on a press list, has no other. */
    private static boolean isToPerson(LedgerRow row) {
        return row.kind() != Message.Kind.PRESS && row.keyParts().size() > KEY + 1;
    }

    /**
     * What two mails have in common of which the later does without the earlier: matter, kind, what it is about, and the
     * person. A reminder brings what the invitation did.
     */
    private static List<String> same(LedgerRow row) {
        List<String> parts = row.keyParts();
        boolean invites = row.kind() == Message.Kind.REMINDER;
        List<String> same = new ArrayList<>(List.of(
                row.matter(),
                Boolean.toString(row.businessKey().startsWith(LedgerEntry.REHEARSAL)),
                (invites ? Message.Kind.INVITATION : row.kind()).name()));
        int person = row.kind() == Message.Kind.SIGNING_NEWS ? KEY + 1 : KEY;
        parts.stream().skip(1).limit(person).forEach(part -> same.add(part.toLowerCase(Locale.ROOT)));
        return same;
    }

    /** The second, if both were tried at once: rows come in the order of their numbers. */
    private static LedgerRow later(LedgerRow first, LedgerRow second) {
        return first.triedSince().isAfter(second.triedSince()) ? first : second;
    }

    private static Notice readdressed(LedgerRow row) {
        return Notice.note(
                "delivery.retry.readdressed",
                Place.file(row.fileName()),
                row.recipient(),
                "",
                row.messageId(),
                row.id(),
                "");
    }

    private static boolean isReturned(MailState state) {
        return state == MailState.REJECTED || state == MailState.BOUNCED;
    }
}
