package federzug.web.turn;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.PersonalLink.Kind;
import federzug.access.PersonalLinks;
import federzug.access.Role;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.JournalEntry;
import federzug.ceremony.TurnState;
import federzug.document.DocumentStore;
import federzug.pipeline.Progress;
import federzug.pipeline.run.Jobs;
import federzug.start.ServedPages;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.PagesServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A signing in the browser: the personal link and what it opens, the staff's moves, the board. */
class SigningRoomIT extends PagesServed {
    private static String link(Ceremony ceremony, String person) {
        String address = served.the(TurnLinks.class).fresh(ceremony.matter(), ceremony.agreement(), person, null, true);
        return URI.create(address).getPath();
    }

    private static WebVisitor inside(Ceremony ceremony, String person) {
        WebVisitor visitor = served.visitor();
        String link = link(ceremony, person);
        assertThat(visitor.submit(link, link).target()).isEqualTo("/unterzeichnen");
        return visitor;
    }

    private static TurnState state(Ceremony ceremony, String person) {
        return now(ceremony).turn(person).state();
    }

    @Test
    void mailsThePersonalLinkToItsPersonOnce() throws Exception {
        Ceremony ceremony = opened("einladung");
        try (Stream<Path> mails = Files.list(folder.resolve("out/einladung/mail"))) {
            String mail = Files.readString(mails.findFirst().orElseThrow())
                    .replace("=\r\n", "")
                    .replace("=\n", "");
            assertThat(mail).contains(served.the(ServedPages.class).address() + "/z/");
            String secret = mail.replaceAll("(?s).*/z/([A-Za-z0-9_-]{43}).*", "$1");
            // Handing out again asks nobody again, and leaves the link as it is.
            served.the(Jobs.class).handOut(Acting.of("kim"), ceremony.matter(), Progress.SILENT);
            assertThat(served.visitor().get("/z/" + secret).body()).contains("Guten Tag, Herr Raphael");
        }
    }

    @Test
    void opensTheTurnByAButtonAndChangesNothingByLooking() throws Exception {
        Ceremony ceremony = opened("oeffnen");
        String link = link(ceremony, "raphael");
        int acts = served.the(PageActs.class).latest(1000).size();
        WebVisitor visitor = served.visitor();
        for (int i = 0; i < 3; i++) {
            assertThat(visitor.get(link).status()).isEqualTo(200);
        }
        assertThat(visitor.get("/unterzeichnen").status()).isEqualTo(410);
        assertThat(served.the(PageActs.class).latest(1000)).hasSize(acts);

        String before = visitor.session();
        visitor.submit(link, link);
        assertThat(visitor.session()).isNotEqualTo(before);
        String page = visitor.get("/unterzeichnen").body();
        assertThat(page)
                .contains("Sie sind an der Reihe")
                .containsPattern("Oberbürgermeister, Große.Kreisstadt.Crimmitschau")
                .doesNotContain(link)
                .doesNotContain("/vorgaenge");
        Answer pdf = visitor.get("/unterzeichnen/dokument.pdf");
        assertThat(pdf.bytes())
                .isEqualTo(served.the(DocumentStore.class)
                        .bytes(now(ceremony).paper().content().digest()));
        assertThat(page.replaceAll("\\s", ""))
                .contains(now(ceremony).paper().content().digest().hex());
        for (String other : new String[] {"/vorgaenge", "/vorgaenge/oeffnen", "/pruefen", "/tafel/oeffnen"}) {
            assertThat(visitor.get(other).target()).isEqualTo("/anmelden");
        }
    }

    @Test
    void endsALinkWhenAnotherIsMadeOrItsTimeIsOver() throws Exception {
        Ceremony ceremony = opened("verfallen");
        String first = link(ceremony, "raphael");
        WebVisitor inside = served.visitor();
        inside.submit(first, first);
        String second = link(ceremony, "raphael");
        Answer old = served.visitor().get(first);
        assertThat(old.status()).isEqualTo(410);
        assertThat(inside.get("/unterzeichnen").status()).as("at once").isEqualTo(410);
        assertThat(inside.get("/unterzeichnen/dokument.pdf").status()).isEqualTo(410);
        assertThat(served.visitor().get(second).status()).isEqualTo(200);

        Instant now = served.application().clock().instant();
        String short1 = served.the(PersonalLinks.class)
                .issue(Kind.SIGNATORY, "verfallen", ceremony.agreement(), "raphael", now, now.plusSeconds(60));
        served.application().clock().move(Duration.ofSeconds(61));
        Answer expired = served.visitor().get("/z/" + short1);
        Answer unknown = served.visitor().get("/z/" + "A".repeat(43));
        assertThat(expired.status()).isEqualTo(410).isEqualTo(unknown.status());
        assertThat(expired.body()).isEqualTo(unknown.body()).contains("Dieser Zugang gilt nicht mehr");
    }

