package federzug.delivery.smtp;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends writes to mail servers that take too long. Without it each connection has a thread of its own that keeps the process
 * alive as long as the connection is open.
 */
public final class WriteWatch {
    private static final long IDLE_SECONDS = 10;

    private WriteWatch() {}

    /** A watch over any number of connections; it has a thread only while something is written. */
    public static ScheduledExecutorService begin() {
        ScheduledThreadPoolExecutor watch = new Watch();
        watch.setRemoveOnCancelPolicy(true);
        watch.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
        return watch;
    }

    /**
     * A time-out is set and cancelled with each of some forty writes of a mail. With nothing else in the queue, each would
     * wake the thread only to tell it when to wake: so there is always something in it that comes first.
     */
    private static final class Watch extends ScheduledThreadPoolExecutor {
        private volatile @Nullable Future<?> first;

        Watch() {
            super(1, work -> {
                Thread thread = new Thread(work, "federzug-mail-watch");
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
            Future<?> known = first;
            if (known == null || known.isDone()) {
                first = schedule(() -> {}, IDLE_SECONDS, TimeUnit.SECONDS);
            }
            return super.schedule(work, delay, unit);
        }
    }
}
