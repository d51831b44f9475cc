package federzug.pipeline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.ceremony}.
 *
 * @param begunFor how long a begun signature waits to be finished before it is given up
 */
@ConfigurationProperties("federzug.ceremony")
public record CeremonySettings(@DefaultValue("1h") Duration begunFor) {
    public CeremonySettings {
        if (begunFor.isNegative() || begunFor.isZero()) {
            throw new IllegalArgumentException("federzug.ceremony.begun-for: " + begunFor);
        }
    }
}
