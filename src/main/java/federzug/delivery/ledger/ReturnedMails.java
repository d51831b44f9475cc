package federzug.delivery.ledger;

import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import java.util.List;
import java.util.Locale;

/** Finds mails that bounced or were rejected, and whether the same one went to another address of the person since. */
public final class ReturnedMails {
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

    /** Of a returned mail: whether the same one was accepted at another address of the same person since. */
    public boolean isReplaced(MailStatus mail) {
        if (mail.kind() != Message.Kind.AGREEMENT || !isReturned(mail.state())) {
            return false;
        }
        List<LedgerRow> rows = ledger.ofMatter(mail.matter());
        return rows.stream()
                .filter(row -> row.id().equals(mail.id()))
                .map(row -> row.businessKey().substring(0, row.businessKey().lastIndexOf('/') + 1))
                .anyMatch(beginning -> rows.stream()
                        .anyMatch(row -> row.state() == MailState.ACCEPTED
                                && !row.id().equals(mail.id())
                                && row.businessKey().startsWith(beginning)));
    }

    private static boolean isReturned(MailState state) {
        return state == MailState.REJECTED || state == MailState.BOUNCED;
    }
}
