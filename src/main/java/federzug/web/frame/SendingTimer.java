package federzug.web.frame;

import federzug.ceremony.Acting;
import federzug.notice.NoticedException;
import federzug.pipeline.Progress;
import federzug.pipeline.run.ReleasedMails;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sends, while pages are served, what was released on them at its time, and what somebody wants to go at once. */
@Component
@ConditionalOnWebApplication
public class SendingTimer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SendingTimer.class);

    private final ReleasedMails released;
    private @Nullable ScheduledExecutorService clockwork;
    private volatile String told = "";

    SendingTimer(ReleasedMails released) {
        this.released = released;
    }

    /** Something was released just now. */
    public void look() {
        released.forget();
    }

    /** Sends what is to go of a matter, soon and outside the request. */
    public void send(Acting acting, String matter) {
        ScheduledExecutorService running = clockwork;
        if (running != null) {
            running.execute(() -> outlived(() -> released.send(acting, matter)));
        }
    }

    /** Trouble that lasts is told once, not every second. */
    private void outlived(Runnable work) {
        try {
            work.run();
            told = "";
        } catch (NoticedException e) {
            tell(e.notices().toString(), e);
        } catch (RuntimeException e) {
            tell(e.getClass().getName(), e);
        }
    }

    private void tell(String what, RuntimeException trouble) {
        if (!what.equals(told)) {
            LOG.warn("{}", what, trouble);
        }
        told = what;
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "sending-clock");
            thread.setDaemon(true);
            return thread;
        });
        fresh.scheduleWithFixedDelay(() -> outlived(() -> released.send(Progress.SILENT)), 1, 1, TimeUnit.SECONDS);
        clockwork = fresh;
    }

    /** What is being sent is finished; the rest waits for the next start. */
    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = clockwork;
        clockwork = null;
        if (running != null) {
            running.shutdown();
            try {
                if (!running.awaitTermination(20, TimeUnit.SECONDS)) {
                    LOG.warn("sending goes on while the pages end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return clockwork != null;
    }
}
