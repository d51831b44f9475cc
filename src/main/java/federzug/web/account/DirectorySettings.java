package federzug.web.account;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.web.ldap.*}: a directory of the house (LDAP, RFC 4511).
 *
 * @param servers for example {@code ldaps://directory.example}, asked in this order; with {@code ldap://} the connection
 *     is encrypted by StartTLS before anything is said; empty: there is none
 * @param user distinguished name to search with; empty: anybody may search
 * @param passwordEnv name of an environment variable with its password
 * @param passwordFile a file only its owner can read
 * @param base where persons are
 * @param filter what finds one, with {@code {0}} for the name that was typed
 * @param nameAttribute the name to log in
 * @param shownAttribute the name as people know it
 * @param groupsAttribute the groups of a person, where the directory keeps them there
 * @param groupsBase where groups are, if they are to be searched; empty: they are not
 * @param groupsFilter what finds those of a person, with {@code {0}} for the person's distinguished name
 */
@ConfigurationProperties("federzug.web.ldap")
public record DirectorySettings(
        @DefaultValue List<String> servers,
        @DefaultValue("") String user,
        @Nullable String passwordEnv,
        @Nullable Path passwordFile,
        @DefaultValue("") String base,
        @DefaultValue("(uid={0})") String filter,
        @DefaultValue("uid") String nameAttribute,
        @DefaultValue("cn") String shownAttribute,
        @DefaultValue("memberOf") String groupsAttribute,
        @DefaultValue("") String groupsBase,
        @DefaultValue("(member={0})") String groupsFilter,
        @Nullable RoleGroups roles) {
    private static final String PLACE = "{0}";

    public DirectorySettings {
        servers = List.copyOf(servers);
        for (String server : servers) {
            Server.of(server);
        }
        if (servers.isEmpty() != base.isBlank()) {
            throw new IllegalArgumentException(
                    base.isBlank() ? "federzug.web.ldap.base: missing" : "federzug.web.ldap.servers: ldaps://host");
        }
        if (!servers.isEmpty()) {
            if (!filter.contains(PLACE)) {
                throw new IllegalArgumentException("federzug.web.ldap.filter: (uid={0})");
            }
            if (!groupsBase.isBlank() && !groupsFilter.contains(PLACE)) {
                throw new IllegalArgumentException("federzug.web.ldap.groups-filter: (member={0})");
            }
            if (roles == null || roles.isEmpty()) {
                throw new IllegalArgumentException("federzug.web.ldap.roles: no group may do anything");
            }
        }
    }

    /** @param encrypted from the first byte on; else by StartTLS */
    record Server(String host, int port, boolean encrypted) {
        private static final int LDAP = 389;
        private static final int LDAPS = 636;

        static Server of(String address) {
            URI uri = URI.create(address.strip());
            String scheme = String.valueOf(uri.getScheme());
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            if (!Set.of("ldap", "ldaps").contains(scheme) || uri.getHost() == null || path.length() > 1) {
                throw new IllegalArgumentException("federzug.web.ldap.servers: ldaps://host");
            }
            boolean encrypted = scheme.equals("ldaps");
            return new Server(uri.getHost(), uri.getPort() > 0 ? uri.getPort() : encrypted ? LDAPS : LDAP, encrypted);
        }
    }

    RoleGroups groups() {
        return roles == null ? RoleGroups.NONE : roles;
    }
}
