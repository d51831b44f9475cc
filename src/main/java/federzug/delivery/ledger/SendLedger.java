package federzug.delivery.ledger;

import federzug.delivery.Message;
import federzug.delivery.evidence.HandoverMarks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps one row for each mail. Commits independently, even inside a caller's transaction. */
public interface SendLedger {
    /** The rows of these mails, made if there are none. Two processes that make one at once get the same one. */
    List<LedgerRow> entries(List<LedgerEntry> wanted);

    /** Empty if this mail has never been written. */
    Optional<LedgerRow> find(LedgerEntry entry);

    Optional<LedgerRow> find(String id);

    /** @param messageId with angle brackets */
    Optional<LedgerRow> byMessageId(String messageId);

    List<LedgerRow> sentSince(Instant moment);

    /** The row as it is by now. */
    LedgerRow latest(LedgerRow row);

    List<LedgerRow> ofMatter(String matter);

    /** Under which keys the mails of a kind are known, in the order of their numbers. */
    List<String> keys(String matter, Message.Kind kind);

    List<LedgerRow> all();

    List<LedgerRow> takenUp();

    List<LedgerRow> takenUp(String matter);

    /**
     * @return the row afterwards, or empty if it was changed meanwhile
     */
    Optional<LedgerRow> move(Transition move);

    /** Several moves in one commit; each counts for itself. */
    List<Optional<LedgerRow>> moveAll(List<Transition> moves);

    /** The time by which leases count: where several machines share a ledger, that of the database. */
    Instant now();

    /**
     * Makes durable what has been committed, also against a power cut: the embedded database writes at every commit, but
     * leaves it to the operating system when the disk has it. PostgreSQL has made it durable already.
     */
    void secure();

    /**
     * Where it is recorded which leased mails have begun to be handed over; null: in the ledger, by a move. Beside the
     * embedded database that is quicker, and as safe: whoever can open it finds these files.
     */
    @Nullable
    HandoverMarks marks();

    /** Whether commits were lost in a machine stop is unknown: each must be flushed before it counts. */
    boolean forgetsUnnoticed();

    /** Leased before the machine stopped: whether it was handed over since may have been forgotten. */
    boolean mayHaveForgotten(LedgerRow row);
}
