package federzug.web.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import federzug.notice.Notice;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrandsTest {
    private final Errands errands = new Errands(Clock.systemUTC());

    @AfterEach
    void end() {
        errands.destroy();
    }

    @Test
    void anErrorEndsTheErrandAndItsNameMayBeBegunAgain() {
        errands.begin("eins", progress -> {
            throw new StackOverflowError();
        });

        // The error goes on to the thread's end, where it is nobody's failure.
        await().dontCatchUncaughtExceptions().until(() -> !standing("eins").running());

        assertThat(standing("eins").trouble()).extracting(Notice::code).containsExactly("web.errand.failed");
        assertThat(errands.begin("eins", progress -> "gut")).isTrue();
        await().dontCatchUncaughtExceptions()
                .until(() -> standing("eins").result(String.class).isPresent());
        assertThat(standing("eins").trouble()).isEmpty();
    }

    @Test
    void whatIsUrgentWaitsForNoOther() {
        CountDownLatch end = new CountDownLatch(1);
        try {
            for (int i = 0; i < 6; i++) {
                errands.begin("lang-" + i, progress -> waits(end));
            }
            errands.beginAtOnce("eilig", progress -> "da");
            assertThat(errands.isThroughWithin("eilig", Duration.ofSeconds(60))).isTrue();
            assertThat(standing("eilig").result(String.class)).contains("da");
            assertThat(errands.isThroughWithin("lang-5", Duration.ofMillis(1))).isFalse();
        } finally {
            end.countDown();
        }
    }

    private static String waits(CountDownLatch end) {
        try {
            assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    @Test
    void aResultThatHoldsAFileIsClosedWhenItIsForgotten() {
        AtomicBoolean closed = new AtomicBoolean();
        errands.begin("zwei", progress -> (AutoCloseable) () -> closed.set(true));
        await().until(() -> !standing("zwei").running());

        errands.forget("zwei");

        assertThat(closed).isTrue();
        assertThat(errands.look("zwei")).isEmpty();
    }

    private Errands.Standing standing(String name) {
        return errands.look(name).orElseThrow();
    }
}
