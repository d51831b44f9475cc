package federzug.web.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.access.Account;
import federzug.access.AccountArrivals.Arrival;
import federzug.access.Role;
import federzug.start.OutwardNetwork;
import federzug.testkit.MailPki;
import federzug.testkit.WebDirectory;
import federzug.web.frame.HouseLoginException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory is asked over LDAPS and StartTLS, verified; what was typed changes no question. */
class LdapDirectoryTest {
    private static final String WORD = "Kims Kennwort";
    private static final String FZ = "FZ-Vorgang";

    private static MailPki pki;
    private static WebDirectory directory;

    @BeforeAll
    static void begin() throws Exception {
        pki = new MailPki();
        directory = new WebDirectory(pki);
        directory.person("kim.muster", "Kim Muster", WORD, FZ);
        directory.person("robin.muster", "Robin Muster", WORD, "andere");
        directory.group("FZ-Presse", "robin.muster");
    }

    @AfterAll
    static void end() {
        directory.close();
    }

    private static LdapDirectory directory(String... servers) {
        return directory("", List.of(FZ), servers);
    }

    private static LdapDirectory directory(String groupsBase, List<String> clerks, String... servers) {
        DirectorySettings settings = new DirectorySettings(
                List.of(servers),
                WebDirectory.SEARCHER,
                null,
                null,
                "ou=personen," + WebDirectory.BASE,
                "(|(uid={0})(mail={0}))",
                "uid",
                "cn",
                "memberOf",
                groupsBase,
                "(member={0})",
                new RoleGroups(clerks, List.of(), List.of("FZ-Presse"), List.of(), List.of()));
        return new LdapDirectory(settings, new OutwardNetwork() {
            @Override
            public HttpClient.Builder httpClient() {
                throw new AssertionError();
            }

            @Override
            public SSLContext tls() {
                try {
                    KeyStore store = KeyStore.getInstance("PKCS12");
                    store.load(null, null);
                    store.setCertificateEntry("ca", pki.authority());
                    TrustManagerFactory trust =
                            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                    trust.init(store);
                    SSLContext context = SSLContext.getInstance("TLS");
                    context.init(null, trust.getTrustManagers(), null);
                    return context;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public char[] secret(@Nullable String variable, @Nullable Path file) {
                return WebDirectory.SEARCHER_WORD.toCharArray();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldaps", "starttls"})
    void findsAPersonByEitherNameAndReadsTheGroups(String listener) {
        LdapDirectory asked = directory(directory.address(listener));
        for (String name : List.of("kim.muster", "KIM.muster@haus.example")) {
            assertThat(asked.ask(name, WORD))
                    .contains(new Arrival(
                            Account.Origin.DIRECTORY, "kim.muster", "kim.muster", "Kim Muster", Set.of(Role.VORGANG)));
        }
        assertThat(asked.ask("robin.muster", WORD).orElseThrow().roles()).isEmpty();
    }

    @Test
    void searchesForGroupsWhereTheDirectoryKeepsThemApart() {
        LdapDirectory asked = directory("ou=gruppen," + WebDirectory.BASE, List.of(FZ), directory.address("ldaps"));
        assertThat(asked.ask("robin.muster", WORD).orElseThrow().roles()).containsExactly(Role.PRESSE);
        assertThat(asked.ask("kim.muster", WORD).orElseThrow().roles()).isEmpty();
    }

    @Test
    void knowsAGroupByItsWholeNameToo() {
        String whole = "CN=fz-vorgang, OU=gruppen," + WebDirectory.BASE;
        assertThat(directory("", List.of(whole), directory.address("ldaps"))
                        .ask("kim.muster", WORD)
                        .orElseThrow()
                        .roles())
                .containsExactly(Role.VORGANG);
        assertThat(directory("", List.of("cn=fz-vorgang,ou=anderswo," + WebDirectory.BASE), directory.address("ldaps"))
                        .ask("kim.muster", WORD)
                        .orElseThrow()
                        .roles())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kim.muster|falsch",
                "kim.muster|''",
                "*|Kims Kennwort",
                "kim*|Kims Kennwort",
                "kim.muster)(uid=*|Kims Kennwort",
                "*)(|(uid=*|Kims Kennwort",
                "uid=kim.muster,ou=personen,dc=haus,dc=example|Kims Kennwort",
                "unbekannt|Kims Kennwort",
                "cn=federzug,dc=haus,dc=example|Suchen und finden 7"
            })
    void takesWhatWasTypedForANameAlone(String name, String word) {
        assertThat(directory(directory.address("ldaps")).ask(name, word)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"foreign", "plain"})
    void saysNothingOverAConnectionThatIsNotVerified(String listener) {
        LdapDirectory asked = directory(directory.address(listener));
        assertThatThrownBy(() -> asked.ask("kim.muster", WORD))
                .isInstanceOfSatisfying(
                        HouseLoginException.class,
                        trouble -> assertThat(trouble.trouble()).isEqualTo(HouseLoginException.Trouble.DIRECTORY));
    }

    @Test
    void asksTheNextServerWhenOneIsDown() {
        assertThat(directory("ldaps://localhost:9", directory.address("starttls"))
                        .ask("kim.muster", WORD))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "http://haus.example, federzug.web.ldap.servers",
        "ldaps:///dc=haus, federzug.web.ldap.servers",
        "ldaps://haus.example/dc=haus, federzug.web.ldap.servers"
    })
    void namesTheSettingThatIsWrong(String server, String setting) {
        assertThatThrownBy(() -> directory(server))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting);
    }
}
