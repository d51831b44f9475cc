package federzug.testkit;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.OperationType;
import java.net.InetAddress;
import java.util.EnumSet;
import javax.net.ssl.SSLContext;

/** A directory of a house on loopback, which lets only its own account search. */
public final class WebDirectory implements AutoCloseable {
    public static final String BASE = "dc=haus,dc=example";
    public static final String SEARCHER = "cn=federzug,dc=haus,dc=example";
    public static final String SEARCHER_WORD = "Suchen und finden 7";

    private final InMemoryDirectoryServer server;

    /** @param pki certifies it */
    public WebDirectory(MailPki pki) throws Exception {
        SSLContext right = pki.server("localhost");
        SSLContext foreign = pki.server("anderer-rechner.example");
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.setSchema(null);
        config.addAdditionalBindCredentials(SEARCHER, SEARCHER_WORD);
        config.setAuthenticationRequiredOperationTypes(
                EnumSet.of(OperationType.SEARCH, OperationType.COMPARE, OperationType.ADD, OperationType.MODIFY));
        InetAddress here = InetAddress.getLoopbackAddress();
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPSConfig("ldaps", here, 0, right.getServerSocketFactory(), null),
                InMemoryListenerConfig.createLDAPConfig("starttls", here, 0, right.getSocketFactory()),
                InMemoryListenerConfig.createLDAPConfig("plain", here, 0, null),
                InMemoryListenerConfig.createLDAPSConfig("foreign", here, 0, foreign.getServerSocketFactory(), null));
        server = new InMemoryDirectoryServer(config);
        server.startListening();
        server.add("dn: " + BASE, "objectClass: top", "objectClass: domain", "dc: haus");
        for (String unit : new String[] {"personen", "gruppen"}) {
            server.add("dn: ou=" + unit + "," + BASE, "objectClass: organizationalUnit", "ou: " + unit);
        }
    }

    /** @param listener ldaps; starttls; plain, which cannot encrypt; foreign, with another server's certificate */
    public String address(String listener) {
        String scheme = listener.equals("plain") || listener.equals("starttls") ? "ldap" : "ldaps";
        return scheme + "://localhost:" + server.getListenPort(listener);
    }

    public void person(String uid, String shown, String word, String group) throws Exception {
        String dn = "uid=" + uid + ",ou=personen," + BASE;
        server.add(
                "dn: " + dn,
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "mail: " + uid + "@haus.example",
                "cn: " + shown,
                "sn: Muster",
                "userPassword: " + word,
                "memberOf: cn=" + group + ",ou=gruppen," + BASE);
    }

    public void group(String name, String uid) throws Exception {
        server.add(
                "dn: cn=" + name + ",ou=gruppen," + BASE,
                "objectClass: groupOfNames",
                "cn: " + name,
                "member: uid=" + uid + ",ou=personen," + BASE);
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
