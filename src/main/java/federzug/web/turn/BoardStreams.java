package federzug.web.turn;

import federzug.ceremony.Ceremonies;
import federzug.pipeline.OrderlyShutdown;
import federzug.web.guard.CrowdedAddress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Notifies viewers of a board of changes: one query for each watched matter and tick, however many watch. A slow viewer
 * holds up nobody: only the newest event waits for each.
 */
@Component
@ConditionalOnWebApplication
class BoardStreams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BoardStreams.class);
    private static final long TICK_MILLISECONDS = 400;
    private static final int TICKS_TO_A_COMMENT = 37;
    private static final int SENDERS = 4;
    private static final int MOST_VIEWERS = 500;
    /** From one address that is not this machine's own, of a proxy or a test. */
    private static final int MOST_TOGETHER = 100;

    private final Ceremonies ceremonies;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService executor;
    private @Nullable ExecutorService senders;
    private int ticks;

    BoardStreams(Ceremonies ceremonies) {
        this.ceremonies = ceremonies;
    }

    private static final class Watched {
        private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
        private String mark = "";
    }

    private static final class Viewer {
        private final SseEmitter emitter;
        private final String address;
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile String sent = "";

        Viewer(SseEmitter emitter, String address) {
            this.emitter = emitter;
            this.address = address;
        }
    }

    /** A cheap mark of change, also for those who poll. */
    String mark(String matter) {
        return ceremonies.lastEntry(matter).hex();
    }

    /**
     * @param address of the viewer
     * @return null if too many watch already, of all or of that address: they poll
     */
    @Nullable
    SseEmitter watch(String matter, String address) {
        List<Viewer> all =
                watched.values().stream().flatMap(one -> one.viewers.stream()).toList();
        long together = all.stream().filter(one -> one.address.equals(address)).count();
        if (all.size() >= MOST_VIEWERS
                || together >= MOST_TOGETHER && !CrowdedAddress.isLoopback(address)
                || executor == null) {
            return null;
        }
        SseEmitter emitter = new SseEmitter(0L);
        Viewer viewer = new Viewer(emitter, address);
        Watched one = watched.computeIfAbsent(matter, key -> new Watched());
        Runnable leave = () -> one.viewers.remove(viewer);
        emitter.onCompletion(leave);
        emitter.onTimeout(leave);
        emitter.onError(trouble -> leave.run());
        one.viewers.add(viewer);
        send(viewer, mark(matter));
        return emitter;
    }

    private void tick() {
        try {
            boolean comment = ++ticks % TICKS_TO_A_COMMENT == 0;
            watched.forEach((matter, one) -> {
                if (one.viewers.isEmpty()) {
                    return;
                }
                one.mark = mark(matter);
                for (Viewer viewer : one.viewers) {
                    if (!viewer.sent.equals(one.mark) || comment) {
                        send(viewer, one.mark);
                    }
                }
            });
        } catch (DataAccessException e) {
            LOG.warn("board", e);
        }
    }

    private void send(Viewer viewer, String mark) {
        ExecutorService pool = senders;
        if (pool == null || !viewer.busy.compareAndSet(false, true)) {
            return;
        }
        pool.execute(() -> {
            try {
                boolean news = !viewer.sent.equals(mark);
                viewer.sent = mark;
                viewer.emitter.send(
                        news
                                ? SseEmitter.event()
                                        .name("stand")
                                        .reconnectTime(2000)
                                        .data(mark)
                                : SseEmitter.event().comment(""));
            } catch (IOException | IllegalStateException e) {
                viewer.emitter.completeWithError(e);
            } finally {
                viewer.busy.set(false);
            }
        });
    }

    @Override
    public void start() {
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "board");
            thread.setDaemon(true);
            return thread;
        };
        senders = Executors.newFixedThreadPool(SENDERS, threads);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads);
        timer.scheduleWithFixedDelay(this::tick, TICK_MILLISECONDS, TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
        executor = timer;
    }

    /** Before the server ends: it would wait for these answers. */
    @Override
    public void stop() {
        ScheduledExecutorService timer = executor;
        ExecutorService pool = senders;
        executor = null;
        senders = null;
        watched.values().forEach(one -> List.copyOf(one.viewers).forEach(viewer -> viewer.emitter.complete()));
        watched.clear();
        if (timer != null) {
            OrderlyShutdown.of(timer);
        }
        if (pool != null) {
            OrderlyShutdown.of(pool);
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }
}
