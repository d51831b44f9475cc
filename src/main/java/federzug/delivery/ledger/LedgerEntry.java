package federzug.delivery.ledger;

import federzug.agreement.PathName;
import federzug.delivery.MailState;
import federzug.delivery.Message;
import federzug.delivery.ledger.LedgerRow.Reason;
import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * A mail that is to have a row.
 *
 * @param subject as it will be sent
 * @param domain right side of the Message-ID (RFC 5322, 3.6.4)
 */
public record LedgerEntry(Message message, boolean rehearsal, String subject, String domain) {
    /** Before the keys of rehearsals. */
    public static final String REHEARSAL = "probe/";

    /** Mails of the rehearsal don't count when the same matter is signed for real. */
    String key() {
        return (rehearsal ? REHEARSAL : "") + message.businessKey();
    }

    String formerKey() {
        return (rehearsal ? REHEARSAL : "") + message.formerKey();
    }

    /** {@code 01-raphael.eml}: the number keeps names apart that are written alike. */
    public String fileName(int ordinal) {
        String part = PathName.of(message.to().key());
        return String.format(Locale.ROOT, "%02d-%s.eml", ordinal, part.isEmpty() ? "empfaenger" : part);
    }

    /**
     * The row of a mail that is not yet leased.
     *
     * @param digits how long its id is
     */
    LedgerRow row(int ordinal, int digits, Instant now) {
        // The date is part of the Message-ID: a rehearsal repeated in a fresh home must not be dropped as a duplicate.
        String identity = message.matter() + "\n" + key();
        return new LedgerRow(
                digest(identity).substring(0, digits),
                message.matter(),
                key(),
                message.kind(),
                message.to().address(),
                message.to().name(),
                subject,
                fileName(ordinal),
                "<" + digest(identity + "\n" + now).substring(0, 32) + "@" + domain + ">",
                MailState.PENDING,
                Reason.NONE,
                null,
                0,
                "",
                null,
                now,
                now,
                null,
                null,
                false,
                0);
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
