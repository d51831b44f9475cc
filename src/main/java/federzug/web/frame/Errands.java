package federzug.web.frame;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.OrderlyShutdown;
import federzug.pipeline.Progress;
import federzug.web.WebException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Runs long work outside the requests: a page begins it, and shows its progress when it is loaded again. There is one
 * of each name at a time. Its result is kept for an hour, in this process; services finish by themselves what a killed
 * process has begun, so nothing else need be kept.
 */
@Component
@ConditionalOnWebApplication
public class Errands implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);
    private static final Duration KEPT = Duration.ofHours(1);
    /** How long a success is shown. */
    private static final Duration TOLD = Duration.ofMinutes(10);

    private static final int MOST = 200;
    private static final int AT_ONCE = 4;
    /** Of those for which somebody sits and waits, beside the others. */
    private static final int URGENT = 32;

    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final ThreadPoolExecutor threads;
    private final ThreadPoolExecutor urgent;

    Errands(Clock clock) {
        this.clock = clock;
        this.threads = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), Errands::thread);
        threads.allowCoreThreadTimeOut(true);
        // Where even these are busy, the request does the work itself.
        this.urgent = new ThreadPoolExecutor(
                0,
                URGENT,
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                Errands::thread,
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "errand");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Where one stands.
     *
     * @param at when it began, or when it ended
     * @param working what it is busy with, null if it has not said
     * @param changed what it has done so far
     * @param result its result; null if it has none or is not finished
     * @param trouble why it ended without a result
     */
    public record Standing(
            boolean running,
            Instant at,
            @Nullable Notice working,
            List<Notice> changed,
            @Nullable Object result,
            List<Notice> trouble) {
        public Standing {
            changed = List.copyOf(changed);
            trouble = List.copyOf(trouble);
        }

        public <T> Optional<T> result(Class<T> type) {
            return type.isInstance(result) ? Optional.of(type.cast(result)) : Optional.empty();
        }
    }

    /**
     * What a page shows of several.
     *
     * @param busy what the first that is under way is doing, empty if none is
     * @param mark changes whenever the page has something new to show
     * @param trouble why any of them ended without a result
     */
    public record Seen(String busy, String mark, List<String> trouble) {}

    /** Puts together what a page shows of these. */
    @SafeVarargs
    public static Seen seen(Texts texts, Optional<Standing>... all) {
        return seen(texts, List.of(all));
    }

    private static Seen seen(Texts texts, List<Optional<Standing>> all) {
        String busy = "";
        StringBuilder mark = new StringBuilder();
        List<String> trouble = new ArrayList<>();
        for (Optional<Standing> any : all) {
            if (any.isPresent()) {
                Standing one = any.get();
                Notice working = one.working();
                if (one.running() && busy.isEmpty()) {
                    busy = working == null ? texts.text("web.errand.working") : texts.text(working);
                }
                one.trouble().forEach(notice -> trouble.add(texts.line(notice)));
                mark.append(one.running()).append(one.at()).append(working == null ? "" : working.code());
            }
            mark.append(';');
        }
        return new Seen(busy, mark.toString(), List.copyOf(trouble));
    }

    private static final class Entry implements Progress {
        private final Instant begun;
        private @Nullable Instant ended;
        private @Nullable Notice working;
        private final List<Notice> changed = new ArrayList<>();
        private @Nullable Object result;
        private List<Notice> trouble = List.of();

        Entry(Instant begun) {
            this.begun = begun;
        }

        @Override
        public synchronized void working(Notice notice) {
            working = notice;
        }

        @Override
        public synchronized void changed(Notice notice) {
            changed.add(notice);
        }

        synchronized void end(Instant at, @Nullable Object what, List<Notice> why) {
            result = what;
            trouble = why;
            ended = at;
            notifyAll();
        }

        synchronized boolean isThroughBy(long nanoTime) {
            try {
                for (long left = nanoTime - System.nanoTime(); ended == null && left > 0; ) {
                    wait(Math.max(1, left / 1_000_000));
                    left = nanoTime - System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ended != null;
        }

        synchronized Standing standing() {
            Instant end = ended;
            return new Standing(end == null, end == null ? begun : end, working, changed, result, trouble);
        }

        synchronized boolean isOld(Instant now) {
            return ended != null && now.isAfter(ended.plus(KEPT));
        }

        synchronized void close() {
            if (result instanceof AutoCloseable holder) {
                try {
                    holder.close();
                } catch (Exception e) {
                    LOG.warn("what came of an errand", e);
                }
            }
        }

        synchronized boolean isRunning() {
            return ended == null;
        }
    }

    /**
     * Begins, unless one of this name is under way.
     *
     * @param name whoever knows it can get the result: a page checks first who may
     * @param work is called once, by another thread
     * @return false if one was under way
     * @throws WebException if too many wait
     */
    public boolean begin(String name, Function<Progress, ? extends @Nullable Object> work) {
        return begin(threads, name, work);
    }

    /** As {@link #begin}, and it waits for no other: somebody sits before the page. */
    public boolean beginAtOnce(String name, Function<Progress, ? extends @Nullable Object> work) {
        return begin(urgent, name, work);
    }

    private boolean begin(Executor by, String name, Function<Progress, ? extends @Nullable Object> work) {
        Entry entry = new Entry(clock.instant());
        synchronized (entries) {
            dropOld(entry.begun);
            Entry known = entries.get(name);
            if (known != null && known.isRunning()) {
                return false;
            }
            if (entries.values().stream().filter(Entry::isRunning).count() >= MOST) {
                throw WebException.failed("web.errand.line-full");
            }
            if (known != null) {
                known.close();
            }
            entries.put(name, entry);
        }
        by.execute(() -> work(name, entry, work));
        return true;
    }

    private void work(String name, Entry entry, Function<Progress, ? extends @Nullable Object> work) {
        try {
            entry.end(clock.instant(), work.apply(entry), List.of());
        } catch (NoticedException e) {
            if (e.kind() == NoticedException.Kind.FAILURE) {
                LOG.warn("{}: {}", name, e.notices(), e);
            }
            entry.end(clock.instant(), null, e.notices());
        } catch (RuntimeException e) {
            LOG.error("{}", name, e);
            entry.end(clock.instant(), null, List.of(Notice.error("web.errand.failed", Place.NOWHERE)));
        } catch (Error e) {
            // Otherwise its page would wait for ever, and no errand of this name could start again.
            entry.end(clock.instant(), null, List.of(Notice.error("web.errand.failed", Place.NOWHERE)));
            LOG.error("{}", name, e);
            throw e;
        }
    }

    /** Where the one of this name stands; empty if there was none, or more than an hour ago. */
    public Optional<Standing> look(String name) {
        synchronized (entries) {
            dropOld(clock.instant());
            return Optional.ofNullable(entries.get(name)).map(Entry::standing);
        }
    }

    /** Waits a moment for the one of this name; false if it is still under way then. */
    public boolean isThroughWithin(String name, Duration moment) {
        long until = System.nanoTime() + moment.toNanos();
        Entry entry;
        synchronized (entries) {
            entry = entries.get(name);
        }
        return entry == null || entry.isThroughBy(until);
    }

    /** Where those stand whose names begin like this, in the order in which they were begun. */
    public List<Standing> below(String start) {
        synchronized (entries) {
            dropOld(clock.instant());
            return entries.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(start))
                    .map(entry -> entry.getValue().standing())
                    .toList();
        }
    }

    /**
     * Puts together what a page shows of these and of what they have done.
     *
     * @param nothing said of one that is through and has done nothing
     */
    public Told told(Texts texts, List<Standing> all, String nothing) {
        Instant recent = clock.instant().minus(TOLD);
        List<String> done = new ArrayList<>();
        for (Standing one : all) {
            if (!one.running() && one.at().isAfter(recent)) {
                one.changed().forEach(notice -> done.add(texts.text(notice)));
                if (one.changed().isEmpty() && one.trouble().isEmpty()) {
                    done.add(nothing);
                }
            }
        }
        return new Told(seen(texts, all.stream().map(Optional::of).toList()), List.copyOf(done));
    }

    /** @param done in the last minutes */
    public record Told(Seen seen, List<String> done) {}

    /** Under the lock. A result that holds a file lets it go. */
    private void dropOld(Instant now) {
        entries.values().removeIf(entry -> {
            boolean old = entry.isOld(now);
            if (old) {
                entry.close();
            }
            return old;
        });
    }

    /** Drops the result of one that is finished. */
    public void forget(String name) {
        synchronized (entries) {
            Entry entry = entries.get(name);
            if (entry != null && !entry.isRunning()) {
                entries.remove(name);
                entry.close();
            }
        }
    }

    @Override
    public void destroy() {
        OrderlyShutdown.of(urgent);
        OrderlyShutdown.of(threads);
        synchronized (entries) {
            entries.values().forEach(Entry::close);
        }
    }
}
