package federzug.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Account;
import federzug.access.Accounts;
import federzug.access.PageActs;
import federzug.access.Role;
import federzug.testkit.MailPki;
import federzug.testkit.WebDirectory;
import federzug.testkit.WebLoginService;
import federzug.testkit.WebLoginService.Fault;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logging in with an account of the house, at a service that speaks OpenID Connect and does not always behave. */
class HouseAccountIT {
    @TempDir
    static Path folder;

    private static WebServed served;
    private static WebLoginService service;
    private static WebDirectory directory;

    @BeforeAll
    static void serve() throws Exception {
        // Its clock stands where that of the application stands, which starts later.
        service = new WebLoginService(new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return java.time.ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public java.time.Instant instant() {
                return served.application().clock().instant();
            }
        });
        Path secret = secret("secret", WebLoginService.CLIENT_KEY);
        MailPki pki = new MailPki();
        directory = new WebDirectory(pki);
        Path word = secret("word", WebDirectory.SEARCHER_WORD);
        served = new WebServed(
                folder,
                "--federzug.trust.network.authorities=" + pki.writeAuthority(folder.resolve("ca.pem")),
                "--federzug.web.ldap.servers=" + directory.address("ldaps"),
                "--federzug.web.ldap.user=" + WebDirectory.SEARCHER,
                "--federzug.web.ldap.password-file=" + word,
                "--federzug.web.ldap.base=ou=personen," + WebDirectory.BASE,
                "--federzug.web.ldap.roles.vorgang=FZ-Vorgang",
                "--federzug.web.oidc.issuer=" + service.issuer(),
                "--federzug.web.oidc.client-id=" + WebLoginService.CLIENT,
                "--federzug.web.oidc.client-secret-file=" + secret,
                "--federzug.web.oidc.roles-claim=realm_access.roles",
                "--federzug.web.oidc.roles.vorgang=fz-vorgang,fz-alles",
                "--federzug.web.oidc.roles.presse-freigabe=fz-alles");
    }

    private static Path secret(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    @AfterAll
    static void end() {
        served.close();
        service.close();
        directory.close();
    }

    @BeforeEach
    void behaves() {
        service.fault(Fault.NONE);
    }

    /** From the page to log in to the service and back. */
    private static Answer arrive(WebVisitor visitor) {
        Answer away = visitor.get("/anmelden/haus");
        if (away.target().startsWith("/")) {
            return away;
        }
        Answer there = visitor.get(away.target());
        assertThat(there.status()).as(there.body()).isEqualTo(302);
        return visitor.get(there.target());
    }

    private static String saidAfter(WebVisitor visitor, Answer answer) {
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.target()).startsWith("/anmelden?haus=");
        String body = visitor.get(answer.target()).body();
        assertThat(body).as("words, no keys").doesNotContain("web.login");
        return body;
    }

    @Test
    void makesAnAccountAtTheFirstLoginWithTheRolesOfItsGroups() {
        service.person("s-1", "Jörg.Müller@behoerde.example", "Jörg <b>Müller</b>", "fz-vorgang", "fremd");
        WebVisitor visitor = served.visitor();
        assertThat(visitor.get("/anmelden").body()).contains("Mit Hauskonto anmelden");
        String before = visitor.session();

        assertThat(arrive(visitor).target()).endsWith("/");
        assertThat(visitor.session()).isNotEqualTo(before);
        assertThat(visitor.follow("/").body())
                .contains("Jörg &lt;b&gt;Müller&lt;/b&gt;")
                .doesNotContain("<b>Müller");
        Account account = served.the(Accounts.class).find("joerg.mueller").orElseThrow();
        assertThat(account.roles()).containsExactly(Role.VORGANG);
        assertThat(account.origin()).isEqualTo(Account.Origin.PROVIDER);
        assertThat(visitor.get("/medien").status()).isEqualTo(403);
        assertThat(served.the(PageActs.class).latest(50))
                .filteredOn(act -> act.actor().equals("joerg.mueller"))
                .extracting(PageActs.PageAct::act)
                .containsExactly("login", "account-arrived");

        assertThat(visitor.get("/konto/kennwort").body()).contains("es ist das des Hauskontos");
        Answer out = visitor.submit("/konto/kennwort", "/abmelden");
        assertThat(visitor.get(out.target()).body()).contains("sind Sie noch angemeldet");
        assertThat(visitor.get("/vorgaenge").target()).isEqualTo("/anmelden");
    }

    @Test
    void takesRolesAgainAtEachLoginAndEndsSessionsWithTheOlderOnes() {
        service.person("s-2", "wechsel", "Kim Wechsel", "fz-vorgang");
        WebVisitor older = served.visitor();
        arrive(older);
        assertThat(older.get("/vorgaenge").status()).isEqualTo(200);

        service.person("s-2", "umbenannt", "Kim Wechsel", "fz-alles");
        WebVisitor newer = served.visitor();
        arrive(newer);
        assertThat(newer.get("/medien").status()).isEqualTo(200);
        assertThat(older.get("/vorgaenge").target()).isEqualTo("/anmelden?beendet");
        assertThat(served.the(Accounts.class).find("umbenannt"))
                .as("known by its subject")
                .isEmpty();

        service.person("s-2", "wechsel", "Kim Wechsel");
        WebVisitor without = served.visitor();
        assertThat(saidAfter(without, arrive(without))).contains("hat hier keine Berechtigung");
        assertThat(newer.get("/medien").target()).as("lost with the group").isEqualTo("/anmelden?beendet");
    }

    @Test
    void takesNoAccountOverThatSomebodyElseHas() {
        String local = served.account(Role.VERWALTUNG);
        service.person("s-3", local, "Dieb", "fz-alles");
        WebVisitor visitor = served.visitor();
        assertThat(saidAfter(visitor, arrive(visitor))).contains("gehört hier schon zu einem anderen Konto");
        assertThat(served.the(Accounts.class).find(local).orElseThrow().isHere())
                .isTrue();
        assertThat(visitor.get("/vorgaenge").target()).isEqualTo("/anmelden");
        // Its owner still gets in.
        assertThat(served.visitor().logIn(local, WebServed.PASSWORD).target()).isEqualTo("/");
    }

    @Test
    void leavesPasswordAndRolesToTheHouseAndRetiringToTheAdministrator() {
        service.person("s-4", "fremd.verwaltet", "Kim Fremd", "fz-vorgang");
        WebVisitor visitor = served.visitor();
        arrive(visitor);
        WebVisitor admin = served.visitor(Role.VERWALTUNG);
        String page = "/verwaltung/konten/fremd.verwaltet";
        assertThat(admin.get(page).body())
                .contains("Dieses Konto kommt aus dem Hauskonto")
                .contains("disabled");
        assertThat(admin.submit(page, page + "/kennwort").body()).contains("das des Hauskontos");
        assertThat(admin.submit(page, page, "rolle", "VERWALTUNG").body()).contains("kommen aus dem Hauskonto");
        assertThat(served.the(Accounts.class)
                        .find("fremd.verwaltet")
                        .orElseThrow()
                        .roles())
                .isEqualTo(Set.of(Role.VORGANG));
        assertThat(served.visitor().logIn("fremd.verwaltet", "").target()).isEqualTo("/anmelden?fehler");

        assertThat(admin.submit(page, page, "stillgelegt", "true").target()).isEqualTo("/verwaltung/konten");
        assertThat(visitor.get("/vorgaenge").target()).isEqualTo("/anmelden?beendet");
        assertThat(saidAfter(visitor, arrive(visitor))).contains("Ihr Konto ist stillgelegt");
    }

    @ParameterizedTest
    @CsvSource({
        "DOWN, antwortet gerade nicht",
        "REFUSES, wurde abgebrochen",
        "NAMES_ANOTHER_ISSUER, war nicht gültig",
        "TOKENS_ELSEWHERE, war nicht gültig",
        "TOKENS_REDIRECTED, war nicht gültig",
        "KEYS_IN_THE_CLEAR, war nicht gültig",
        "ENDLESS, war nicht gültig",
        "WRONG_NONCE, war nicht gültig",
        "WRONG_AUDIENCE, war nicht gültig",
        "OTHER_PARTY, war nicht gültig",
        "WRONG_ISSUER, war nicht gültig",
        "EXPIRED, war nicht gültig",
        "FROM_THE_FUTURE, war nicht gültig",
        "FOREIGN_KEY, war nicht gültig",
        "UNSIGNED, war nicht gültig",
        "SIGNED_WITH_OUR_SECRET, war nicht gültig",
        "NO_SUBJECT, war nicht gültig"
    })
    void saysInOneSentenceWhatIsWrongAndLetsNobodyIn(Fault fault, String words) {
        service.person("s-5", "niemand." + fault.ordinal(), "Niemand", "fz-alles");
        service.fault(fault);
        WebVisitor visitor = served.visitor();
        assertThat(saidAfter(visitor, arrive(visitor))).contains(words);
        assertThat(served.the(Accounts.class).find("niemand." + fault.ordinal()))
                .isEmpty();
        assertThat(visitor.get("/vorgaenge").target()).isEqualTo("/anmelden");
        assertThat(service.asked()).as("no redirect is followed").doesNotContain("/haus/inside");
        // Accounts of the pages get in all the same.
        String local = served.account(Role.PRUEFUNG);
        assertThat(served.visitor().logIn(local, WebServed.PASSWORD).target()).isEqualTo("/");
    }

    @Test
    void answersAQuestionOnceInItsBrowserAndInTime() {
        service.person("s-6", "einmal", "Kim Einmal", "fz-vorgang");
        WebVisitor visitor = served.visitor();
        String back = visitor.get(visitor.get("/anmelden/haus").target()).target();

        WebVisitor thief = served.visitor();
        assertThat(saidAfter(thief, thief.get(back))).contains("gehört nicht mehr zu diesem Fenster");
        assertThat(saidAfter(visitor, visitor.get(back.replaceAll("state=[^&]+", "state=erfunden"))))
                .contains("gehört nicht mehr");
        assertThat(saidAfter(visitor, visitor.get("/anmelden/haus/zurueck"))).contains("gehört nicht mehr");
        assertThat(visitor.get(back).target()).endsWith("/");
        assertThat(saidAfter(visitor, visitor.get(back))).as("the same again").contains("gehört nicht mehr");

        WebVisitor slow = served.visitor();
        String late = slow.get(slow.get("/anmelden/haus").target()).target();
        served.application().clock().move(Duration.ofMinutes(11));
        assertThat(saidAfter(slow, slow.get(late))).contains("gehört nicht mehr");

        WebVisitor mixed = served.visitor();
        String other = mixed.get(mixed.get("/anmelden/haus").target()).target();
        assertThat(saidAfter(mixed, mixed.get(other.replaceAll("iss=[^&]+", "iss=https://evil.example"))))
                .contains("war nicht gültig");
    }

    @Test
    void takesNameAndPasswordOfTheDirectoryOnTheSamePage() throws Exception {
        directory.person("kim.verzeichnis", "Kim Verzeichnis", "Kims Kennwort", "FZ-Vorgang");
        directory.person("ohne.gruppe", "Kim Ohne", "Kims Kennwort", "andere");
        String local = served.account(Role.PRUEFUNG);
        directory.person(local, "Zwilling", "Kennwort des Zwillings", "FZ-Vorgang");

        WebVisitor visitor = served.visitor();
        assertThat(visitor.logIn(" Kim.Verzeichnis", "Kims Kennwort").target()).isEqualTo("/");
        assertThat(visitor.follow("/").body()).contains("Kim Verzeichnis");
        assertThat(served.the(Accounts.class)
                        .find("kim.verzeichnis")
                        .orElseThrow()
                        .origin())
                .isEqualTo(Account.Origin.DIRECTORY);
        assertThat(served.visitor().logIn("kim.verzeichnis", "falsch").target()).isEqualTo("/anmelden?fehler");
        assertThat(served.visitor().logIn("kim.verzeichnis", "").target()).isEqualTo("/anmelden?fehler");
        WebVisitor without = served.visitor();
        assertThat(saidAfter(without, without.logIn("ohne.gruppe", "Kims Kennwort")))
                .contains("hat hier keine Berechtigung");
        // A name with a password here is no business of the directory.
        assertThat(served.visitor().logIn(local, "Kennwort des Zwillings").target())
                .isEqualTo("/anmelden?fehler");
        assertThat(served.visitor().logIn(local, WebServed.PASSWORD).target()).isEqualTo("/");
        // The login service does not become somebody whom the directory knows.
        service.person("s-8", "kim.verzeichnis", "Kim Verzeichnis", "fz-alles");
        WebVisitor other = served.visitor();
        assertThat(saidAfter(other, arrive(other))).contains("gehört hier schon zu einem anderen Konto");
    }

    @Test
    void goesOnToThePageThatWasAskedForAndNowhereElse() {
        service.person("s-7", "weiter", "Kim Weiter", "fz-vorgang");
        WebVisitor visitor = served.visitor();
        visitor.get("/rueckgabe");
        assertThat(arrive(visitor).target()).contains("/rueckgabe").doesNotContain("//evil");
        WebVisitor other = served.visitor();
        assertThat(other.get("/anmelden?haus=%3Cscript%3E").body()).doesNotContain("<script>");
    }
}
