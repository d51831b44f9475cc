package federzug.pipeline;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends an executor without interrupting its threads, and waits until what has begun is finished. An interrupt in the
 * middle of a write would make the embedded database close itself for the whole process.
 */
public final class OrderlyShutdown {
    private OrderlyShutdown() {}

    public static void of(ExecutorService executor) {
        executor.shutdown();
        boolean interrupted = false;
        while (!executor.isTerminated()) {
            try {
                executor.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
