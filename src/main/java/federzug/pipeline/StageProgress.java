package federzug.pipeline;

import java.time.Duration;

/**
 * How far a stage has come with many matters.
 *
 * @param done matters that are through, well or not
 * @param total matters of the stage
 */
public record StageProgress(Stage stage, long done, long total, Duration elapsed) {
    /** Matters a second so far; 0 before the first. */
    public double rate() {
        double seconds = elapsed.toMillis() / 1000.0;
        return seconds <= 0 ? 0 : done / seconds;
    }

    /** How long the rest takes at the present rate; zero if unknown or done. */
    public Duration left() {
        double rate = rate();
        return rate <= 0 ? Duration.ZERO : Duration.ofSeconds(Math.round((total - done) / rate));
    }
}