    @Test
    void takesThePersonsOwnCopyAndThanksOnlyForASignature() throws Exception {
        Ceremony ceremony = opened("rueckgabe");
        WebVisitor mayor = inside(ceremony, "raphael");
        byte[] handedOut = mayor.get("/unterzeichnen/dokument.pdf").bytes();
        String own = "/unterzeichnen";
        Answer unsigned = mayor.upload(own, own + "/zurueckgeben", "datei", Map.of("a.pdf", handedOut));
        assertThat(unsigned.status()).isEqualTo(422);
        assertThat(unsigned.body()).contains("Das hat nicht geklappt").doesNotContain("Vielen Dank");
        Answer other = mayor.upload(
                own, own + "/zurueckgeben", "datei", Map.of("a.pdf", "<svg/>".getBytes(StandardCharsets.UTF_8)));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body())
                .contains("nicht das Dokument, das Sie unterzeichnen sollen")
                .doesNotContain(ceremony.matter());
        assertThat(state(ceremony, "raphael")).isEqualTo(TurnState.OPENED);

        WebVisitor police = inside(ceremony, "rodig");
        assertThat(police.get(own).body())
                .contains("Sie sind noch nicht an der Reihe")
                .contains("André Raphael");
        byte[] signed = served.application().signed(now(ceremony).paper(), "raphael", "demo-raphael", true);
        // Out of turn nothing is taken, even if the copy is good.
        assertThat(police.token("/anmelden")).isNotEmpty();
        assertThat(police.upload("/anmelden", own + "/zurueckgeben", "datei", Map.of("a.pdf", signed))
                        .body())
                .contains("noch nicht an der Reihe");
        assertThat(state(ceremony, "raphael")).isEqualTo(TurnState.OPENED);

