package federzug.trust;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.trust.lists.*}: how trusted lists are fetched, and which lists named by hand are believed.
 *
 * @param timeout how long one list may take to connect, to begin, and to come
 * @param megabytes a larger list is not read
 * @param allowHttp whether a list named by hand may come by plain http
 * @param namedSigners certificates (PEM, DER, PKCS#12) that may sign lists named by hand; without them such a list is
 *     not believed
 */
@ConfigurationProperties("federzug.trust.lists")
public record ListSettings(
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("30") int megabytes,
        @DefaultValue("false") boolean allowHttp,
        @Nullable Path namedSigners) {
    public static final ListSettings DEFAULT = new ListSettings(Duration.ofSeconds(30), 30, false, null);

    public ListSettings {
        if (timeout.isNegative() || timeout.isZero() || megabytes < 1) {
            throw new IllegalArgumentException("federzug.trust.lists: timeout and megabytes must be positive");
        }
    }

    int bytes() {
        return Math.min(megabytes, 1000) * 1_000_000;
    }
}
