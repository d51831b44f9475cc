package federzug.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Accounts;
import federzug.access.PageActs;
import federzug.access.Role;
import federzug.start.ServedPages;
import federzug.testkit.PagesServed;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The first account, logging in, the own password, and who may do what, by a browser's requests. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccountPagesIT extends PagesServed {
    @Test
    @Order(1)
    void makesTheFirstAccountOnceWithTheLinkThatWasShown() {
        URI link = served.the(ServedPages.class).firstAccount().orElseThrow();
        WebVisitor visitor = served.visitor();
        String page = link.getPath();
        assertThat(visitor.get(page).body()).contains("Erstes Konto anlegen");
        String[] form = {"name", "Leitung", "person", "Kim <b>Muster</b>", "kennwort", "kurz", "noch-einmal", "kurz"};

        Answer bad = visitor.submit(page, page, form);
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body())
                .contains("Bitte wählen Sie eines mit mindestens 12 Zeichen")
                .contains("value=\"Leitung\"");
        assertThat(served.the(Accounts.class).all()).isEmpty();

        form[5] = form[7] = WebServed.PASSWORD;
        Answer made = visitor.submit(page, page, form);
        assertThat(made.target()).isEqualTo("/anmelden?angelegt");
        assertThat(visitor.follow(made.target()).body()).contains("Ihr Konto ist angelegt");
        assertThat(served.the(Accounts.class).find("leitung").orElseThrow().roles())
                .contains(Role.VERWALTUNG, Role.VORGANG);

        Answer again = served.visitor().get(page);
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.body()).contains("Dieser Zugang gilt nicht mehr");
        assertThat(served.the(ServedPages.class).firstAccount()).isEmpty();
        assertThat(visitor.logIn("leitung", WebServed.PASSWORD).target()).isEqualTo("/");
        assertThat(visitor.follow("/").body())
                .contains("Kim &lt;b&gt;Muster&lt;/b&gt;")
                .doesNotContain("<b>Muster");
    }

    @Test
    void givesASessionANewNameAtLoginAndEndsItAtLogout() {
        String name = served.account(Role.VERWALTUNG);
        WebVisitor visitor = served.visitor();
        visitor.get("/anmelden");
        String before = visitor.session();
        assertThat(before).isNotEmpty();
        visitor.logIn(name, WebServed.PASSWORD);
        String inside = visitor.session();
        assertThat(inside).isNotEqualTo(before);
        assertThat(visitor.get("/verwaltung/konten").status()).isEqualTo(200);

        WebVisitor copy = served.visitor();
        assertThat(copy.get("/verwaltung/konten", "Cookie", "federzug=" + before)
                        .status())
                .isEqualTo(302);
        assertThat(visitor.submit("/verwaltung/konten", "/abmelden").target()).isEqualTo("/anmelden?abgemeldet");
        assertThat(copy.get("/verwaltung/konten", "Cookie", "federzug=" + inside)
                        .status())
                .isEqualTo(302);
    }

    @Test
    void saysTheSameOfAWrongPasswordAndOfAnUnknownName() {
        String name = served.account(Role.VERWALTUNG);
        WebVisitor visitor = served.visitor();
        Answer wrong = visitor.logIn(name, "ein falsches Kennwort");
        Answer unknown = visitor.logIn("niemand", "ein falsches Kennwort");
        assertThat(wrong.target()).isEqualTo("/anmelden?fehler").isEqualTo(unknown.target());
        assertThat(visitor.get(wrong.target()).body()).contains("Anmeldename oder Kennwort stimmt nicht");
        // The honest counterpart: a wrong try does not lock anybody out.
        assertThat(visitor.logIn(" " + name.toUpperCase(java.util.Locale.ROOT), WebServed.PASSWORD)
                        .target())
                .isEqualTo("/");
    }

    @Test
    void locksANameAfterFiveWrongPasswordsUntilTimeOrAPersonUnlocksIt() {
        String name = served.account(Role.VERWALTUNG);
        WebVisitor visitor = served.visitor();
        for (int i = 0; i < 5; i++) {
            assertThat(visitor.logIn(name, "geraten " + i + " geraten").target())
                    .isEqualTo("/anmelden?fehler");
        }
        assertThat(visitor.logIn(name, WebServed.PASSWORD).target()).isEqualTo("/anmelden?warten");
        for (int i = 0; i < 6; i++) {
            visitor.logIn("erfunden", "geraten");
        }
        assertThat(visitor.logIn("erfunden", "geraten").target())
                .as("an unknown name looks the same")
                .isEqualTo("/anmelden?warten");

        WebVisitor admin = served.visitor(Role.VERWALTUNG);
        assertThat(admin.get("/verwaltung/konten").body()).contains("gesperrt");
        admin.submit("/verwaltung/konten", "/verwaltung/konten/" + name + "/entsperren");
        assertThat(visitor.logIn(name, WebServed.PASSWORD).target()).isEqualTo("/");

        for (int i = 0; i < 5; i++) {
            served.visitor().logIn(name, "geraten " + i + " geraten");
        }
        assertThat(served.visitor().logIn(name, WebServed.PASSWORD).target()).isEqualTo("/anmelden?warten");
        served.application().clock().move(Duration.ofMinutes(16));
        assertThat(served.visitor().logIn(name, WebServed.PASSWORD).target()).isEqualTo("/");
    }

    @Test
    void changesTheOwnPasswordAndEndsAllItsSessions() {
        String name = served.account(Role.PRESSE);
        WebVisitor here = served.visitor();
        here.logIn(name, WebServed.PASSWORD);
        WebVisitor elsewhere = served.visitor();
        elsewhere.logIn(name, WebServed.PASSWORD);
        String page = "/konto/kennwort";
        String fresh = "ein anderes langes Kennwort";

        assertThat(here.submit(page, page, "bisher", "falsch", "neu", fresh, "noch-einmal", fresh)
                        .body())
                .contains("Das bisherige Kennwort stimmt nicht");
        assertThat(here.submit(page, page, "bisher", WebServed.PASSWORD, "neu", fresh, "noch-einmal", "anders")
                        .body())
                .contains("verschieden");
        assertThat(here.submit(page, page, "bisher", WebServed.PASSWORD, "neu", fresh, "noch-einmal", fresh)
                        .target())
                .isEqualTo("/anmelden?geaendert");

        assertThat(elsewhere.get(page).target()).contains("/anmelden");
        assertThat(served.visitor().logIn(name, WebServed.PASSWORD).target()).isEqualTo("/anmelden?fehler");
        assertThat(served.visitor().logIn(name, fresh).target()).isEqualTo("/");
    }

    @Test
    void handsANewAccountOverWithAPasswordThatIsChangedAtOnce() {
        WebVisitor admin = served.visitor(Role.VERWALTUNG);
        assertThat(admin.submit("/verwaltung/konten/neu", "/verwaltung/konten/neu")
                        .body())
                .as("all that is wrong at once")
                .contains(
                        "Der Anmeldename besteht aus", "Der Name der Person fehlt", "Das Konto hat keine Berechtigung");
        Answer made = admin.submit(
                "/verwaltung/konten/neu",
                "/verwaltung/konten/neu",
                "name",
                "neu.person",
                "person",
                "Neue Person",
                "rolle",
                "PRUEFUNG");
        assertThat(made.body()).contains("Dieses Kennwort sehen Sie nur jetzt");
        String word = made.body().replaceAll("(?s).*<code>([^<]+)</code>.*", "$1");

        WebVisitor person = served.visitor();
        person.logIn("neu.person", word);
        assertThat(person.get("/").target()).isEqualTo("/konto/kennwort");
        assertThat(person.get("/konto/kennwort").body()).contains("Bitte wählen Sie zuerst ein eigenes");
        assertThat(served.the(PageActs.class).latest(50))
                .anyMatch(
                        act -> act.act().equals("account-added") && act.about().equals("neu.person"));
        assertThat(admin.get("/verwaltung/protokoll").body())
                .contains("hat ein Konto angelegt")
                .contains("neu.person");
    }

    @Test
    void endsASessionWhenItsAccountIsRetired() {
        String name = served.account(Role.VERWALTUNG);
        WebVisitor other = served.visitor();
        other.logIn(name, WebServed.PASSWORD);
        WebVisitor admin = served.visitor(Role.VERWALTUNG);
        String page = "/verwaltung/konten/" + name;
        assertThat(admin.submit(page, page, "rolle", "VERWALTUNG", "stillgelegt", "true")
                        .target())
                .isEqualTo("/verwaltung/konten");
        assertThat(other.get("/verwaltung/konten").target()).isEqualTo("/anmelden?beendet");
        assertThat(other.logIn(name, WebServed.PASSWORD).target()).isEqualTo("/anmelden?fehler");
    }

    @Test
    void reportsWhetherItIsAliveAndReady() {
        assertThat(served.visitor().get("/lebt").status()).isEqualTo(200);
        served.the(ServedPages.class).ready();
        assertThat(served.visitor().get("/bereit").status()).isEqualTo(200);
    }

    @Test
    void reportsMetricsToProgramsOnThisMachineOnly() {
        assertThat(served.visitor().get("/kennzahlen").body())
                .contains(
                        "federzug_mails{state=\"unknown\"} 0\n",
                        "federzug_database_up 1\n",
                        "federzug_disk_free_bytes ")
                .doesNotContain("@", "Muster");
        for (String header : List.of("X-Forwarded-For", "Forwarded", "Via")) {
            assertThat(served.visitor().get("/kennzahlen", header, "1.1 proxy").status())
                    .as(header)
                    .isEqualTo(404);
        }
        assertThat(served.visitor(Role.VERWALTUNG).get("/verwaltung/kennzahlen").body())
                .contains("federzug_matters ");
        assertThat(served.visitor(Role.VERWALTUNG).get("/verwaltung/dienste").body())
                .contains("href=\"/verwaltung/kennzahlen\"");
    }
}
