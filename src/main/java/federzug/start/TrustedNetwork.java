package federzug.start;

import federzug.trust.Trust;
import java.net.http.HttpClient;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Connects through the same proxy and authorities as time stamps, lists and remote signing. */
@Component
@ConditionalOnWebApplication
class TrustedNetwork implements OutwardNetwork {
    private final Trust trust;

    TrustedNetwork(Trust trust) {
        this.trust = trust;
    }

    @Override
    public HttpClient.Builder httpClient() {
        return trust.httpClient();
    }

    @Override
    public SSLContext tls() {
        return trust.tls();
    }

    @Override
    public char[] secret(@Nullable String variable, @Nullable Path file) {
        return trust.secret(variable, file);
    }
}
