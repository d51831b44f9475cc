package federzug.delivery.ledger;

import federzug.delivery.evidence.HandedOver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes into the send ledger what is known of its mails from outside the database, and which outcomes are unknown. */
public interface DoubtRecords {
    /** The name of this ledger; the same in every copy of its database. */
    String ledgerName();

    boolean knows(String messageId);

    /**
     * Makes the ledger say of a mail that it may have been sent. That is no move of the mail: its row is missing, or
     * older than what has happened.
     *
     * @param row as the ledger knows it; null: not at all
     */
    void takeOver(HandedOver mail, @Nullable LedgerRow row);

    /** The mail in the outbox is the one that was sent: it keeps its Message-ID and its date. */
    void takeOver(LedgerRow row, String messageId, @Nullable Instant date, String fileName);

    /** Nobody knows whether it has been sent since the backup from which its matter was restored. */
    void doubt(LedgerRow row);

    /** When the backup was made from which the matter was restored, as long as nobody has decided since. */
    Optional<Instant> doubtfulSince(String matter);

    void doubt(List<String> matters, Instant backupAt);

    void believe(String matter);
}
