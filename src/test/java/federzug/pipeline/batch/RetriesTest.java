package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

class RetriesTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final Retries patience = new Retries(pauses::add);

    @Test
    void triesAgainWhatPassesByItselfAndWaitsLongerEachTime() {
        AtomicInteger tries = new AtomicInteger();
        patience.run(() -> {
            if (tries.incrementAndGet() < 4) {
                throw trouble("trust.timestamp.unavailable");
            }
        });
        assertThat(tries).hasValue(4);
        assertThat(pauses).hasSize(3).isSorted();
        assertThat(pauses.get(2)).isBetween(Duration.ofMillis(2000), Duration.ofMillis(2500));
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
    void tellsEverythingElseAtOnce() {
        assertThatThrownBy(() -> patience.run(() -> {
                    throw trouble("pipeline.sign.not-valid");
                }))
                .isInstanceOf(PipelineException.class);
        assertThat(pauses).isEmpty();
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
        return new PipelineException(Kind.FAILURE, Notice.error(code, Place.NOWHERE), null);
    }
}
