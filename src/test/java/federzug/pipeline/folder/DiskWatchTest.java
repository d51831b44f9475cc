package federzug.pipeline.folder;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process on a full disk ends rather than hang, and goes on as long as its database answers. */
class DiskWatchTest {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Notice FULL = Notice.error("pipeline.disk.full", Place.file("home"), 0, 50);

    private final LinkedBlockingQueue<Notice> ended = new LinkedBlockingQueue<>();
    private final CountDownLatch forEver = new CountDownLatch(1);
    private volatile boolean full = true;
    private volatile boolean interrupted;

    @AfterEach
    void letGo() {
        forEver.countDown();
    }

    @Test
    void endsOnceWhenTheDatabaseHangs() throws Exception {
        try (DiskWatch watch = watch()) {
            watch.opened(this::hang);
            assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo(FULL);
            assertThat(ended.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void endsWhenItCannotBeOpenedOrClosed() throws Exception {
        try (DiskWatch watch = watch()) {
            assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo(FULL);
        }
        try (DiskWatch watch = watch()) {
            watch.opened(() -> {});
            watch.leaving();
            assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo(FULL);
        }
    }

    /** Seen: one thread got errors while another waited for ever. */
    @Test
    void endsWhenTheDatabaseHasBroken() throws Exception {
        try (DiskWatch watch = watch()) {
            watch.opened(() -> {
                throw new IllegalStateException("closed");
            });
            assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo(FULL);
        }
    }

    @Test
    void goesOnWhileTheDatabaseAnswers() throws Exception {
        try (DiskWatch watch = watch()) {
            watch.opened(() -> {});
            assertThat(ended.poll(800, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void ignoresSlowWorkOnADiskWithRoom() throws Exception {
        full = false;
        try (DiskWatch watch = watch()) {
            watch.opened(this::hang);
            assertThat(ended.poll(250, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void endsNoProcessThatIsDoneInTime() throws Exception {
        try (DiskWatch watch = watch()) {
            watch.opened(() -> {});
            watch.leaving();
        }
        assertThat(ended.poll(250, TimeUnit.MILLISECONDS)).isNull();
    }

    /** An interrupt in the middle of a statement would close the embedded database. */
    @Test
    void theQuestionIsNeverInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (DiskWatch watch = watch()) {
            watch.opened(() -> {
                asked.countDown();
                hang();
            });
            asked.await();
            assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo(FULL);
        }
        forEver.countDown();
        asking().forEach(DiskWatchTest::join);
        assertThat(interrupted).isFalse();
    }

    private static List<Thread> asking() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("federzug-disk-question"))
                .toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private DiskWatch watch() {
        Consumer<Notice> end = ended::add;
        return DiskWatch.begun(() -> full ? Optional.of(FULL) : Optional.empty(), LOOK, PATIENCE, end);
    }

    private void hang() {
        try {
            forEver.await();
        } catch (InterruptedException e) {
            interrupted = true;
            Thread.currentThread().interrupt();
        }
    }
}
