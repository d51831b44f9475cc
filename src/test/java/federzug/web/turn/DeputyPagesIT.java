package federzug.web.turn;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState;
import federzug.ceremony.Turn;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.Progress;
import federzug.pipeline.preparing.Preparation;
import federzug.pipeline.signing.SigningDesk;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.PagesServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A deputy takes over and a matter gets a successor, each after its consequences were shown. */
class DeputyPagesIT extends PagesServed {
    private static WebVisitor clerk;

    @BeforeAll
    static void begin() {
        clerk = served.visitor(Role.VORGANG);
    }

    private static Ceremony signedByTheFirst(String id) {
        CeremonyApplication application = served.application();
        StoredMatter stored = application.acceptWithDeputy(id, "");
        application.the(Preparation.class).prepare(Acting.of("kim"), stored, CheckedDrafts.NONE, Progress.SILENT);
        sign(id, "raphael");
        return now(id);
    }

    private static void sign(String id, String person) {
        sign(id, person, "demo-" + person);
    }

    private static void sign(String id, String person, String device) {
        SigningDesk desk = served.the(SigningDesk.class);
        desk.sign(Acting.of("kim"), desk.show(id, null, person, device), name -> new char[0], Progress.SILENT);
    }

    private static Ceremony now(String id) {
        return served.the(Ceremonies.class).ofMatter(id).get(0);
    }

    private static String seen(String body) {
        return body.replaceAll("(?s).*name=\"gesehen\" value=\"([0-9a-f]{64})\".*", "$1");
    }

    @Test
    void showsWhatADeputyMeansAndDoesExactlyThat() {
        Ceremony before = signedByTheFirst("vertreten");
        String room = "/vorgaenge/vertreten/unterzeichnung";
        String page = room + "/" + before.agreement() + "/rodig/vertretung";
        assertThat(clerk.get(room).body()).contains("Vertreten lassen");
        assertThat(clerk.get(page).body())
                .contains("Lutz Rodig vertreten lassen?")
                .contains("Vera Vertreter")
                .doesNotContain("Das geschieht dann");
        String chosen = page + "?durch=vertreter&mittel=demo-weissbach";
        String shown = clerk.get(chosen).body();
        assertThat(shown)
                .contains("Das geschieht dann")
                .contains("Noch einmal unterzeichnen: André Raphael")
                .contains("Der Zugang von Lutz Rodig gilt nicht mehr");
        assertThat(now("vertreten")).as("only shown").isEqualTo(before);
        String digest = seen(shown);

        Answer unchecked =
                clerk.submit(chosen, page, "durch", "vertreter", "mittel", "demo-weissbach", "gesehen", digest);
        assertThat(unchecked.status()).isEqualTo(422);
        assertThat(unchecked.body()).contains("Befugnis geprüft");
        Answer other =
                clerk.submit(chosen, page, "durch", "vertreter", "mittel", "", "gesehen", digest, "befugt", "true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains("Inzwischen hat sich etwas geändert");
        assertThat(now("vertreten")).isEqualTo(before);

        String link = URI.create(
                        served.the(TurnLinks.class).fresh("vertreten", before.agreement(), "rodig", null, true))
                .getPath();
        WebVisitor replaced = served.visitor();
        assertThat(replaced.submit(link, link).target()).isEqualTo("/unterzeichnen");
        String[] form = {
            "durch", "vertreter", "mittel", "demo-weissbach", "gesehen", digest, "befugt", "true", "grund", "krank"
        };
        String token = clerk.token(chosen);
        assertThat(clerk.post(page, token, form).target()).isEqualTo(room);
        // Pressed twice: the second one finds the work under way, or the first one's outcome.
        Answer again = clerk.post(page, token, form);
        assertThat(again.status()).isIn(302, 422);
        clerk.quiet(room);
        assertThat(now("vertreten").turns())
                .extracting(Turn::person)
                .containsExactly("raphael", "vertreter", "forkert");
        assertThat(clerk.get(room).body())
                .contains("Vera Vertreter", "in Vertretung für Lutz Rodig", "Zurück zum Vorgang Crimmitschau");
        assertThat(clerk.get("/tafel/vertreten").body())
                .containsPattern("Vera Vertreter</strong><span>[^<(]+, in Vertretung für Lutz Rodig<");
        assertThat(replaced.get("/unterzeichnen").status()).isEqualTo(410);
        assertThat(served.visitor().get(link).body()).contains("Dieser Zugang gilt nicht mehr");
        assertThat(served.the(PageActs.class).latest(50))
                .filteredOn(act -> act.act().equals("replaced") && digest.equals(act.digest()))
                .isNotEmpty();
        assertThat(clerk.get(page).status()).as("he is replaced already").isEqualTo(422);
        theySignWithTheDeputyAndItIsFiled();
    }

    /** Who had signed before signs once more; the deputy's signature stands where the other's would. */
    private static void theySignWithTheDeputyAndItIsFiled() {
        sign("vertreten", "raphael", "demo-raphael");
        sign("vertreten", "vertreter", "demo-weissbach");
        sign("vertreten", "forkert", "demo-forkert");
        assertThat(clerk.get("/tafel/vertreten").body())
                .contains("Alle haben unterzeichnet", "Vera Vertreter")
                .doesNotContain("ist an der Reihe");
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> clerk.get("/vorgaenge/vertreten").body().contains("Mappe für die Akte"));
        assertThat(served.the(Postbox.class).mails("vertreten"))
                .filteredOn(mail -> mail.kind() == Message.Kind.AGREEMENT)
                .extracting(MailStatus::name)
                .anyMatch(name -> name.contains("Vertreter"))
                .noneMatch(name -> name.contains("Rodig"));
    }

