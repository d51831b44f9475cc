package federzug.web.turn;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.TurnState;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.SigningRemote;
import federzug.testkit.SigningSpecimen;
import federzug.testkit.WebRemoteService;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person signs on the page with a remote service of each kind, and comes back from it in every way. */
class RedirectSigningIT {
    private static final String OWN = "/unterzeichnen";

    @TempDir
    static Path folder;

    private static final Map<Service, WebRemoteService> SERVICES = new EnumMap<>(Service.class);
    private static final List<String> SETTINGS = new ArrayList<>();
    private static WebServed served;

    /** What services of the Cloud Signature Consortium's API do differently. */
    enum Service {
        /** Login and release in the browser; the token that comes back is the release. */
        TWO_ROUNDS(2),
        /** The release comes as a token and goes into the body of the call that signs. */
        SAD_IN_THE_BODY(2) {
            @Override
            void shape(SigningRemote service) {
                service.tokenType = "SAD";
            }
        },
        PUSHED_REQUESTS(2) {
            @Override
            void shape(SigningRemote service) {
                service.metadata = true;
                service.pushed = true;
            }
        },
        RICH_REQUESTS(2) {
            @Override
            void shape(SigningRemote service) {
                service.metadata = true;
                service.details = true;
            }
        },
        PUSHED_RICH_REQUESTS_AND_BASIC(2) {
            @Override
            void shape(SigningRemote service) {
                service.metadata = true;
                service.pushed = true;
                service.details = true;
                service.clientLogin = "basic";
            }
        },
        /** As the reference service of the EU's wallet spells hashes: the first spelling is refused, then learnt. */
        OTHER_SPELLING(3) {
            @Override
            void shape(SigningRemote service) {
                service.hashes = "percent";
            }
        },
        WITHOUT_NAMED_HASHES(2) {
            @Override
            void shape(SigningRemote service) {
                service.scal = "1";
            }
        },
        /** The house is known to the service: the person only releases. */
        LOGIN_OF_THE_HOUSE(1, "service.login=client"),
        /** Neither is asked for in a browser. */
        NO_ROUND(0, "service.login=client") {
            @Override
            void shape(SigningRemote service) {
                service.mode = "implicit";
                service.tokenType = "SAD";
            }
        },
        /** PIN and one-time password are asked for by whoever calls it. */
        ASKS_ELSEWHERE(-1, "service.login=client") {
            @Override
            void shape(SigningRemote service) {
                service.mode = "explicit";
                service.tokenType = "SAD";
            }
        };

        private final int rounds;
        private final String[] settings;

        Service(int rounds, String... settings) {
            this.rounds = rounds;
            this.settings = settings;
        }

        void shape(SigningRemote service) {}

