package federzug.pipeline.run;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.pipeline.OrderlyShutdown;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Does what takes a while for people who do not wait at a terminal: two pieces of work at once, the others in a line. What
 * came of it is known for an hour, to its owner alone. Everything done here can be begun again after a kill.
 */
@Component
public class WorkLine implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(WorkLine.class);
    private static final int AT_ONCE = 2;
    private static final int LENGTH = 40;
    private static final int HEARD = 200;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable ThreadPoolExecutor threads;

    WorkLine(Clock clock) {
        this.clock = clock;
    }

    /** Something to be done; its result is shown to the owner. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Progress progress);
    }

    /**
     * Where a piece of work stands.
     *
     * @param about what the owner called it, for example a matter
     * @param heard what has changed so far, in order
     * @param result empty until it is done, and if it failed
     * @param trouble why it failed
     */
    public record Standing(
            String about, boolean done, List<Notice> heard, Optional<Object> result, List<Notice> trouble) {
        public Standing {
            heard = List.copyOf(heard);
            trouble = List.copyOf(trouble);
        }

        /** The result, if it is of this type. */
        public <T> Optional<T> result(Class<T> type) {
            return result.filter(type::isInstance).map(type::cast);
        }
    }

    private final class Entry implements Progress {
        private final String owner;
        private final String about;
        private final Instant end;
        private final List<Notice> heard = new ArrayList<>();
        private boolean done;
        private @Nullable Object result;
        private List<Notice> trouble = List.of();

        Entry(String owner, String about) {
            this.owner = owner;
            this.about = about;
            this.end = clock.instant().plus(KEPT);
        }

        @Override
        public void working(Notice notice) {}

        @Override
        public void changed(Notice notice) {
            synchronized (entries) {
                if (heard.size() < HEARD) {
                    heard.add(notice);
                }
            }
        }

        void ends(@Nullable Object with, List<Notice> because) {
            synchronized (entries) {
                result = with;
                trouble = because;
                done = true;
            }
        }
    }

    /**
     * Begins a piece of work.
     *
     * @param about what it is, for example the page it was begun on
     * @return name of the work
     * @throws PipelineException if the line is full; nothing is done then
     */
    public String enter(String owner, String about, Work<?> work) {
        return enter(owner, about, false, work);
    }

    /** The same, unless this owner's work of the same name is still under way: a button may be pressed twice. */
    public String enterOnce(String owner, String about, Work<?> work) {
        return enter(owner, about, true, work);
    }

    private String enter(String owner, String about, boolean once, Work<?> work) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Entry entry = new Entry(owner, about);
        synchronized (entries) {
            forgetOld();
            Optional<String> same = entries.entrySet().stream()
                    .filter(one -> once
                            && !one.getValue().done
                            && one.getValue().owner.equals(owner)
                            && one.getValue().about.equals(about))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (same.isPresent()) {
                return same.get();
            }
            if (entries.values().stream().filter(one -> !one.done).count() >= LENGTH) {
                throw PipelineException.failed("pipeline.work.full", Place.NOWHERE);
            }
            entries.put(id, entry);
        }
        threads().execute(() -> perform(entry, work));
        return id;
    }

    private static void perform(Entry entry, Work<?> work) {
        try {
            entry.ends(work.with(entry), List.of());
        } catch (NoticedException e) {
            if (e.kind() == NoticedException.Kind.FAILURE) {
                LOG.warn("{}", e.notices(), e);
            }
            entry.ends(null, e.notices());
        } catch (RuntimeException e) {
            LOG.error("work of a page", e);
            entry.ends(null, List.of(Notice.error("pipeline.work.failed", Place.NOWHERE)));
        }
    }

    /**
     * @throws PipelineException if there is no such work of this owner, or not any more
     */
    public Standing look(String owner, String id) {
        synchronized (entries) {
            forgetOld();
            Entry entry = entries.get(id);
            if (entry == null || !entry.owner.equals(owner)) {
                throw PipelineException.refused("pipeline.work.unknown", Place.NOWHERE);
            }
            return new Standing(entry.about, entry.done, entry.heard, Optional.ofNullable(entry.result), entry.trouble);
        }
    }

    /** Under the lock. */
    private void forgetOld() {
        Instant now = clock.instant();
        entries.values().removeIf(entry -> {
            boolean old = entry.done && now.isAfter(entry.end);
            if (old) {
                close(entry);
            }
            return old;
        });
    }

    private static void close(Entry entry) {
        if (entry.result instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn("work of a page", e);
            }
        }
    }

    private synchronized ThreadPoolExecutor threads() {
        ThreadPoolExecutor pool = threads;
        if (pool == null) {
            pool = new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "work");
                thread.setDaemon(true);
                return thread;
            });
            threads = pool;
        }
        return pool;
    }

    @Override
    public void destroy() {
        ThreadPoolExecutor pool;
        synchronized (this) {
            pool = threads;
        }
        if (pool != null) {
            pool.getQueue().clear();
            OrderlyShutdown.of(pool);
        }
        synchronized (entries) {
            entries.values().forEach(WorkLine::close);
            entries.clear();
        }
    }
}
