package federzug.verification.file;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on untrusted input in a thread of its own, with a limit of processor time. Work that exceeds the limit is
 * interrupted: our comparison and all drawing and reading of pages then end at once, a parser when it returns. So that
 * files made to hurt cannot fill the machine with threads, only a few may overrun at a time; beyond that nothing is
 * begun.
 */
public final class DeadlineRunner {
    public static final int MOST_OVERDUE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    /** How many times its processor time a piece of work may last, whatever it waits for. */
    private static final int LONGEST_WAIT = 10;

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineRunner.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final AtomicInteger OVERDUE = new AtomicInteger();

    private DeadlineRunner() {}

    /**
     * @param time of the processor that the work may use; what other programs use of it does not count
     * @throws CrowdedException if too many others are still overdue
     * @throws TimeoutException if the time is used up, or if the work waits for something for too long
     * @throws ExecutionException if the work ended in an exception or an error
     */
    public static <T> T within(Duration time, Callable<T> work)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (OVERDUE.get() >= MOST_OVERDUE) {
            throw new CrowdedException();
        }
        Task<T> task = new Task<>(work);
        Thread worker = new Thread(task, "verification");
        worker.setDaemon(true);
        long begin = System.nanoTime();
        worker.start();
        while (true) {
            long passed = System.nanoTime() - begin;
            long left = Math.min(time.toNanos() - used(worker, passed), LONGEST_WAIT * time.toNanos() - passed);
            if (left <= 0 && !task.isDone()) {
                task.giveUp();
                throw new TimeoutException();
            }
            try {
                return task.get(Math.max(1, left), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // Work on a busy machine gets less of the processor than time passes.
                LOG.trace("Not done after {} ns", passed);
            } catch (InterruptedException e) {
                task.giveUp();
                throw e;
            }
        }
    }

    private static long used(Thread worker, long passed) {
        if (!THREADS.isThreadCpuTimeSupported() || !THREADS.isThreadCpuTimeEnabled()) {
            return passed;
        }
        // Negative once the thread has ended.
        return Math.max(0, THREADS.getThreadCpuTime(worker.getId()));
    }

    /** Call in long loops: throws once the limit has passed. */
    public static void checkDeadline() {
        if (Thread.currentThread().isInterrupted()) {
            throw new GivenUp();
        }
    }

    public static final class CrowdedException extends TimeoutException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Task<T> extends FutureTask<T> {
        private boolean overdue;
        private boolean ended;

        Task(Callable<T> work) {
            super(work);
        }

        void giveUp() {
            synchronized (this) {
                if (!ended && !overdue) {
                    overdue = true;
                    OVERDUE.incrementAndGet();
                }
            }
            cancel(true);
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                synchronized (this) {
                    ended = true;
                    if (overdue) {
                        OVERDUE.decrementAndGet();
                    }
                }
            }
        }
    }

    /** An error, since parsers catch exceptions and continue. */
    private static final class GivenUp extends Error {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("given up", null, false, false);
        }
    }
}
