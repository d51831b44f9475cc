package federzug.trust;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.trust.network.*}: outgoing connections for trusted lists, revocation, time stamps and remote signing.
 * Secrets never stand here, only where they are to be found.
 *
 * @param proxy for example {@code http://proxy.example:8080}
 * @param proxyPasswordEnv name of an environment variable
 * @param proxyPasswordFile a file only its owner can read
 * @param withoutProxy hosts that are reached directly
 * @param authorities PEM file with certification authorities of the own house, believed for TLS besides the usual ones
 * @param access by host: how to identify oneself there
 */
@ConfigurationProperties("federzug.trust.network")
public record NetworkSettings(
        @Nullable URI proxy,
        @Nullable String proxyUser,
        @Nullable String proxyPasswordEnv,
        @Nullable Path proxyPasswordFile,
        @DefaultValue List<String> withoutProxy,
        @Nullable Path authorities,
        @Nullable Map<String, Access> access) {
    public static final NetworkSettings DIRECT = new NetworkSettings(null, null, null, null, List.of(), null, Map.of());

    public NetworkSettings {
        withoutProxy = List.copyOf(withoutProxy);
        access = access == null ? Map.of() : Map.copyOf(access);
        if (proxy != null && (proxy.getHost() == null || proxy.getPort() < 0)) {
            throw new IllegalArgumentException("federzug.trust.network.proxy: http://host:port");
        }
    }

    /**
     * @param user for basic authentication (RFC 7617), or null
     * @param clientKey PKCS#12 file with a key and certificate for TLS, or null
     */
    public record Access(
            @Nullable String user,
            @Nullable String passwordEnv,
            @Nullable Path passwordFile,
            @Nullable Path clientKey,
            @Nullable String clientKeyPasswordEnv,
            @Nullable Path clientKeyPasswordFile) {}
}
