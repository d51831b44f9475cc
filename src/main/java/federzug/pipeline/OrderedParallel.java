package federzug.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs tasks in parallel and delivers their results in submission order, on the caller's thread. Only a few results
 * wait at a time, however many tasks there are.
 */
public final class OrderedParallel<T> implements AutoCloseable {
    private static final int AHEAD = 4;

    private final int ahead;
    private final Consumer<T> results;
    private final ThreadPoolExecutor pool;
    private final Deque<Future<T>> waiting = new ArrayDeque<>();

    public OrderedParallel(int threads, Consumer<T> results) {
        this(threads, AHEAD * threads, results);
    }

    /**
     * @param ahead how many results may wait for their turn
     */
    public OrderedParallel(int threads, int ahead, Consumer<T> results) {
        this.ahead = ahead;
        this.results = results;
        this.pool = (ThreadPoolExecutor)
                Executors.newFixedThreadPool(threads, work -> new Thread(work, "federzug-abreast"));
    }

    /** Trouble of a piece of work is thrown here or at the end. */
    public void add(Supplier<T> work) {
        if (waiting.size() >= ahead) {
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

    /** What has begun is finished: no matter is given back while it is still being examined. */
    @Override
    public void close() {
        pool.getQueue().clear();
        OrderlyShutdown.of(pool);
    }
}
