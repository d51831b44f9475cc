package federzug.houseplan.broken.release;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class InterruptsOthers {
    void end(Thread thread, ExecutorService executor, Future<?> future) {
        thread.interrupt();
        executor.shutdownNow();
        future.cancel(true);
        Thread.currentThread().interrupt();
    }
}
