package federzug.web.account;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import federzug.access.Account;
import federzug.access.AccountArrivals.Arrival;
import federzug.access.AccountDesk;
import federzug.start.OutwardNetwork;
import federzug.web.account.DirectorySettings.Server;
import federzug.web.frame.HouseDirectory;
import federzug.web.frame.HouseLoginException;
import federzug.web.frame.HouseLoginException.Trouble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Asks a directory by LDAP: finds the person, tries the password by a bind on a connection of its own, reads the groups.
 * Nothing is said before the connection is encrypted and the server's certificate is verified; referrals are not followed.
 */
@Component
@ConditionalOnWebApplication
@ConditionalOnProperty(value = "federzug.web.ldap.base")
class LdapDirectory implements HouseDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(LdapDirectory.class);
    private static final int MILLISECONDS = 8_000;
    private static final int LARGEST = 1 << 20;
    private static final int MOST_GROUPS = 2_000;

    private final DirectorySettings settings;
    private final List<Server> servers;
    private final OutwardNetwork network;

    LdapDirectory(DirectorySettings settings, OutwardNetwork network) {
        this.settings = settings;
        this.servers = settings.servers().stream().map(Server::of).toList();
        this.network = network;
        if (!settings.user().isBlank()) {
            // A missing secret is reported at start.
            Arrays.fill(password(), ' ');
        }
    }

    @Override
    public Optional<Arrival> ask(String name, String typed) {
        if (typed.isEmpty()) {
            // A bind without a password succeeds as nobody (RFC 4513, 5.1.2).
            return Optional.empty();
        }
        @Nullable LDAPException last = null;
        for (Server server : servers) {
            try {
                return ask(server, name, typed);
            } catch (LDAPException e) {
                LOG.warn("{}: {} {}", server.host(), e.getResultCode(), e.getMessage());
                last = e;
            }
        }
        throw new HouseLoginException(Trouble.DIRECTORY, String.valueOf(settings.servers()), last);
    }

    private Optional<Arrival> ask(Server server, String name, String typed) throws LDAPException {
        try (LDAPConnection searching = connection(server)) {
            if (!settings.user().isBlank()) {
                char[] own = password();
                searching.bind(new SimpleBindRequest(settings.user(), new String(own)));
                Arrays.fill(own, ' ');
            }
            SearchResult found = search(
                    searching,
                    settings.base(),
                    settings.filter(),
                    name,
                    2,
                    settings.nameAttribute(),
                    settings.shownAttribute(),
                    settings.groupsAttribute());
            if (found.getEntryCount() != 1) {
                if (found.getEntryCount() > 1) {
                    LOG.warn("{}: the filter finds more than one person", server.host());
                }
                return Optional.empty();
            }
            SearchResultEntry person = found.getSearchEntries().get(0);
            return isPassword(server, person.getDN(), typed)
                    ? Optional.of(arrival(searching, person))
                    : Optional.empty();
        }
    }

    private boolean isPassword(Server server, String dn, String typed) throws LDAPException {
        try (LDAPConnection trying = connection(server)) {
            BindResult result = trying.bind(new SimpleBindRequest(dn, typed));
            return result.getResultCode() == ResultCode.SUCCESS;
        } catch (LDAPException e) {
            if (e.getResultCode() == ResultCode.INVALID_CREDENTIALS) {
                return false;
            }
            throw e;
        }
    }

    private Arrival arrival(LDAPConnection searching, SearchResultEntry person) throws LDAPException {
        String name = Optional.ofNullable(person.getAttributeValue(settings.nameAttribute()))
                .orElse("");
        List<String> groups = new ArrayList<>();
        if (settings.groupsBase().isBlank()) {
            String @Nullable [] given = person.getAttributeValues(settings.groupsAttribute());
            groups.addAll(given == null ? List.of() : Arrays.asList(given));
        } else {
            search(searching, settings.groupsBase(), settings.groupsFilter(), person.getDN(), MOST_GROUPS, "1.1")
                    .getSearchEntries()
                    .forEach(group -> groups.add(group.getDN()));
        }
        return new Arrival(
                Account.Origin.DIRECTORY,
                AccountDesk.key(name),
                name,
                Optional.ofNullable(person.getAttributeValue(settings.shownAttribute()))
                        .orElse(""),
                settings.groups().of(groups, LdapDirectory::isSame));
    }

    /** A group is named by its distinguished name, or by the first part of it. */
    private static boolean isSame(String wanted, String group) {
        try {
            DN dn = new DN(group);
            return wanted.contains("=")
                    ? dn.equals(new DN(wanted))
                    : dn.getRDN() != null
                            && Arrays.stream(dn.getRDN().getAttributeValues()).anyMatch(wanted::equalsIgnoreCase);
        } catch (LDAPException e) {
            return wanted.equalsIgnoreCase(group);
        }
    }

    /** What was typed goes into the filter as a value: it cannot change what is asked (RFC 4515). */
    private SearchResult search(
            LDAPConnection connection, String base, String filter, String value, int most, String... attributes)
            throws LDAPException {
        SearchRequest request = new SearchRequest(
                base, SearchScope.SUB, Filter.create(filter.replace("{0}", Filter.encodeValue(value))), attributes);
        request.setSizeLimit(most);
        request.setTimeLimitSeconds(MILLISECONDS / 1000);
        return connection.search(request);
    }

    private LDAPConnection connection(Server server) throws LDAPException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(MILLISECONDS);
        options.setResponseTimeoutMillis(MILLISECONDS);
        options.setMaxMessageSize(LARGEST);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        SSLContext tls = network.tls();
        if (server.encrypted()) {
            return new LDAPConnection(tls.getSocketFactory(), options, server.host(), server.port());
        }
        LDAPConnection plain = new LDAPConnection(options, server.host(), server.port());
        try {
            if (plain.processExtendedOperation(new StartTLSExtendedRequest(tls)).getResultCode()
                    != ResultCode.SUCCESS) {
                throw new LDAPException(ResultCode.CONFIDENTIALITY_REQUIRED, "StartTLS");
            }
            return plain;
        } catch (LDAPException e) {
            plain.close();
            throw e;
        }
    }

    private char[] password() {
        return network.secret(settings.passwordEnv(), settings.passwordFile());
    }
}