        Answer taken = mayor.upload(own, own + "/zurueckgeben", "datei", Map.of("../../x.pdf", signed));
        assertThat(taken.target()).isEqualTo(own);
        assertThat(mayor.get(own).body()).contains("Vielen Dank. Ihre Unterschrift ist da");
        assertThat(mayor.upload("/anmelden", own + "/zurueckgeben", "datei", Map.of("x.pdf", signed))
                        .target())
                .as("pressed twice")
                .isEqualTo(own);
        assertThat(police.get(own).body()).contains("Sie sind an der Reihe");
        assertThat(state(ceremony, "raphael")).isEqualTo(TurnState.SIGNED);
        JournalEntry recorded = served.the(Ceremonies.class).journal("rueckgabe", ceremony.agreement()).stream()
                .filter(entry -> entry.event().equals("SignatureRecorded"))
                .findFirst()
                .orElseThrow();
        assertThat(recorded.person()).isEqualTo("raphael");
        assertThat(served.the(PageActs.class).latest(50))
                .anyMatch(act -> act.act().equals("signed-copy") && act.actor().equals("raphael"));
    }

    @Test
    void bringsANewLinkWithEachReminder() throws Exception {
        Ceremony ceremony = opened("erinnerung");
        WebVisitor inside = inside(ceremony, "raphael");
        WebVisitor clerk = served.visitor(Role.VORGANG);
        String page = "/vorgaenge/erinnerung/unterzeichnung";
        assertThat(clerk.submit(page, "/vorgaenge/erinnerung/erinnern").target())
                .isEqualTo(page);
        assertThat(clerk.settled(page).status()).isEqualTo(200);
        assertThat(inside.get("/unterzeichnen").status()).isEqualTo(410);
    }

    @Test
    void remindsOnePersonAlone() throws Exception {
        Ceremony ceremony = opened("erinnerung-einzeln");
        WebVisitor inside = inside(ceremony, "raphael");
        WebVisitor clerk = served.visitor(Role.VORGANG);
        String page = "/vorgaenge/erinnerung-einzeln/unterzeichnung";
        String agreement = page + "/" + ceremony.agreement();
        assertThat(clerk.get(page).body())
                .contains(agreement + "/raphael/erinnern")
                .doesNotContain(agreement + "/rodig/erinnern");
        clerk.submit(page, agreement + "/rodig/erinnern");
        clerk.settled(page);
        assertThat(inside.get("/unterzeichnen").status()).as("not meant").isEqualTo(200);
        clerk.submit(page, agreement + "/raphael/erinnern");
        clerk.settled(page);
        assertThat(inside.get("/unterzeichnen").status()).isEqualTo(410);
    }

    @Test
    void letsStaffPractiseInRehearsalsOnly() throws Exception {
        Ceremony ceremony = opened("probe");
        WebVisitor clerk = served.visitor(Role.VORGANG);
        String page = "/vorgaenge/probe/unterzeichnung";
        Answer answer = clerk.submit(page, page + "/" + ceremony.agreement() + "/raphael/ueben");
        assertThat(answer.target()).startsWith("/z/");
        assertThat(clerk.get(answer.target()).body()).contains("Guten Tag, Herr Raphael");
        for (String nobody : List.of(ceremony.agreement() + "/woeller", "nix/raphael")) {
            Answer refused = clerk.submit(page, page + "/" + nobody + "/ueben");
            assertThat(refused.status()).as(nobody).isEqualTo(422);
            assertThat(refused.body()).contains("Diese Person unterzeichnet hier nicht");
        }
        assertThat(served.visitor(Role.PRUEFUNG)
                        .submit("/pruefen", page + "/" + ceremony.agreement() + "/raphael/ueben")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void defersAndDeclinesInThePersonsOwnName() throws Exception {
        Ceremony ceremony = opened("spaeter");
        WebVisitor mayor = inside(ceremony, "raphael");
        String own = "/unterzeichnen";
        assertThat(mayor.submit(own, own + "/spaeter", "bis", "irgendwann").body())
                .contains("Der Zeitpunkt fehlt");
        assertThat(mayor.submit(own, own + "/spaeter", "bis", "2020-01-01T10:00")
                        .status())
                .isEqualTo(422);
        assertThat(mayor.submit(own, own + "/ablehnen", "grund", " ").body()).contains("Bitte nennen Sie einen Grund");
        assertThat(state(ceremony, "raphael")).isEqualTo(TurnState.OPENED);
        assertThat(mayor.submit(own, own + "/spaeter", "bis", "2027-01-05T10:00", "nachricht", "Termin")
                        .target())
                .isEqualTo(own);
        assertThat(mayor.get(own).body()).contains("Sie unterzeichnen später");
        assertThat(state(ceremony, "raphael")).isEqualTo(TurnState.DEFERRED);

        WebVisitor police = inside(ceremony, "rodig");
        assertThat(police.submit(own, own + "/ablehnen", "grund", "<script>alert(1)</script>")
                        .target())
                .isEqualTo(own);
        assertThat(state(ceremony, "rodig")).isEqualTo(TurnState.DECLINED);
        assertThat(police.submit("/anmelden", own + "/ablehnen", "grund", "<script>alert(1)</script>")
                        .target())
                .as("pressed twice")
                .isEqualTo(own);
        String history = served.visitor(Role.VORGANG)
                .get("/vorgaenge/spaeter?verlauf=alle")
                .body();
        assertThat(history).contains("&lt;script&gt;").doesNotContain("<script>alert");
        String board = served.visitor(Role.VORGANG).get("/tafel/spaeter").body();
        assertThat(board)
                .contains("heute nicht", "später", "ab 05.01., 10:00\u00a0Uhr")
                .doesNotContain("abgelehnt")
                .doesNotContain("alert(1)");
        assertThat(served.the(Ceremonies.class).journal("spaeter", ceremony.agreement()))
                .anyMatch(entry ->
                        entry.event().equals("TurnDeclined") && entry.actor().equals("rodig"));
        whoDeclinedSignsAfterAll(ceremony, police);
    }

    private static void whoDeclinedSignsAfterAll(Ceremony ceremony, WebVisitor police) {
        String own = "/unterzeichnen";
        assertThat(police.get(own).body())
                .contains("Sie haben abgelehnt", "Eingetragen: ", "Ihr Grund: „&lt;script&gt;", "Doch unterzeichnen")
                .doesNotContain("/unterzeichnen/spaeter");
        for (int click = 0; click < 2; click++) {
            assertThat(police.submit(own, own + "/doch").target()).isEqualTo(own);
        }
        assertThat(police.get(own).body()).contains("Sie sind an der Reihe").doesNotContain("Doch unterzeichnen");
        assertThat(served.the(Ceremonies.class).journal("spaeter", ceremony.agreement()))
                .filteredOn(entry -> entry.event().equals("DeclineWithdrawn"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo("rodig"));

        // The office may record both; its own words for the reason are not shown as those of the person.
        WebVisitor clerk = served.visitor(Role.VORGANG);
        String page = "/vorgaenge/spaeter/unterzeichnung";
        String turn = page + "/" + ceremony.agreement() + "/rodig";
        assertThat(clerk.submit(page, turn + "/doch").body()).contains("hat die Unterzeichnung nicht abgelehnt");
        assertThat(clerk.submit(page, turn + "/ablehnung", "grund", "am Telefon gesagt")
                        .target())
                .isEqualTo(page);
        assertThat(police.get(own).body()).contains("Sie haben abgelehnt").doesNotContain("am Telefon gesagt");
        assertThat(clerk.get(page).body())
                .contains("Ablehnung zurücknehmen", turn + "/vertretung")
                .contains("Lutz Rodig hat abgelehnt. Ohne diese Unterschrift kommt die Vereinbarung nicht zustande")
                .contains("<p class=\"fz-leise\">Crimmitschau, 1.\u00a0Dezember 2021")
                .contains("unterzeichnet ab 05.01., 10:00\u00a0Uhr");
        assertThat(clerk.submit(page, turn + "/doch", "grund", "geklärt").target())
                .isEqualTo(page);
        assertThat(state(ceremony, "rodig")).isEqualTo(TurnState.OPENED);
        assertThat(clerk.get("/vorgaenge/spaeter?verlauf=alle").body())
                .contains("unterzeichnet doch: Die Ablehnung ist zurückgenommen");
    }

    @Test
    void recordsTheMovesOfStaffUnderTheirName() throws Exception {
        Ceremony ceremony = opened("buero");
        WebVisitor clerk = served.visitor(Role.VORGANG);
        String page = "/vorgaenge/buero/unterzeichnung";
        String turn = page + "/" + ceremony.agreement() + "/raphael";
        assertThat(clerk.get(page).body()).contains("ist an der Reihe").contains("Niemand außer den Unterzeichnenden");
        assertThat(clerk.submit(page, turn + "/verschieben", "bis", "").status())
                .isEqualTo(422);
        assertThat(clerk.submit(page, turn + "/zuruecknehmen").target()).isEqualTo(page);
        assertThat(state(ceremony, "raphael")).isEqualTo(TurnState.INVITED);
        assertThat(clerk.submit(page, "/vorgaenge/buero/einladen").target()).isEqualTo(page);
        assertThat(clerk.settled(page).body()).doesNotContain("Es ist gerade nichts zu tun");
        assertThat(clerk.submit(page, "/vorgaenge/buero/einladen").target()).isEqualTo(page);
        assertThat(clerk.settled(page).body()).contains("Es ist gerade nichts zu tun");
        assertThat(state(ceremony, "raphael")).isEqualTo(TurnState.OPENED);
        served.application().open("hier", "");
        String here = "/vorgaenge/hier/unterzeichnung";
        clerk.submit(here, "/vorgaenge/hier/einladen");
        assertThat(clerk.settled(here).body())
                .contains("Es ist niemand einzuladen", "den Ersatzweg")
                .doesNotContain("hat das Dokument schon");
        for (int click = 1; click <= 2; click++) {
            assertThat(clerk.submit(page, turn + "/ersatzweg", "statt", "rueckgabe")
                            .target())
                    .isEqualTo(page);
        }
        assertThat(now(ceremony).turn("raphael").device()).isEqualTo("demo-raphael");
        String cancel = "/vorgaenge/buero/abbrechen/" + ceremony.agreement();
        assertThat(clerk.submit(cancel, cancel, "wort", "ja", "grund", "Termin").body())
                .contains("Das Wort „abbrechen“ fehlt")
                .contains(">Termin</textarea>");
        // In another window, from before somebody signed or from nowhere.
        assertThat(clerk.submit(cancel, cancel, "wort", "abbrechen", "gesehen", "André Raphael")
                        .body())
                .contains("Inzwischen hat sich etwas geändert");
        assertThat(now(ceremony).isOpen()).isTrue();
        assertThat(clerk.submit(cancel, cancel, "wort", " Abbrechen ", "grund", "Termin")
                        .target())
                .isEqualTo("/vorgaenge/buero");
        assertThat(now(ceremony).isOpen()).isFalse();
        assertThat(clerk.submit(cancel, cancel, "wort", "abbrechen", "grund", "Termin")
                        .target())
                .as("pressed twice")
                .isEqualTo("/vorgaenge/buero");
        assertThat(served.the(Ceremonies.class).journal("buero", ceremony.agreement()))
                .anyMatch(entry -> entry.event().equals("CeremonyCancelled")
                        && entry.actor().startsWith("vorgang."));
        assertThat(inside(opened("ueben"), "raphael").get("/unterzeichnen").status())
                .isEqualTo(200);
    }

    @Test
    void takesReturnedCopiesAtTheOffice() throws Exception {
        Ceremony ceremony = opened("post");
        WebVisitor clerk = served.visitor(Role.VORGANG);
        byte[] signed = served.application().signed(now(ceremony).paper(), "raphael", "demo-raphael", true);
        Answer answer = clerk.upload(
                "/rueckgabe",
                "/rueckgabe",
                "dateien",
                Map.of("gut.pdf", signed, "fremd.pdf", "%PDF-1.7 nichts".getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.body())
                .contains("aufgenommen")
                .contains("nicht aufgenommen")
                .contains("Zwei Dateien");
        assertThat(state(ceremony, "raphael")).isEqualTo(TurnState.SIGNED);
        assertThat(clerk.upload("/rueckgabe", "/rueckgabe", "dateien", Map.of("leer.pdf", new byte[0]))
                        .body())
                .contains("Es wurde keine Datei ausgewählt");
    }

    @Test
    void refusesAReturnFromAServiceThatNobodyAskedFor() throws Exception {
        Ceremony ceremony = opened("rueckkehr");
        assertThat(served.visitor().get("/rueckkehr?state=x&code=y").status()).isEqualTo(410);
        Answer answer = inside(ceremony, "raphael").get("/rueckkehr?state=x&code=y");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("gehört zu keiner Unterschrift").contains("Sie sind an der Reihe");
    }

    @Test
    void showsTheBoardByALinkThatOpensNothingElse() throws Exception {
        opened("tafel");
        WebVisitor clerk = served.visitor(Role.VORGANG);
        String made = clerk.submit("/vorgaenge/tafel/unterzeichnung", "/tafel/tafel/zugang")
                .body();
        String path = made.replaceAll("(?s).*(/anzeige/[A-Za-z0-9_-]{43}).*", "$1");
        WebVisitor screen = served.visitor();
        Answer board = screen.get(path);
        assertThat(board.body())
                .contains("André Raphael")
                .contains("<strong>Crimmitschau, 1.\u00a0Dezember 2021</strong>")
                .contains("ist an der Reihe")
                .contains("folgt")
                .doesNotContain("@")
                .doesNotContain("/vorgaenge");
        assertThat(screen.get(path + "/stand").body()).contains("data-mark").doesNotContain("<html");
        assertThat(screen.get("/tafel/tafel").target()).isEqualTo("/anmelden");
        assertThat(screen.get("/anzeige/" + "B".repeat(43)).status()).isEqualTo(410);
        assertThat(screen.get(path.replace("/anzeige/", "/z/")).status()).isEqualTo(410);
        assertThat(clerk.get("/tafel/gibt-es-nicht").status()).isEqualTo(404);
    }

    @Test
    void doesNotCallASigningBegunBeforeSomebodyHasTheDocument() throws Exception {
        CeremonyApplication application = served.application();
        application.open("vorher", "rueckgabe");

        assertThat(served.visitor(Role.VORGANG).get("/tafel/vorher").body())
                .contains("Die Unterzeichnung hat noch nicht begonnen")
                .doesNotContain("ist an der Reihe");
    }

    @Test
    void notifiesTheBoardOfAChangeByItsStream() throws Exception {
        Ceremony ceremony = opened("strom");
        WebVisitor clerk = served.visitor(Role.VORGANG);
        String opens = served.the(PersonalLinks.class)
                .issue(
                        Kind.BOARD,
                        "strom",
                        "",
                        "",
                        served.application().clock().instant(),
                        served.application().clock().instant().plusSeconds(3600));
        URI stream = served.the(ServedPages.class).address().resolve("/anzeige/" + opens + "/strom");
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(stream)
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("content-type"))
                .get()
                .asString()
                .startsWith("text/event-stream");
        assertThat(response.headers().firstValue("x-accel-buffering")).contains("no");
        try (Scanner lines = new Scanner(response.body(), StandardCharsets.UTF_8)) {
            String first = data(lines);
            String page = "/vorgaenge/strom/unterzeichnung";
            clerk.submit(page, page + "/" + ceremony.agreement() + "/raphael/zuruecknehmen");
            assertThat(data(lines)).isNotEqualTo(first).hasSize(64);
        }
    }

    private static String data(Scanner lines) {
        while (lines.hasNextLine()) {
            String line = lines.nextLine();
            if (line.startsWith("data:")) {
                return line.substring("data:".length());
            }
        }
        throw new AssertionError("the stream has ended");
    }
}
