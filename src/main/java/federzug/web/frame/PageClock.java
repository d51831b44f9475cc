package federzug.web.frame;

import federzug.ceremony.Acting;
import federzug.notice.NoticedException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks again and again, while pages are served, whether there is something to do that nobody has to ask for. */
abstract class PageClock implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PageClock.class);

    private final String name;
    private final int seconds;
    private volatile String told = "";
    private @Nullable ScheduledExecutorService clockwork;

    PageClock(String name, int seconds) {
        this.name = name;
        this.seconds = seconds;
    }

    /** Does what is to be done now. */
    abstract void look();

    /** As the commands do it that run by themselves: whoever runs this process. */
    static Acting self() {
        String login = System.getProperty("user.name", "");
        return Acting.of(login.isBlank() ? "unknown" : login);
    }

    /** Trouble that lasts is told once, not every time. */
    private void outlived() {
        try {
            look();
            told = "";
        } catch (NoticedException e) {
            tell(e.notices().toString(), e);
        } catch (RuntimeException e) {
            tell(e.getClass().getName(), e);
        }
    }

    private void tell(String words, RuntimeException trouble) {
        if (!words.equals(told)) {
            LOG.warn("{}: {}", name, words, trouble);
        }
        told = words;
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        fresh.scheduleWithFixedDelay(this::outlived, seconds, seconds, TimeUnit.SECONDS);
        clockwork = fresh;
    }

    /** What was begun is finished; the rest waits for the next start. */
    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = clockwork;
        clockwork = null;
        if (running != null) {
            running.shutdown();
            try {
                if (!running.awaitTermination(20, TimeUnit.SECONDS)) {
                    LOG.warn("{} goes on while the pages end", name);
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