    @Test
    void refusesConsequencesThatHaveChangedMeanwhile() {
        Ceremony before = signedByTheFirst("ueberholt");
        String page = "/vorgaenge/ueberholt/unterzeichnung/" + before.agreement() + "/forkert/vertretung";
        String chosen = page + "?durch=vertreter";
        String digest = seen(clerk.get(chosen).body());
        sign("ueberholt", "rodig");
        Answer answer = clerk.submit(chosen, page, "durch", "vertreter", "gesehen", digest, "befugt", "true");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Inzwischen hat sich etwas geändert").contains("André Raphael, Lutz Rodig");
        assertThat(now("ueberholt").turns()).extracting(Turn::person).contains("forkert");
    }

    @Test
    void callsOffAndGivesTheDataOfTheSuccessor() {
        Ceremony before = signedByTheFirst("vorgaenger");
        String page = "/vorgaenge/vorgaenger/nachfolger";
        assertThat(clerk.get(page).body()).contains("André Raphael").contains("nicht rückgängig machen");

        Answer noWord = clerk.submit(page, page, "kennung", "neu", "gesehen", "André Raphael");
        assertThat(noWord.status()).isEqualTo(422);
        assertThat(noWord.body()).contains("Das Wort „abbrechen“ fehlt").contains("value=\"neu\"");
        Answer unseen = clerk.submit(page, page, "kennung", "neu", "wort", "abbrechen");
        assertThat(unseen.body()).contains("Inzwischen hat sich etwas geändert");
        Answer bad = clerk.submit(page, page, "kennung", "../Neu", "wort", "abbrechen", "gesehen", "André Raphael");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(now("vorgaenger")).isEqualTo(before);

        Answer done = clerk.submit(page, page, "kennung", "neu", "wort", " Abbrechen ", "gesehen", "André Raphael");
        assertThat(done.target()).isEqualTo(page + "/neu");
        assertThat(now("vorgaenger").state()).isInstanceOf(CeremonyState.Cancelled.class);
        assertThat(clerk.get(page + "/neu").body()).contains("Der Nachfolger heißt neu");
        Answer data = clerk.get(page + "/neu/vorgang.yaml");
        assertThat(data.body()).contains("kennung: neu");
        assertThat(data.header("content-disposition")).startsWith("attachment");
    }
}
