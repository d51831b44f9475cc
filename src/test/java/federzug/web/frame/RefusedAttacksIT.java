package federzug.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Attempts;
import federzug.access.PageActs;
import federzug.access.PersonalLink.Kind;
import federzug.access.PersonalLinks;
import federzug.access.Role;
import federzug.testkit.PagesServed;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import federzug.web.guard.UnusedSessions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Attacks on the pages, each refused; beside each the honest request that is answered. Others stand where their means are:
 * by a login service in {@code HouseAccountIT} (forged, old and foreign tokens, answers to other questions, addresses that
 * lead inside), by a name typed for a directory and by its server in {@code LdapDirectoryTest}, by the addresses of a
 * signing service in {@code RemoteEndpointsTest}, by the time that looking up a link takes in {@code LinkLookupTest}.
 */
class RefusedAttacksIT extends PagesServed {
    private static final Map<Role, WebVisitor> VISITORS = new EnumMap<>(Role.class);

    @BeforeAll
    static void begin() {
        served.application().accept("laufend", "rueckgabe");
        for (Role role : Role.values()) {
            VISITORS.put(role, served.visitor(role));
        }
    }

    /** Every page with the roles that may see it: written down here again, so that a slip in the table shows. */
    private static final Map<String, Set<Role>> PAGES = new TreeMap<>(Map.ofEntries(
            Map.entry("/vorgaenge/laufend/unterzeichnung", Set.of(Role.VORGANG)),
            Map.entry("/rueckgabe", Set.of(Role.VORGANG)),
            Map.entry("/postausgang", Set.of(Role.VORGANG, Role.PRESSE)),
            Map.entry("/medien", Set.of(Role.PRESSE, Role.PRESSE_FREIGABE)),
            Map.entry("/tafel/laufend", Set.of(Role.VORGANG)),
            Map.entry("/konto/kennwort", Set.of(Role.values())),
            Map.entry("/vorgaenge", Set.of(Role.VORGANG, Role.PRESSE, Role.PRUEFUNG)),
            Map.entry("/vorgaenge/laufend", Set.of(Role.VORGANG, Role.PRESSE, Role.PRUEFUNG)),
            Map.entry("/pruefen", Set.of(Role.PRUEFUNG, Role.VORGANG)),
            Map.entry("/verwaltung/konten", Set.of(Role.VERWALTUNG)),
            Map.entry("/verwaltung/konten/neu", Set.of(Role.VERWALTUNG)),
            Map.entry("/verwaltung/protokoll", Set.of(Role.VERWALTUNG))));

    private static final Map<Role, String> WORDS = Map.of(
            Role.VORGANG, "Vorgänge bearbeiten",
            Role.PRUEFUNG, "Dateien prüfen",
            Role.PRESSE, "Medieninformationen schreiben",
            Role.PRESSE_FREIGABE, "Medieninformationen freigeben",
            Role.VERWALTUNG, "Verwaltung");

    static Stream<Arguments> pagesAndRoles() {
        List<Arguments> all = new ArrayList<>();
        PAGES.forEach((page, roles) -> {
            for (Role role : Role.values()) {
                all.add(Arguments.of(page, role, roles.contains(role)));
            }
        });
        return all.stream();
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @MethodSource("pagesAndRoles")
    void showsAPageToItsRolesOnly(String page, Role role, boolean may) {
        Answer answer = VISITORS.get(role).get(page);
        assertThat(answer.status()).isEqualTo(may ? 200 : 403);
        if (!may) {
            assertThat(answer.body())
                    .contains("Dafür fehlt Ihnen die Berechtigung", "Diese Seite ist für Konten mit der Berechtigung „")
                    .contains("Ihr Konto hat „" + WORDS.get(role) + "“.");
        }
    }

    @ParameterizedTest
    @MethodSource("allPages")
    void sendsWhoeverIsNotLoggedInToTheLogin(String page) {
        Answer answer = served.visitor().get(page);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.target()).isEqualTo("/anmelden");
    }

