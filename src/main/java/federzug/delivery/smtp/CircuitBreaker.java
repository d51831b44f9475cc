package federzug.delivery.smtp;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A circuit breaker: after an error of the server, nothing is sent to the same server for a while. */
final class CircuitBreaker {
    private final Duration pause;
    private final LongSupplier nanoTime;
    private @Nullable Broken broken;

    private record Broken(MailTransport.Outcome outcome, long since) {}

    CircuitBreaker(Duration pause, LongSupplier nanoTime) {
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /** The server's error, as long as it need not be tried again. */
    synchronized Optional<MailTransport.Outcome> trouble() {
        if (broken == null || nanoTime.getAsLong() - broken.since() > pause.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(broken.outcome());
    }

    synchronized void open(MailTransport.Outcome outcome) {
        broken = new Broken(outcome, nanoTime.getAsLong());
    }

    synchronized void close() {
        broken = null;
    }
}
