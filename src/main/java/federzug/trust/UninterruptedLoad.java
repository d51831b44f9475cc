package federzug.trust;

import federzug.notice.Place;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs a load whose result is shared in a thread of its own. A caller that is interrupted stops waiting; the load goes
 * on for the others, and its processor time is not counted as the caller's.
 */
final class UninterruptedLoad {
    private UninterruptedLoad() {}

    /** As {@link #of}, for a load that keeps its result itself. */
    static void run(Runnable load) {
        of(() -> {
            load.run();
            return true;
        });
    }

    /**
     * @throws TrustException if the caller was interrupted before the load had ended
     */
    static <T> T of(Supplier<T> load) {
        FutureTask<T> task = new FutureTask<>(load::get);
        Thread loading = new Thread(task, "trust-load");
        loading.setDaemon(true);
        loading.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TrustException.failed("trust.load.interrupted", Place.NOWHERE).causedBy(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException trouble) {
                throw trouble;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
