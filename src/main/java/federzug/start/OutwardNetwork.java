package federzug.start;

import java.net.http.HttpClient;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The way from the pages to services of the house: proxy and authorities as the settings name them, TLS verified. */
public interface OutwardNetwork {
    HttpClient.Builder httpClient();

    /** For protocols other than HTTP. */
    SSLContext tls();

    /**
     * What identifies this house at such a service.
     *
     * @param variable name of an environment variable, or null
     * @param file that only its owner can read, or null
     */
    char[] secret(@Nullable String variable, @Nullable Path file);
}
