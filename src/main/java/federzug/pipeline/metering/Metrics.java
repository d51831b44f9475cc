package federzug.pipeline.metering;

import federzug.pipeline.Standings;
import federzug.pipeline.folder.FreeSpace;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reports the state of Federzug as metrics. However often it is asked, one thread at most queries the database, every
 * few seconds; a caller waits for it a short time only, since a database that is gone is waited for elsewhere, for
 * minutes.
 */
@Component
public class Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Standings standings;
    private final Meters meters;
    private final AtomicReference<@Nullable Look> running = new AtomicReference<>();
    private volatile boolean there;
    private volatile long lookedAt = System.nanoTime() - FRESH.toNanos();

    /** One look at the database. */
    private static final class Look {
        private final CountDownLatch ended = new CountDownLatch(1);
    }

    Metrics(Standings standings, Meters meters, FreeSpace freeSpace) {
        this.standings = standings;
        this.meters = meters;
        @Nullable String version = Metrics.class.getPackage().getImplementationVersion();
        meters.info(version == null ? "" : version);
        meters.gauge("federzug.database.up", () -> there ? 1 : 0);
        meters.gauge("federzug.disk.free.bytes", () -> freeSpace.bytes().orElse(-1));
    }

    /** The media type of {@link #text}. */
    public static final String TYPE = PrometheusText.TYPE;

    /** In the text form of Prometheus. What the database knows may be a few seconds old, or older while it is gone. */
    public String text() {
        look();
        return meters.text();
    }

    /** Whether the database answers. */
    public boolean isDatabaseThere() {
        look();
        return there;
    }

    private void look() {
        if (there && System.nanoTime() - lookedAt < FRESH.toNanos()) {
            return;
        }
        Look mine = new Look();
        Look other = running.compareAndExchange(null, mine);
        if (other == null) {
            Thread thread = new Thread(() -> look(mine), "federzug-metrics");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            if (!(other == null ? mine : other).ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                there = false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Look mine) {
        try {
            meters.show(standings.all());
            lookedAt = System.nanoTime();
            there = true;
        } catch (RuntimeException e) {
            there = false;
            LOG.warn("no counts from the database", e);
        } finally {
            running.set(null);
            mine.ended.countDown();
        }
    }
}
