package federzug.delivery.smtp;

import java.time.Duration;

/** Spreads mails evenly, for mail servers that lock out clients sending too many per minute. */
final class RateLimit {
    private final long interval;
    private long next = System.nanoTime();

    /**
     * @param perMinute 0: no limit
     */
    RateLimit(int perMinute) {
        interval = perMinute <= 0 ? 0 : Duration.ofMinutes(1).toNanos() / perMinute;
    }

    /** Waits until the next mail may go. */
    void await() {
        long wait = turn();
        if (wait > 0) {
            try {
                Thread.sleep(Duration.ofNanos(wait).toMillis() + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized long turn() {
        long now = System.nanoTime();
        long mine = Math.max(now, next);
        next = mine + interval;
        return mine - now;
    }
}
