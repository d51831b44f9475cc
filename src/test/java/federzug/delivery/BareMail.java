package federzug.delivery;

import federzug.delivery.MailBytes.Addressing;
import federzug.delivery.ledger.LedgerEntry;
import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.ledger.LedgerRow.Reason;
import federzug.document.DocumentStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;

/** Composes a mail and puts it into a folder, as the postbox does, without its ledger. */
public final class BareMail {
    private final MailBytes bytes;

    public BareMail(DocumentStore store, ZoneId zone) {
        this.bytes = new MailBytes(store, zone, null);
    }

    public void write(Message message, int number, Path folder, Instant now) {
        LedgerRow row = new LedgerRow(
                "0",
                message.matter(),
                message.businessKey(),
                message.kind(),
                message.to().address(),
                message.to().name(),
                "[PROBE] " + number,
                new LedgerEntry(message, true, "", "").fileName(number),
                "<" + number + "@federzug.example>",
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
        Addressing addressing =
                new Addressing(Recipient.of("Federzug", "federzug@behoerde.example"), null, null, true, false, false);
        Outbox.write(folder, row.fileName(), bytes.compose(message, row, addressing));
    }
}
