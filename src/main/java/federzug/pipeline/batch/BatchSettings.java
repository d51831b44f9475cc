package federzug.pipeline.batch;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param threads matters worked on at the same time; 0: as many as there are cores, at most 8 (each needs about 100 MB
 *     and two database connections)
 */
@ConfigurationProperties("federzug.batch")
record BatchSettings(int threads) {
    private static final int MOST = 8;

    BatchSettings {
        int cores = Runtime.getRuntime().availableProcessors();
        threads = Math.min(MOST, threads > 0 ? threads : cores);
    }
}
