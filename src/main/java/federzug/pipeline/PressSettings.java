package federzug.pipeline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.press}.
 *
 * @param grace between a person's release and the first mail, to stop it; default one minute
 * @param refusalsPercent when more of the list refuse the mail, the rest waits for a person; default 5
 * @param sealDevice name of the device that holds the house's seal; empty: releases are sent without a seal
 */
@ConfigurationProperties("federzug.press")
public record PressSettings(
        @DefaultValue("1m") Duration grace,
        @DefaultValue("5") int refusalsPercent,
        @DefaultValue("") String sealDevice) {
    public PressSettings {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("federzug.press.grace: " + grace);
        }
        if (refusalsPercent < 0 || refusalsPercent > 100) {
            throw new IllegalArgumentException("federzug.press.refusals-percent: " + refusalsPercent);
        }
        sealDevice = sealDevice.strip();
    }

    /** Whether releases carry a seal. */
    public boolean seals() {
        return !sealDevice.isEmpty();
    }
}
