package federzug.pipeline.folder;

import federzug.notice.Notice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process if work hangs on a full disk. The embedded database may wait for ever for a page that
 * cannot be written; then the process ends with a clear word. That loses nothing: everything may be killed at any
 * moment.
 */
public final class DiskWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Optional<Notice>> exhaustion;
    private final Duration look;
    private final Duration patience;
    private final Consumer<Notice> end;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Runnable question;

    private DiskWatch(Supplier<Optional<Notice>> exhaustion, Duration look, Duration patience, Consumer<Notice> end) {
        this.exhaustion = exhaustion;
        this.look = look;
        this.patience = patience;
        this.end = end;
    }

    /**
     * @param end reports the notice and ends the process; called at most once, by another thread
     */
    public static DiskWatch over(Path home, Consumer<Notice> end) {
        return begun(() -> FreeSpace.exhaustion(home), LOOK, PATIENCE, end);
    }

    static DiskWatch begun(
            Supplier<Optional<Notice>> exhaustion, Duration look, Duration patience, Consumer<Notice> end) {
        DiskWatch watch = new DiskWatch(exhaustion, look, patience, end);
        Thread thread = new Thread(watch::watch, "federzug-disk-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /**
     * The database is open: from now on it is asked, and work may take as long as it likes while there is an answer.
     *
     * @param asked something that only a database that works can answer
     */
    public void opened(Runnable asked) {
        question = asked;
    }

    /** The database is being closed: it answers no question any more, but it has to come to an end. */
    public void leaving() {
        question = null;
    }

    @Override
    public void close() {
        over.countDown();
    }

    private void watch() {
        try {
            while (!over.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
                Optional<Notice> full = exhaustion.get();
                if (full.isPresent() && !goesOn() && over.getCount() > 0) {
                    end.accept(full.get());
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean goesOn() throws InterruptedException {
        @Nullable Runnable asked = question;
        if (asked == null) {
            // Being opened or closed.
            return over.await(patience.toMillis(), TimeUnit.MILLISECONDS) || question != null;
        }
        Asking asking = new Asking(asked);
        Thread thread = new Thread(asking, "federzug-disk-question");
        thread.setDaemon(true);
        thread.start();
        return asking.isAnswered();
    }

    /**
     * Asks until there is an answer: a database that has failed answers one with an error, while another may wait for
     * ever. Never interrupted, since an interrupt would itself break an embedded database.
     */
    private final class Asking implements Runnable {
        private final Runnable asked;
        private final CountDownLatch answered = new CountDownLatch(1);
        private volatile boolean givenUp;

        Asking(Runnable asked) {
            this.asked = asked;
        }

        boolean isAnswered() throws InterruptedException {
            boolean inTime = answered.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            givenUp = true;
            return inTime;
        }

        @Override
        public void run() {
            while (answered.getCount() > 0 && !givenUp) {
                try {
                    asked.run();
                    answered.countDown();
                } catch (RuntimeException e) {
                    pause();
                }
            }
        }

        private void pause() {
            try {
                if (over.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
                    answered.countDown();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                givenUp = true;
            }
        }
    }
}
