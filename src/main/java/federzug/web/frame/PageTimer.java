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
abstract class PageTimer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PageTimer.class);

    private final String name;
    private final int seconds;
    private volatile String lastError = "";
    private volatile @Nullable ScheduledExecutorService executor;

    PageTimer(String name, int seconds) {
        this.name = name;
        this.seconds = seconds;
    }

    /** Does what is to be done now. */
    abstract void look();

    /** Runs work once on the timer's thread, unless the pages are ending. */
    final void soon(Runnable work) {
        ScheduledExecutorService running = executor;
        if (running != null) {
            running.execute(() -> guarded(work));
        }
    }

    /** Returns the account that runs this process, as commands started by a scheduler do. */
    static Acting self() {
        String login = System.getProperty("user.name", "");
        return Acting.of(login.isBlank() ? "unknown" : login);
    }

    /** Logs an error that persists once, not at every look. */
    private void guarded(Runnable work) {
        try {
            work.run();
            lastError = "";
        } catch (NoticedException e) {
            log(e.notices().toString(), e);
        } catch (RuntimeException e) {
            log(e.getClass().getName(), e);
        }
    }

    private void log(String words, RuntimeException trouble) {
        if (!words.equals(lastError)) {
            LOG.warn("{}: {}", name, words, trouble);
        }
        lastError = words;
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        fresh.scheduleWithFixedDelay(() -> guarded(this::look), seconds, seconds, TimeUnit.SECONDS);
        executor = fresh;
    }

    /** What was begun is finished; the rest waits for the next start. */
    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = executor;
        executor = null;
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
        return executor != null;
    }
}
