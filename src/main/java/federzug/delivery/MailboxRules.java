package federzug.delivery;

import federzug.agreement.Address;
import federzug.agreement.Mailbox;
import federzug.delivery.ledger.LedgerRow.Reason;
import federzug.document.Content;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Applies the rules of a mailbox before anything is sent to it. */
final class MailboxRules {
    private static final long MEGABYTE = 1_000_000;

    private MailboxRules() {}

    /**
     * Why this mail must not be sent to this mailbox by a machine; empty if it may.
     *
     * @param size of the whole mail, in bytes
     */
    static Optional<Reason> obstacle(Message message, List<Mailbox> register, long size) {
        Optional<Mailbox> mailbox = of(message, register);
        if (mailbox.isEmpty()) {
            return Optional.empty();
        }
        Mailbox taken = mailbox.get();
        if (message.signed() && taken.signedFiles() == Mailbox.SignedFiles.NEIN) {
            return Optional.of(new Reason("delivery.mailbox.no-signed-files", ""));
        }
        if (taken.maximumMegabytes() > 0 && size > taken.maximumMegabytes() * MEGABYTE) {
            return Optional.of(new Reason("delivery.mailbox.too-large", taken.maximumMegabytes() + " MB"));
        }
        for (Content attachment : message.attachments()) {
            String type = attachment.name().substring(attachment.name().lastIndexOf('.') + 1);
            if (!taken.fileTypes().isEmpty() && !taken.fileTypes().contains(type.toLowerCase(Locale.ROOT))) {
                return Optional.of(new Reason("delivery.mailbox.file-type", attachment.name()));
            }
        }
        return Optional.empty();
    }

    /** A signed mail carries a file of its own, which not every mailbox lets through. */
    static boolean takesSignedMail(Message message, List<Mailbox> register) {
        return of(message, register)
                .map(taken -> taken.signedFiles() == Mailbox.SignedFiles.JA
                        && (taken.fileTypes().isEmpty() || taken.fileTypes().contains("p7s")))
                .orElse(true);
    }

    /** Conditions that a person has to know of; they don't hold the mail back. */
    static List<Notice> conditions(Message message, List<Mailbox> register) {
        return message.signed()
                        && of(message, register)
                                .filter(mailbox -> mailbox.signedFiles() == Mailbox.SignedFiles.BEDINGT)
                                .isPresent()
                ? List.of(Notice.warning(
                        "delivery.mailbox.signed-files-conditional",
                        Place.NOWHERE,
                        message.to().address()))
                : List.of();
    }

    private static Optional<Mailbox> of(Message message, List<Mailbox> register) {
        return register.stream()
                .filter(mailbox -> Address.normal(mailbox.address())
                        .equals(Address.normal(message.to().address())))
                .findFirst();
    }
}
