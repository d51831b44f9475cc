package federzug.web.account;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.web.oidc.*}: a login service of the house (OpenID Connect Core 1.0).
 *
 * @param issuer where it is, exactly as it names itself; null: there is none
 * @param clientId what the pages are known by there
 * @param clientSecretEnv name of an environment variable with their secret; neither this nor a file: a public client
 * @param clientSecretFile a file only its owner can read
 * @param scopes what is asked for besides {@code openid}
 * @param nameClaim claim with the name to log in
 * @param rolesClaim claim with the groups; dots lead into objects, as in {@code realm_access.roles}
 * @param hosts further hosts the service may name for its addresses, with port if it is not the usual one
 */
@ConfigurationProperties("federzug.web.oidc")
public record OidcSettings(
        @Nullable URI issuer,
        @DefaultValue("") String clientId,
        @Nullable String clientSecretEnv,
        @Nullable Path clientSecretFile,
        @DefaultValue({"profile"}) List<String> scopes,
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("groups") String rolesClaim,
        @DefaultValue List<String> hosts,
        @Nullable RoleGroups roles) {
    private static final Set<String> OWN_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

    public OidcSettings {
        scopes = List.copyOf(scopes);
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        if (issuer != null) {
            if (!isEncrypted(issuer) || issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
                throw new IllegalArgumentException("federzug.web.oidc.issuer: https://host/path");
            }
            if (clientId.isBlank()) {
                throw new IllegalArgumentException("federzug.web.oidc.client-id: missing");
            }
            if (roles == null || roles.isEmpty()) {
                throw new IllegalArgumentException("federzug.web.oidc.roles: no group may do anything");
            }
        }
    }

    /** Secrets go over TLS, but for a service on this machine. */
    static boolean isEncrypted(URI address) {
        String host = address.getHost();
        return host != null
                && address.getRawUserInfo() == null
                && ("https".equalsIgnoreCase(address.getScheme())
                        || "http".equalsIgnoreCase(address.getScheme())
                                && OWN_MACHINE.contains(host.toLowerCase(Locale.ROOT)));
    }

    /** Whether an address that the service names lies where it may: a forged or careless one could lead inside. */
    boolean mayLieAt(URI address) {
        if (issuer == null || !isEncrypted(address) || address.getRawFragment() != null) {
            return false;
        }
        String place = String.valueOf(address.getRawAuthority()).toLowerCase(Locale.ROOT);
        boolean same = place.equals(String.valueOf(issuer.getRawAuthority()).toLowerCase(Locale.ROOT))
                && address.getScheme().equalsIgnoreCase(issuer.getScheme());
        return same || hosts.contains(place);
    }

    RoleGroups groups() {
        return roles == null ? RoleGroups.NONE : roles;
    }
}
