package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

class HeartbeatTest {
    private static final Duration SOON = Duration.ofMillis(1);

    @TempDir
    Path home;

    /** Seen: the end of a run interrupted a beat, and the database closed itself for the whole process. */
    @Test
    void theDatabaseSurvivesAHeartbeatThatIsStoppedWhileItWrites() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + home.resolve("heart") + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
        JdbcClient jdbc = JdbcClient.create(source);
        jdbc.sql("create table beat (number bigint)").update();
        for (int round = 0; round < 30; round++) {
            CountDownLatch beating = new CountDownLatch(1);
            Heartbeat heart = Heartbeat.every(SOON, () -> {
                beating.countDown();
                jdbc.sql("insert into beat select x from system_range(1, 200)").update();
            });
            beating.await();
            heart.close();
            assertThat(jdbc.sql("select count(*) from beat").query(Long.class).single())
                    .isPositive();
        }
        jdbc.sql("shutdown").update();
    }

    @Test
    void aHeartbeatThatHasBegunEndsBeforeTheTimerIsStopped() throws Exception {
        CountDownLatch beating = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Heartbeat heart = Heartbeat.every(SOON, () -> {
            beating.countDown();
            try {
                Thread.sleep(50);
                ended.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        beating.await();
        heart.close();
        assertThat(ended).isTrue();
    }

    @Test
    void aMissedBeatIsFollowedByTheNext() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        try (Heartbeat heart = Heartbeat.every(SOON, () -> {
            three.countDown();
            throw new DataAccessResourceFailureException("busy");
        })) {
            three.await();
            assertThat(heart).isNotNull();
        }
    }
}
