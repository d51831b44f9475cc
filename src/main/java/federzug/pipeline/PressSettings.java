package federzug.pipeline.mailing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.press}.
 *
 * @param grace between a person's release and the first mail, to stop it; default one minute
 * @param refusalsPercent when more of the list refuse the mail, the rest waits for a person; default 5
 */
@ConfigurationProperties("federzug.press")
record PressSettings(
        @DefaultValue("1m") Duration grace,
        @DefaultValue("5") int refusalsPercent) {
    PressSettings {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("federzug.press.grace: " + grace);
        }
        if (refusalsPercent < 0 || refusalsPercent > 100) {
            throw new IllegalArgumentException("federzug.press.refusals-percent: " + refusalsPercent);
        }
    }
}
