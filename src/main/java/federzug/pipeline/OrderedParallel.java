package federzug.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does pieces of work side by side and hands their results on in the order in which they were given, in the caller's
 * thread. Only a few wait at a time, however many there are.
 */
public final class OrderedParallel<T> implements AutoCloseable {
    private static final int AHEAD = 4;

    private final int threads;
    private final Consumer<T> results;
    private final ExecutorService pool;
    private final Deque<Future<T>> waiting = new ArrayDeque<>();

    public OrderedParallel(int threads, Consumer<T> results) {
        this.threads = threads;
        this.results = results;
        this.pool = Executors.newFixedThreadPool(threads, work -> new Thread(work, "federzug-abreast"));
    }

    /** Trouble of a piece of work is thrown here or at the end. */
    public void add(Supplier<T> work) {
        if (waiting.size() >= AHEAD * threads) {
            next();
        }
        waiting.add(pool.submit(work::get));
    }

    public void end() {
        while (!waiting.isEmpty()) {
            next();
        }
    }

    private void next() {
        try {
            results.accept(waiting.remove().get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException trouble) {
                throw trouble;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** What has begun is finished: nobody gives a matter back while it is still being looked at. */
    @Override
    public void close() {
        waiting.forEach(each -> each.cancel(false));
        pool.shutdown();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
