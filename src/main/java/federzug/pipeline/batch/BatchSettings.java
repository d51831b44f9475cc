package federzug.pipeline.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param threads matters worked on at the same time; 0: as many as there are cores, at most 8 (each needs about 100 MB
 *     and two database connections)
 * @param silence after which a process elsewhere counts as dead; the same on all machines
 */
@ConfigurationProperties("federzug.batch")
record BatchSettings(int threads, @DefaultValue("60s") Duration silence) {
    private static final int MOST = 8;
    private static final int BEATS = 6;
    private static final Duration SHORTEST = Duration.ofSeconds(6);

    BatchSettings {
        int cores = Runtime.getRuntime().availableProcessors();
        threads = Math.min(MOST, threads > 0 ? threads : cores);
        if (silence.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("federzug.batch.silence: " + silence);
        }
    }

    /** One missed beat, or a few, are no silence. */
    Duration beat() {
        return silence.dividedBy(BEATS);
    }
}
