package federzug.verification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Limits for hostile input.
 *
 * @param timeLimit time of the processor per file, default 60 s
 * @param sizeLimit megabytes per file, default 200
 */
@ConfigurationProperties("federzug.verification")
public record VerificationSettings(
        @Nullable Duration timeLimit, @Nullable Integer sizeLimit) {
    public VerificationSettings {
        timeLimit = timeLimit == null ? Duration.ofSeconds(60) : timeLimit;
        sizeLimit = sizeLimit == null ? 200 : sizeLimit;
    }

    public static VerificationSettings standard() {
        return new VerificationSettings(null, null);
    }

    Duration time() {
        return timeLimit == null ? Duration.ofSeconds(60) : timeLimit;
    }

    int megabytes() {
        return sizeLimit == null ? 200 : sizeLimit;
    }
}
