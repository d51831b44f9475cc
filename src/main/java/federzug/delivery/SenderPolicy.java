package federzug.delivery;

import federzug.delivery.MailBytes.Addressing;
import federzug.delivery.ledger.LedgerEntry;
import federzug.notice.Place;

/** In whose name mails go out, where answers and failure reports go, and who gets them in a rehearsal. */
final class SenderPolicy {
    /** Before the subject of every mail of a rehearsal. */
    static final String REHEARSAL = "[PROBE] ";

    private final DeliverySettings settings;
    private final boolean sends;

    /**
     * @param sends false: mails stay files
     */
    SenderPolicy(DeliverySettings settings, boolean sends) {
        this.settings = settings;
        this.sends = sends;
    }

    Recipient sender() {
        if (!settings.senderAddress().isEmpty()) {
            return Recipient.of(settings.displayName(), settings.senderAddress());
        }
        if (sends) {
            throw DeliveryException.refused("delivery.settings.sender-missing", Place.NOWHERE);
        }
        // Nothing leaves the machine: a file needs a sender all the same (RFC 5322, 3.6.2).
        return Recipient.of(settings.displayName(), "absender@federzug.example");
    }

    /** Where test mails go: the configured own address, or else the sender's. */
    Recipient ownAddress() {
        return settings.ownAddress().isEmpty() ? sender() : Recipient.of("", settings.ownAddress());
    }

    /** Whether a mail leaves the machine, or is a file only. */
    boolean leaves(Delivery delivery) {
        return sends && !(delivery.rehearsal() && settings.rehearsalAddress().isEmpty());
    }

    String envelopeFrom() {
        return settings.envelopeSender().isEmpty()
                ? sender().asciiAddress()
                : Recipient.of("", settings.envelopeSender()).asciiAddress();
    }

    String envelopeTo(Message message, Delivery delivery) {
        return delivery.rehearsal()
                ? Recipient.of("", settings.rehearsalAddress()).asciiAddress()
                : message.to().asciiAddress();
    }

    Addressing addressing(Message message, Delivery delivery, boolean unsent) {
        boolean redirected =
                delivery.rehearsal() && !settings.rehearsalAddress().isEmpty();
        return new Addressing(
                sender(),
                settings.replyTo().isEmpty() ? null : Recipient.of("", settings.replyTo()),
                redirected ? Recipient.of("", settings.rehearsalAddress()) : null,
                delivery.rehearsal(),
                unsent,
                !unsent && MailboxRules.takesSignedMail(message, delivery.mailboxes()));
    }

    LedgerEntry entry(Message message, Delivery delivery) {
        String subject = delivery.rehearsal() ? REHEARSAL + message.subject() : message.subject();
        String sender = sender().asciiAddress();
        return new LedgerEntry(message, delivery.rehearsal(), subject, sender.substring(sender.indexOf('@') + 1));
    }
}
