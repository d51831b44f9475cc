package federzug.delivery;

import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.ledger.SendLedger;
import federzug.delivery.ledger.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.dao.DataIntegrityViolationException;

/** Commits the transitions of several threads together: each commit includes what the others have queued meanwhile. */
final class GroupCommit {
    /** Longer than a mail takes on the way to a server nearby, and too short for anybody to notice. */
    private static final long MOMENT_MILLIS = 25;
    /** As many as are handed over together: nothing more is to be expected before the next ones. */
    private static final int ENOUGH = 8;

    private final SendLedger ledger;
    private final Executor writer;
    private final Executor later;
    private final ConcurrentLinkedQueue<Brought> brought = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    /**
     * @param writer executor for commits that no caller waits for
     */
    GroupCommit(SendLedger ledger, Executor writer) {
        this(ledger, writer, writer);
    }

    private GroupCommit(SendLedger ledger, Executor writer, Executor later) {
        this.ledger = ledger;
        this.writer = writer;
        this.later = later;
    }

    /** For many mails in a row: what need not be committed at once waits a moment for others. */
    static GroupCommit ofMany(SendLedger ledger, Executor workers) {
        return new GroupCommit(
                ledger, workers, CompletableFuture.delayedExecutor(MOMENT_MILLIS, TimeUnit.MILLISECONDS, workers));
    }

    private record Brought(Transition move, CompletableFuture<Optional<LedgerRow>> after) {}

    /** Committed when this returns. */
    Optional<LedgerRow> now(Transition move) {
        CompletableFuture<Optional<LedgerRow>> after = bring(move);
        write();
        try {
            return after.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Committed soon, while the mail server already gets the next mail: together with its move, or after a moment. */
    CompletableFuture<Optional<LedgerRow>> soon(Transition move) {
        CompletableFuture<Optional<LedgerRow>> after = bring(move);
        (brought.size() < ENOUGH ? later : writer).execute(this::write);
        return after;
    }

    /**
     * Commits these and all that have been brought before, if the database can be written; an error is left to those
     * that wait.
     */
    void last(List<Transition> moves) {
        moves.forEach(this::bring);
        write();
    }

    private CompletableFuture<Optional<LedgerRow>> bring(Transition move) {
        Brought one = new Brought(move, new CompletableFuture<>());
        brought.add(one);
        return one.after();
    }

    private void write() {
        writing.lock();
        try {
            List<Brought> together = new ArrayList<>();
            for (Brought one = brought.poll(); one != null; one = brought.poll()) {
                together.add(one);
            }
            if (!together.isEmpty()) {
                write(together);
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(List<Brought> together) {
        try {
            List<Optional<LedgerRow>> rows =
                    ledger.moveAll(together.stream().map(Brought::move).toList());
            for (int i = 0; i < rows.size(); i++) {
                together.get(i).after().complete(rows.get(i));
            }
        } catch (RuntimeException e) {
            if (e instanceof DataIntegrityViolationException && together.size() > 1) {
                // One that cannot be written must not take the others with it.
                together.forEach(one -> write(List.of(one)));
            } else {
                together.forEach(one -> one.after().completeExceptionally(e));
            }
        } catch (Error e) {
            // Without this, the callers would block for ever.
            together.forEach(one -> one.after().completeExceptionally(e));
        }
    }
}