    static Stream<String> allPages() {
        return PAGES.keySet().stream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/unbekannt",
                "/actuator",
                "/actuator/env",
                "/h2-console",
                "/error",
                "/gestalt",
                "/konto",
                "/WEB-INF/web.xml",
                "/application.yaml",
                "/verwaltung"
            })
    void refusesUnknownPaths(String path) {
        Answer answer = VISITORS.get(Role.VORGANG).get(path);
        assertThat(answer.status()).isIn(403, 404);
        if (answer.status() == 404) {
            assertThat(answer.body()).contains("Diese Seite gibt es nicht").doesNotContain("Berechtigung");
        }
        assertThat(served.visitor().get(path).status()).isIn(302, 403, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gestalt/../messages.properties",
                "/gestalt/%2e%2e/messages.properties",
                "/gestalt/..%2fmessages.properties",
                "/gestalt/%252e%252e/messages.properties",
                "/gestalt//federzug.css/..;/messages.properties",
                "/gestalt/kern.LICENSE.md",
                "/gestalt/..\\messages.properties"
            })
    void givesNoFileBesideThoseOfTheStylesheet(String path) throws IOException {
        assertThat(served.raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .doesNotContain("web.frame")
                .doesNotStartWith("HTTP/1.1 200");
        assertThat(served.visitor().get("/gestalt/federzug.css").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost@evil.example"})
    void refusesAForgedHost(String host) throws IOException {
        String answer = served.raw("GET /anmelden HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("evil");
        assertRefusedInGerman(answer);
    }

    private static void assertRefusedInGerman(String answer) {
        assertThat(answer)
                .contains("Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff")
                .contains("Cache-Control: no-store", "ob sie richtig geschrieben ist")
                .doesNotContain("HTTP Status")
                .doesNotContain("Apache");
    }

    /** What the server cannot read is refused before any page; the answer is ours all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a|b HTTP/1.1\r\nHost: 127.0.0.1",
                "GET /%zz HTTP/1.1\r\nHost: 127.0.0.1",
                "GET /verwaltung%2fkonten HTTP/1.1\r\nHost: 127.0.0.1",
                "GET /hilfe/%c0%ae%c0%ae/x HTTP/1.1\r\nHost: 127.0.0.1",
                "GET /vorgaenge/..;/verwaltung/konten HTTP/1.1\r\nHost: 127.0.0.1",
                "GET /anmelden HTTP/1.1",
                "GET /anmelden HTTP/7.7\r\nHost: 127.0.0.1",
                "POST /anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2",
                "POST /anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: xchunked",
                "UNFUG"
            })
    void answersInGermanToWhatTheServerCannotRead(String request) throws IOException {
        assertRefusedInGerman(served.raw(request + "\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void callsLettersInNoEncodingNoTroubleOfOurs() throws IOException {
        String answer = served.raw("GET /anmelden?name=%ff%fe HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n"
                + "Connection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("Das ging so nicht")
                .doesNotContain("rufen Sie bitte die Administration an");
    }

    @Test
    void takesNoWordOfAForwardedHost() throws IOException {
        String answer =
                served.raw("GET /verwaltung/konten HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Host: evil.example\r\n"
                        + "X-Forwarded-Proto: https\r\nForwarded: host=evil.example\r\nConnection: close\r\n\r\n");
        assertThat(answer).contains("Location: /anmelden").doesNotContain("evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/abmelden", "/konto/kennwort", "/verwaltung/konten/neu"})
    void changesNothingWithoutTheTokenOfAForm(String action) {
        WebVisitor admin = VISITORS.get(Role.VERWALTUNG);
        assertThat(admin.post(action, "").status()).isEqualTo(403);
        assertThat(admin.post(action, "made-up").status()).isEqualTo(403);
        assertThat(admin.get("/verwaltung/konten").status()).isEqualTo(200);
    }

    /** Whoever comes back after lunch is told so, and where to go on: that is no attack, and no right is missing. */
    @Test
    void tellsASessionThatHasEndedFromARightThatIsMissing() {
        Answer lost = served.visitor().post("/verwaltung/konten/neu", "of-yesterday");
        assertThat(lost.status()).isEqualTo(403);
        assertThat(lost.body())
                .contains("<h1>Diese Seite war zu lange offen</h1>")
                .contains("Bitte melden Sie sich an")
                .doesNotContain("Berechtigung");
        assertThat(VISITORS.get(Role.VERWALTUNG)
                        .post("/konto/kennwort", "of-before")
                        .body())
                .contains("laden Sie die Seite neu");
        assertThat(served.visitor().post("/anmelden", "of-yesterday").target()).isEqualTo("/anmelden?abgelaufen");
        assertThat(served.visitor().get("/anmelden?abgelaufen").body()).contains("Die Seite war zu lange offen");
        assertThat(served.visitor().post("/abmelden", "of-yesterday").target()).isEqualTo("/anmelden?abgemeldet");
        String door = "/z/" + "B".repeat(43);
        Answer atTheDoor = served.visitor().post(door, "of-yesterday");
        assertThat(atTheDoor.status()).isEqualTo(403);
        assertThat(atTheDoor.body()).contains("href=\"" + door + "\"", "Bitte öffnen Sie sie noch einmal");
        Answer guest = served.visitor().post("/unterzeichnen/ablehnen", "of-yesterday", "grund", "x");
        assertThat(guest.status()).isEqualTo(403);
        assertThat(guest.body())
                .contains("öffnen Sie den persönlichen Zugang aus unserer E-Mail noch einmal")
                .doesNotContain("Zurück zur ersten Seite");
    }

    @Test
    void takesNoTokenOfAnotherSession() {
        String foreign = VISITORS.get(Role.PRESSE).token("/konto/kennwort");
        int acts = served.the(PageActs.class).latest(1000).size();
        assertThat(VISITORS.get(Role.VERWALTUNG)
                        .post(
                                "/verwaltung/konten/neu",
                                foreign,
                                "name",
                                "dieb",
                                "person",
                                "Dieb",
                                "rolle",
                                "VERWALTUNG")
                        .status())
                .isEqualTo(403);
        assertThat(served.the(PageActs.class).latest(1000)).hasSize(acts);
    }

    @Test
    void sendsStrictHeadersWithEveryAnswer() {
        for (String path : List.of("/anmelden", "/gestalt/federzug.css", "/unbekannt", "/konto/kennwort")) {
            Answer answer = VISITORS.get(Role.PRUEFUNG).get(path);
            assertThat(answer.header("content-security-policy"))
                    .as(path)
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("x-frame-options")).isEqualTo("SAMEORIGIN");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(answer.header("permissions-policy")).contains("camera=()");
        }
        WebVisitor fresh = served.visitor();
        assertThat(fresh.get("/anmelden").header("set-cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example",
                "/\\evil.example",
                "/anmelden?weiter=https://evil.example"
            })
    void neverGoesElsewhereAfterTheLogin(String where) {
        WebVisitor visitor = served.visitor();
        Answer answer = visitor.submit(
                "/anmelden",
                "/anmelden",
                "name",
                served.account(Role.PRESSE),
                "kennwort",
                WebServed.PASSWORD,
                "weiter",
                where,
                "redirect",
                where,
                "continue",
                where);
        assertThat(answer.target()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "../../konto/kennwort", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00", "' or 1=1--"})
    void opensNothingWithAGuessedLink(String guess) {
        String path = "/erstes-konto/" + guess.replace(" ", "%20").replace("'", "%27");
        assertThat(served.visitor().get(path).status()).isIn(302, 400, 403, 404, 410);
    }

    @Test
    void answersNoMoreLinksAfterManyGuessesAndShowsNothingInTheNames() {
        WebVisitor admin = VISITORS.get(Role.VERWALTUNG);
        Answer answer = admin.submit(
                "/verwaltung/konten/neu",
                "/verwaltung/konten/neu",
                "name",
                "x\"><script>alert(1)</script>",
                "person",
                "<img src=x onerror=alert(1)>",
                "rolle",
                "PRESSE");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("<script>alert").doesNotContain("<img src=x");
        admin.submit(
                "/verwaltung/konten/neu",
                "/verwaltung/konten/neu",
                "name",
                "gespeichert",
                "person",
                "<script>alert(1)</script>",
                "rolle",
                "PRESSE");
        assertThat(admin.get("/verwaltung/konten").body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
        assertThat(admin.get("/verwaltung/konten/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
                        .body())
                .doesNotContain("<script>alert");
    }

    /** If even our page of an error failed, nobody would see the framework's, which is English. */
    @Test
    void showsNoPageOfTheFrameworkBelow() {
        assertThat(served.the(RequestMappingHandlerMapping.class)
                        .getApplicationContext()
                        .containsBean("error"))
                .isFalse();
    }

    @Test
    void countsSessionsOfVisitorsUntilTheyComeIn() {
        UnusedSessions unused = served.the(UnusedSessions.class);
        int before = unused.count();
        WebVisitor visitor = served.visitor();
        visitor.get("/anmelden");
        assertThat(unused.count()).isEqualTo(before + 1);
        visitor.logIn(served.account(Role.PRESSE), WebServed.PASSWORD);
        assertThat(unused.count()).isEqualTo(before);
    }

    /** Sixty from one address, whatever a header says about others; then even the right link opens nothing. */
    @Test
    void countsGuessedLinksByTheAddressThatTheyComeFrom() {
        Instant now = served.application().clock().instant();
        String board = "/anzeige/"
                + served.the(PersonalLinks.class).issue(Kind.BOARD, "laufend", "", "", now, now.plusSeconds(900));
        WebVisitor guesser = served.visitor();
        assertThat(guesser.get(board).status()).isEqualTo(200);
        for (int i = 0; i < 60; i++) {
            assertThat(guesser.get("/z/" + "%043d".formatted(i), "X-Forwarded-For", "203.0.113." + i)
                            .status())
                    .isEqualTo(410);
        }
        assertThat(guesser.get(board, "X-Forwarded-For", "203.0.113.250").status())
                .isEqualTo(410);
        served.the(Attempts.class).forget(Attempts.Kind.LINK, "127.0.0.1");
        assertThat(guesser.get(board).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "FOO"})
    void takesNoOtherMethod(String method) throws IOException {
        assertThat(served.raw(method
                        + " /anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .doesNotStartWith("HTTP/1.1 200");
    }

    @Test
    void readsNoEndlessFormOrHeader() throws IOException {
        String long1 = "a".repeat(70_000);
        assertThat(served.raw("GET /anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + long1
                        + "\r\nConnection: close\r\n\r\n"))
                .doesNotStartWith("HTTP/1.1 200");
        assertThat(served.visitor()
                        .submit("/anmelden", "/anmelden", "name", "x", "kennwort", "k".repeat(1_000_000))
                        .target())
                .isEqualTo("/anmelden?fehler");
    }
}
