package federzug.pipeline.batch;

import federzug.notice.NoticedException;
import federzug.notice.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Properties;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Which errors are transient, and how often to retry each. That is a property of an error's code, written down in
 * {@code retries.properties}; every other error is reported at once.
 */
@Component
class Retries {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String BUSY_DATABASE = "busy-database";
    private static final String GONE_DATABASE = "gone-database";

    private final Properties retries = new Properties();
    private final BackOff pauses;

    @Autowired
    Retries() {
        this(doubling());
    }

    Retries(BackOff pauses) {
        this.pauses = pauses;
        try (InputStream in = Retries.class.getResourceAsStream("retries.properties")) {
            if (in == null) {
                throw new IllegalStateException("retries.properties is missing");
            }
            retries.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Doubles from try to try, with a little chance so that threads don't come back all at once. */
    static BackOff doubling() {
        ExponentialBackOff pauses = new ExponentialBackOff(FIRST.toMillis(), 2);
        pauses.setMaxInterval(LONGEST.toMillis());
        pauses.setJitter(FIRST.toMillis() / 4);
        return pauses;
    }

    /** Does the work, again if its error is transient. What is done twice must be safe to repeat. */
    void run(Runnable work) {
        new RetryTemplate(new ByCode()).invoke(work);
    }

    /** For one piece of work: it counts the failures. */
    private final class ByCode implements RetryPolicy {
        private int failures;

        @Override
        public boolean shouldRetry(Throwable trouble) {
            return failures++ < retries(trouble);
        }

        @Override
        public BackOff getBackOff() {
            return pauses;
        }
    }

    private int retries(Throwable trouble) {
        if (trouble instanceof NoticedException noticed) {
            // Notes only explain the error.
            return noticed.notices().stream()
                    .filter(notice -> notice.severity() != Severity.NOTE)
                    .mapToInt(notice -> number(notice.code()))
                    .min()
                    .orElse(0);
        }
        if (JdbcDatabaseOutage.isGone(trouble)) {
            return number(GONE_DATABASE);
        }
        return trouble instanceof TransientDataAccessException ? number(BUSY_DATABASE) : 0;
    }

    private int number(String code) {
        return Integer.parseInt(retries.getProperty(code, "0").strip());
    }
}