        String device() {
            return "fern-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @BeforeAll
    static void serve() throws Exception {
        for (Service service : Service.values()) {
            WebRemoteService remote =
                    new WebRemoteService(Files.createDirectories(folder.resolve(service.device())), "raphael");
            service.shape(remote.service);
            SERVICES.put(service, remote);
            SETTINGS.addAll(remote.settings(service.device(), service.settings));
        }
        served = new WebServed(folder, SETTINGS.toArray(String[]::new));
    }

    @AfterAll
    static void end() {
        served.close();
        SERVICES.values().forEach(WebRemoteService::close);
    }

    private static WebVisitor mayor(String id, Service service) throws Exception {
        CeremonyApplication application = served.application();
        application.open(
                application.accept(
                        id,
                        CeremonyApplication.signatory(AMatter.RAPHAEL, 1, service.device()),
                        CeremonyApplication.signatory(AMatter.RODIG, 2, ""),
                        CeremonyApplication.signatory(AMatter.FORKERT, 3, "")),
                SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert"));
        return inside(id);
    }

    private static WebVisitor inside(String id) {
        String link = URI.create(served.the(TurnLinks.class).fresh(id, "crimmitschau", "raphael", null, true))
                .getPath();
        return inside(served.visitor(), link);
    }

    private static WebVisitor inside(WebVisitor visitor, String link) {
        assertThat(visitor.submit(link, link).target()).isEqualTo(OWN);
        return visitor;
    }

    private static TurnState state(String id) {
        return served.the(Ceremonies.class)
                .find(id, "crimmitschau")
                .orElseThrow()
                .turn("raphael")
                .state();
    }

    private static Answer begins(WebVisitor mayor) {
        return mayor.submit(OWN, OWN + "/jetzt");
    }

    private static void signs(WebVisitor mayor, Service service, String id) {
        assertThat(SERVICES.get(service).signs(mayor).target()).isEqualTo(OWN);
        assertThat(mayor.get(OWN).body()).contains("Vielen Dank. Ihre Unterschrift ist da");
        assertThat(state(id)).isEqualTo(TurnState.SIGNED);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void signsWithServicesOfEveryKind(Service service) throws Exception {
        WebVisitor mayor = mayor(service.device(), service);
        assertThat(mayor.get(OWN).body()).contains("Jetzt unterzeichnen").contains("datei");
        Answer answer = begins(mayor);
        if (service == Service.ASKS_ELSEWHERE) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("Ihr Signaturdienst fragt PIN oder Einmalkennwort nicht auf seiner eigenen Seite ab")
                    .contains("/unterzeichnen/zurueckgeben")
                    .doesNotContain("./federzug");
            assertThat(state(service.device())).isNotEqualTo(TurnState.SIGNED);
            return;
        }
        int rounds = 0;
        while (WebRemoteService.leads(answer)) {
            rounds++;
            assertThat(answer.body()).doesNotContain("Bearer").doesNotContain("token-");
            answer = WebRemoteService.back(mayor, WebRemoteService.comesBack(answer));
        }
        assertThat(answer.target()).as(answer.body()).isEqualTo(OWN);
        assertThat(rounds).isEqualTo(service.rounds);
        assertThat(state(service.device())).isEqualTo(TurnState.SIGNED);
        assertThat(SERVICES.get(service).service.calls()).contains("signatures/signHash");
        assertThat(served.the(PageActs.class).latest(5))
                .anyMatch(act -> act.act().equals("signed-remotely")
                        && act.about().equals(service.device())
                        && act.actor().equals("raphael"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoSaysNoAtTheServiceMayBeginAgain(int round) throws Exception {
        String id = "nein-" + round;
        WebVisitor mayor = mayor(id, Service.TWO_ROUNDS);
        Answer page = begins(mayor);
        String back = WebRemoteService.comesBack(page);
        if (round == 2) {
            back = WebRemoteService.comesBack(WebRemoteService.back(mayor, back));
        }
        Answer denied = WebRemoteService.back(mayor, back.replaceFirst("code=[^&]*", "error=access_denied"));
        assertThat(denied.status()).isEqualTo(422);
        assertThat(denied.body())
                .contains("Sie haben beim Signaturdienst abgebrochen")
                .contains("Es wurde nichts unterzeichnet")
                .contains("Jetzt unterzeichnen")
                .doesNotContain("access_denied");
        assertThat(state(id)).isNotEqualTo(TurnState.SIGNED);
        signs(mayor, Service.TWO_ROUNDS, id);
    }

    @Test
    void whoNeverComesBackOrTooLateMayBeginAgain() throws Exception {
        WebVisitor mayor = mayor("nie", Service.TWO_ROUNDS);
        String late = WebRemoteService.comesBack(begins(mayor));
        served.application().clock().move(Duration.ofMinutes(11));
        Answer answer = WebRemoteService.back(mayor, late);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("abgelaufen oder schon verwendet").contains("Jetzt unterzeichnen");
        // Away again, and never back: the page is as it was.
        begins(mayor);
        assertThat(mayor.get(OWN).body()).contains("Sie sind an der Reihe").contains("Jetzt unterzeichnen");
        // Away to release the signature, and never back: after the time that is set the board says by itself that the
        // turn
        // is free, and the release that comes later signs nothing.
        String released =
                WebRemoteService.comesBack(WebRemoteService.back(mayor, WebRemoteService.comesBack(begins(mayor))));
        assertThat(state("nie")).isEqualTo(TurnState.SIGNING);
        WebVisitor clerk = served.visitor(Role.VORGANG);
        assertThat(clerk.get("/vorgaenge/nie/unterzeichnung").body()).contains("von selbst wieder frei");
        int before = count("signatures/signHash");
        served.application().clock().move(Duration.ofMinutes(61));
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> state("nie") == TurnState.OPENED);
        assertThat(clerk.get("/vorgaenge/nie/unterzeichnung").body())
                .contains("ist an der Reihe", "Noch niemand hat unterzeichnet")
                .doesNotContain("von selbst wieder frei");
        assertThat(WebRemoteService.back(mayor, released).body()).contains("abgelaufen oder schon verwendet");
        assertThat(count("signatures/signHash")).isEqualTo(before);
        signs(mayor, Service.TWO_ROUNDS, "nie");
        assertThat(count("signatures/signHash")).isEqualTo(before + 1);
    }

    @Test
    void aReturnCountsOnceAndInItsOwnSessionOnly() throws Exception {
        WebVisitor mayor = mayor("einmal", Service.TWO_ROUNDS);
        String back = WebRemoteService.comesBack(begins(mayor));
        WebVisitor other = inside("einmal-andere", mayor("einmal-andere", Service.TWO_ROUNDS));
        assertThat(other.get(back).body()).contains("gehört zu keiner Unterschrift");
        String link = URI.create(served.the(TurnLinks.class).fresh("einmal", "crimmitschau", "raphael", null, false))
                .getPath();
        // Another link is opened in the same browser meanwhile: nothing is signed where that one leads.
        inside(
                mayor,
                URI.create(served.the(TurnLinks.class).fresh("einmal-andere", "crimmitschau", "raphael", null, false))
                        .getPath());
        assertThat(mayor.get(back).body()).contains("gehört zu keiner Unterschrift");
        inside(mayor, link);
        WebVisitor otherWindow = inside(served.visitor(), link);
        assertThat(otherWindow.get(back).body()).contains("gehört zu keiner Unterschrift");
        Answer second = WebRemoteService.back(mayor, back);
        assertThat(WebRemoteService.leads(second)).isTrue();
        assertThat(WebRemoteService.back(mayor, back).status())
                .as("the button back")
                .isEqualTo(422);
        String released = WebRemoteService.comesBack(second);
        assertThat(WebRemoteService.back(mayor, released).status())
                .as("its first state was forgotten")
                .isIn(302, 422);
        if (state("einmal") != TurnState.SIGNED) {
            signs(mayor, Service.TWO_ROUNDS, "einmal");
        }
        int before = count("signatures/signHash");
        assertThat(WebRemoteService.back(mayor, released).status()).isEqualTo(422);
        assertThat(count("signatures/signHash")).isEqualTo(before);
        assertThat(mayor.get(OWN).body()).contains("Vielen Dank");
    }

    @Test
    void showsThatTheSignatureIsInTheMakingUntilItIsThere() throws Exception {
        String id = "entsteht";
        WebVisitor mayor = mayor(id, Service.TWO_ROUNDS);
        SigningRemote service = SERVICES.get(Service.TWO_ROUNDS).service;
        CountDownLatch seen = new CountDownLatch(1);
        String released =
                WebRemoteService.comesBack(WebRemoteService.back(mayor, WebRemoteService.comesBack(begins(mayor))));
        int before = count("signatures/signHash");
        service.rewrites = (operation, text) -> {
            if (operation.equals("signatures/signHash")) {
                waitFor(seen);
            }
            return text;
        };
        try {
            assertThat(mayor.get(released).target()).isEqualTo(OWN);
            for (int look = 0; look < 2; look++) {
                assertThat(mayor.get(OWN, "X-Looks-Again", "yes").body())
                        .contains("Ihre Unterschrift entsteht gerade", "Es wird nichts doppelt unterzeichnet")
                        .contains("<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>")
                        .doesNotContain("Jetzt unterzeichnen");
            }
            // A button of another window, and the button back: nothing begins anew.
            assertThat(mayor.post(OWN + "/jetzt", mayor.token("/anmelden")).target())
                    .isEqualTo(OWN);
            assertThat(mayor.get(released).body()).contains("gehört zu keiner Unterschrift");
            assertThat(state(id)).isEqualTo(TurnState.SIGNING);
        } finally {
            seen.countDown();
            service.rewrites = (operation, text) -> text;
        }
        assertThat(mayor.settled(OWN).body()).contains("Vielen Dank. Ihre Unterschrift ist da");
        assertThat(state(id)).isEqualTo(TurnState.SIGNED);
        assertThat(count("signatures/signHash")).isEqualTo(before + 1);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static WebVisitor inside(String id, WebVisitor visitor) {
        assertThat(visitor.get(OWN).status()).as(id).isEqualTo(200);
        return visitor;
    }

    private static int count(String operation) {
        return (int) SERVICES.get(Service.TWO_ROUNDS).service.calls().stream()
                .filter(operation::equals)
                .count();
    }

    @Test
    void aServiceThatAnswersNonsenseOrNotAtAllLeavesTheTurnAsItIs() throws Exception {
        WebVisitor mayor = mayor("unsinn", Service.PUSHED_REQUESTS);
        SigningRemote service = SERVICES.get(Service.PUSHED_REQUESTS).service;
        for (String answer : Arrays.asList("<html>", "", "{\"error\":\"<script>alert(1)</script>\"}")) {
            service.rewrites = (operation, text) -> operation.equals("oauth2/pushed_authorize") ? answer : text;
            Answer page = begins(mayor);
            assertThat(page.status()).as(answer).isEqualTo(422);
            assertThat(page.body()).contains("Jetzt unterzeichnen").doesNotContain("<script>alert");
            assertThat(state("unsinn")).isNotEqualTo(TurnState.SIGNED);
        }
        service.rewrites = (operation, text) -> text;
        signs(mayor, Service.PUSHED_REQUESTS, "unsinn");
    }

    /** As if it were killed between redirect and return; and if it only slept, it wakes up too late. */
    @Test
    void whoComesBackAfterTheProgramWasStartedAgainOpensTheLinkOnceMoreAndSignsOnce() throws Exception {
        String id = "neustart";
        mayor(id, Service.TWO_ROUNDS);
        String link = URI.create(served.the(TurnLinks.class).fresh(id, "crimmitschau", "raphael", null, true))
                .getPath();
        WebVisitor mayor = inside(served.visitor(), link);
        String back =
                WebRemoteService.comesBack(WebRemoteService.back(mayor, WebRemoteService.comesBack(begins(mayor))));
        SigningRemote service = SERVICES.get(Service.TWO_ROUNDS).service;
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        service.rewrites = (operation, text) -> {
            if (operation.equals("signatures/signHash") && asked.getCount() > 0) {
                asked.countDown();
                waitFor(woken);
            }
            return text;
        };
        assertThat(mayor.get(back).target()).isEqualTo(OWN);
        waitFor(asked);
        try (WebServed asleep = served) {
            served = new WebServed(folder, SETTINGS.toArray(String[]::new));
            WebVisitor sameBrowser = served.visitor();
            Answer answer = sameBrowser.get(back, "Cookie", mayor.cookieHeader());
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.body())
                    .contains("Bitte öffnen Sie Ihren Zugang noch einmal")
                    .contains("Es wurde nichts unterzeichnet")
                    .doesNotContain("gilt nicht mehr");
            assertThat(state(id)).isEqualTo(TurnState.SIGNING);
            signs(inside(sameBrowser, link), Service.TWO_ROUNDS, id);
            woken.countDown();
            assertThat(mayor.settled(OWN).body()).contains("Vielen Dank. Ihre Unterschrift ist da");
        } finally {
            woken.countDown();
            service.rewrites = (operation, text) -> text;
        }
        assertThat(served.the(Ceremonies.class).journal(id, "crimmitschau"))
                .filteredOn(entry -> entry.event().equals("SignatureRecorded"))
                .hasSize(1);
        assertThat(served.the(PageActs.class).find(id, null, Long.MAX_VALUE, 100))
                .filteredOn(one -> one.act().act().equals("signed-remotely"))
                .hasSize(1);
    }
}
