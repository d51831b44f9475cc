package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.util.backoff.BackOffExecution;

class RetriesTest {
    private final AtomicInteger pauses = new AtomicInteger();
    private final Retries patience = new Retries(() -> () -> {
        pauses.incrementAndGet();
        return 0;
    });

    @Test
    void triesAgainWhatPassesByItself() {
        AtomicInteger tries = new AtomicInteger();
        patience.run(() -> {
            if (tries.incrementAndGet() < 4) {
                throw trouble("trust.timestamp.unavailable");
            }
        });
        assertThat(tries).hasValue(4);
        assertThat(pauses).hasValue(3);
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToHalfAMinute() {
        BackOffExecution pause = Retries.doubling().start();
        for (long expected : new long[] {500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
            long slack = expected / 4;
            assertThat(pause.nextBackOff())
                    .isBetween(Math.max(500, expected - slack), Math.min(30_000, expected + slack));
        }
    }

    @Test
    void oneWorkHasItsTriesForItself() {
        for (int i = 0; i < 3; i++) {
            AtomicInteger tries = new AtomicInteger();
            patience.run(() -> {
                if (tries.incrementAndGet() < 4) {
                    throw trouble("ceremony.save.overtaken");
                }
            });
            assertThat(tries).hasValue(4);
        }
    }

    @Test
    void givesUpAfterAsManyTriesAsTheCodeSays() {
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> patience.run(() -> {
                    tries.incrementAndGet();
                    throw trouble("ceremony.save.overtaken");
                }))
                .hasMessage("ceremony.save.overtaken");
        assertThat(tries).hasValue(4);
    }

    @Test
    void reportsEveryOtherErrorAtOnce() {
        assertThatThrownBy(() -> patience.run(() -> {
                    throw trouble("pipeline.sign.not-valid");
                }))
                .isInstanceOf(PipelineException.class);
        assertThat(pauses).hasValue(0);
    }

    @Test
    void waitsForABusyDatabase() {
        AtomicInteger tries = new AtomicInteger();
        patience.run(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new CannotAcquireLockException("busy");
            }
        });
        assertThat(tries).hasValue(2);
    }

    @Test
    void everyCodeWithAPolicyExists() throws Exception {
        Properties retries = new Properties();
        retries.load(Retries.class.getResourceAsStream("retries.properties"));
        for (String code : retries.stringPropertyNames()) {
            if (code.contains(".")) {
                String room = code.substring(0, code.indexOf('.'));
                assertThat(ResourceBundle.getBundle("federzug." + room + ".messages")
                                .containsKey(code))
                        .as(code)
                        .isTrue();
            }
        }
    }

    private static PipelineException trouble(String code) {
        return new PipelineException(Kind.FAILURE, Notice.error(code, Place.NOWHERE));
    }
}
