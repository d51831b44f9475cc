package federzug.delivery.smtp;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends writes to mail servers that take too long. Without it each connection has a thread of its own that keeps the process
 * alive as long as the connection is open.
 */
public final class WriteWatch {
    private static final long IDLE_SECONDS = 10;

    private WriteWatch() {}

    /** A watch over any number of connections; it has a thread only while something is written. */
    public static ScheduledExecutorService begin() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "federzug-mail-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        watch.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
        return watch;
    }
}
