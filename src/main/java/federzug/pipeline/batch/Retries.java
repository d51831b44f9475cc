package federzug.pipeline.batch;

import federzug.notice.NoticedException;
import federzug.notice.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Which trouble passes by itself. That is a property of its code, written down in {@code retries.properties}: how often
 * the work is tried again. Everything else is told at once.
 */
@Component
class Retries {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String BUSY_DATABASE = "busy-database";

    private final Properties retries = new Properties();
    private final Sleep sleep;

    /** Waits; a test does not. */
    @FunctionalInterface
    interface Sleep {
        void sleep(Duration pause) throws InterruptedException;
    }

    Retries() {
        this(pause -> Thread.sleep(pause.toMillis()));
    }

    Retries(Sleep sleep) {
        this.sleep = sleep;
        try (InputStream in = Retries.class.getResourceAsStream("retries.properties")) {
            if (in == null) {
                throw new IllegalStateException("retries.properties is missing");
            }
            retries.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does the work, again if its trouble passes by itself. What is done twice must be safe to repeat. */
    void run(Runnable work) {
        for (int again = 1; ; again++) {
            try {
                work.run();
                return;
            } catch (NoticedException | TransientDataAccessException e) {
                if (again > retries(e) || !waited(again)) {
                    throw e;
                }
            }
        }
    }

    private int retries(RuntimeException trouble) {
        if (trouble instanceof NoticedException noticed) {
            // Notes only say what the trouble means.
            return noticed.notices().stream()
                    .filter(notice -> notice.severity() != Severity.NOTE)
                    .mapToInt(notice -> number(notice.code()))
                    .min()
                    .orElse(0);
        }
        return number(BUSY_DATABASE);
    }

    private int number(String code) {
        return Integer.parseInt(retries.getProperty(code, "0").strip());
    }

    /** Doubles from try to try, with a little chance so that threads don't come back all at once. */
    private boolean waited(int again) {
        long millis = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(again - 1, 10));
        try {
            sleep.sleep(Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
