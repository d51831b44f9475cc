package federzug.pipeline.metering;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param workerPort of the loopback address, at which a worker reports its state; 0: nowhere */
@ConfigurationProperties("federzug.metrics")
record MeteringSettings(int workerPort) {
    private static final int HIGHEST = 65_535;

    MeteringSettings {
        if (workerPort < 0 || workerPort > HIGHEST) {
            throw new IllegalArgumentException("federzug.metrics.worker-port: " + workerPort);
        }
    }
}
