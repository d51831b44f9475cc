package federzug.pipeline.metering;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param workerPort of the loopback address, where a worker tells how it stands; 0: nowhere */
@ConfigurationProperties("federzug.metrics")
record MeteringSettings(int workerPort) {
    private static final int HIGHEST = 65_535;

    MeteringSettings {
        if (workerPort < 0 || workerPort > HIGHEST) {
            throw new IllegalArgumentException("federzug.metrics.worker-port: " + workerPort);
        }
    }
}
