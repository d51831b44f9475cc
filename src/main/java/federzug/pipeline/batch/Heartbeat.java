package federzug.pipeline.batch;

import federzug.pipeline.OrderlyShutdown;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Repeats a task at a fixed rate. One that is running when this is closed runs to its end. */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(Heartbeat::daemon);

    private Heartbeat() {}

    static Heartbeat every(Duration pause, Runnable beat) {
        Heartbeat begun = new Heartbeat();
        begun.executor.scheduleAtFixedRate(
                () -> attempt(beat), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return begun;
    }

    /** A missed beat is no reason to stop: the next one follows, and on this host the process itself counts. */
    private static void attempt(Runnable beat) {
        try {
            beat.run();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("no heartbeat", e);
        }
    }

    @Override
    public void close() {
        OrderlyShutdown.of(executor);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "federzug-heartbeat");
        thread.setDaemon(true);
        return thread;
    }
}
