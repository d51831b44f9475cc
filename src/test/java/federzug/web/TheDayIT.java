package federzug.web;

import static federzug.web.ADay.hidden;
import static federzug.web.ADay.through;
import static federzug.web.ADay.until;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.PageActs.PageAct;
import federzug.access.Role;
import federzug.document.Digest;
import federzug.testkit.BounceReport;
import federzug.testkit.MailAsText;
import federzug.testkit.WebForm;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A virtual signing from the empty home to the closed matter, each person with a browser of their own and pages alone:
 * the mayor signs with a remote service, the police president with a program of his own, the head of the council with
 * {@code sign-file}. Monday, 23 November 2026.
 */
class TheDayIT {
    private static final String MATTER = "/vorgaenge/crimmitschau-2026";
    private static final String ROOM = MATTER + "/unterzeichnung";
    private static final String RELEASE = "/medien/crimmitschau-2026";
    private static final String OWN = "/unterzeichnen";

    @TempDir
    Path folder;

    private ADay day;
    private WebVisitor clerk;
    private WebVisitor writer;
    private WebVisitor second;

    @Test
    void fromTheEmptyHomeToTheClosedMatterByThePagesAlone() throws Exception {
        try (ADay served = new ADay(folder, "raphael")) {
            day = served;
            WebVisitor first = day.first();
            clerk = day.colleague(first, "sachbearbeitung", "Kim Clerk", Role.VORGANG);
            writer = day.colleague(first, "presse", "Robin Presse", Role.PRESSE);
            second = day.colleague(first, "leitung.presse", "Alex Leitung", Role.PRESSE_FREIGABE);
            WebVisitor lawyer = day.colleague(first, "recht", "Dominique Recht", Role.PRUEFUNG);

            entersTheData();
            everyLampIsGood();
            theSpeakersApproveAndTheWriterHandsIn();
            byte[] signed = threeSignEachTheirWay();
            theAgreementIsSealedAndMailedByItself();
            theLawyerFindsItGood(lawyer, signed);
            theReleaseGoesAtItsTime();
            whatCameBackIsSeen();
            aCorrectionGoesToEverybody();
            theFolderIsComplete();
            everyActStandsUnderItsPerson();
        }
    }

    /** The way of {@code -Pchaos}; each build has its parts in DeputyPagesIT. */
    @Test
    @EnabledIfSystemProperty(named = "federzug.day.deputy", matches = "true")
    void aDeputySignsAndWhoHadSignedBeforeSignsOnceMore() throws Exception {
        try (ADay served = new ADay(folder, "raphael")) {
            day = served;
            clerk = day.colleague(day.first(), "sachbearbeitung", "Kim Clerk", Role.VORGANG);
            handsInAFileWithADeputy();
            clerk.submit(ROOM, MATTER + "/einladen");
            WebVisitor mayor = day.inside("/z/", "Rehearsal-For: André Raphael");
            day.remote.signs(mayor);
            WebVisitor police = day.inside("/z/", "Rehearsal-For: Lutz Rodig");
            assertThat(police.get(OWN).body()).contains("Sie sind an der Reihe");

            theClerkLetsADeputySign();

            assertThat(police.get(OWN).status()).as("the one who was replaced").isEqualTo(410);
            assertThat(mayor.get(OWN).body()).doesNotContain("Vielen Dank");
            WebVisitor again = day.inside("/z/", "Rehearsal-For: André Raphael");
            assertThat(again.get(OWN).body()).contains("Sie sind an der Reihe");
            assertThat(day.remote.signs(again).target()).isEqualTo(OWN);
            for (String person : new String[] {"Weißbach", "Forkert"}) {
                WebVisitor next = day.inside(
                        "/z/", "Rehearsal-For: " + (person.equals("Forkert") ? "Sven " : "Manfred ") + person);
                byte[] signed = day.signFile(
                        next.get(OWN + "/dokument.pdf").bytes(),
                        person.toLowerCase(java.util.Locale.ROOT).replace("ß", "ss"));
                Answer taken = next.upload(OWN, OWN + "/zurueckgeben", "datei", Map.of("unterschrieben.pdf", signed));
                assertThat(taken.target()).as(taken.body()).isEqualTo(OWN);
            }
            until(clerk, MATTER, "Mappe für die Akte");
            assertThat(clerk.get("/tafel/crimmitschau-2026").body())
                    .contains("Weißbach")
                    .doesNotContain("Rodig");
            day.mail("Rehearsal-For: Manfred Weißbach", "Prüfbericht");
        }
    }

    private void handsInAFileWithADeputy() {
        String yaml = """
                kennung: crimmitschau-2026
                probe: true
                datum: 2026-11-23
                beginn: "11:00"
                form: virtuell
                kommunen:
                  - { schluessel: crimmitschau, name: Crimmitschau, status: grosse_kreisstadt, landkreis: Zwickau }
                personen:
                  - { schluessel: raphael, anrede: Herr, vorname: André, name: Raphael, amt: Oberbürgermeister, fuer: crimmitschau, mail: ob@crimmitschau.example }
                  - { schluessel: rodig, anrede: Herr, vorname: Lutz, name: Rodig, amt: Polizeipräsident, fuer: polizei, mail: pp@polizei.example }
                  - { schluessel: forkert, anrede: Herr, vorname: Sven, name: Forkert, amt: Geschäftsführer, fuer: lpr, mail: gf@lpr.example }
                  - { schluessel: weissbach, anrede: Herr, vorname: Manfred, name: Weißbach, amt: Polizeivizepräsident, fuer: polizei, mail: pvp@polizei.example }
                polizei: { direktion: Zwickau }
                vereinbarungen:
                  - schluessel: crimmitschau
                    vorlage: kooperationsvereinbarung
                    kommunen: [crimmitschau]
                    unterzeichnende:
                      - { person: raphael, schritt: 1, geraet: fern, ersatzweg: rueckgabe }
                      - { person: rodig, schritt: 2, geraet: rueckgabe }
                      - { person: forkert, schritt: 3, geraet: rueckgabe }
                """;
        String path = clerk.upload(
                        "/neuer-vorgang",
                        "/neuer-vorgang/datei",
                        "datei",
                        Map.of("vorgang.yaml", yaml.getBytes(StandardCharsets.UTF_8)))
                .target()
                .replace("?befunde", "");
        WebForm form = WebForm.on(clerk.get(path).body(), path);
        Answer sent = clerk.submit(path, path, form.fields("tun", "speichern"));
        assertThat(sent.target())
                .as(clerk.get(path + "?befunde").body().replaceAll("(?s)<form.*", ""))
                .startsWith("/arbeit/");
        assertThat(through(clerk, sent.target())).contains("Der Vorgang ist vorbereitet");
    }

    private void theClerkLetsADeputySign() {
        String page = ROOM + "/crimmitschau/rodig/vertretung";
        String chosen = page + "?durch=weissbach&mittel=rueckgabe";
        Answer shown = clerk.get(chosen);
        assertThat(shown.body()).contains("Noch einmal unterzeichnen: André Raphael");
        Answer done = clerk.submit(
                chosen,
                page,
                "durch",
                "weissbach",
                "mittel",
                "rueckgabe",
                "gesehen",
                hidden(shown, "gesehen"),
                "befugt",
                "true",
                "grund",
                "krank");
        assertThat(done.target()).as(done.body()).isEqualTo(ROOM);
        assertThat(through(clerk, ROOM)).contains("Weißbach");
    }

    private void entersTheData() {
        assertThat(clerk.get("/vorgaenge").body()).contains("Noch kein Vorgang");
        String path = clerk.submit("/neuer-vorgang", "/neuer-vorgang").target();
        for (String more : new String[] {"dazu:medieninformation.zitate", "dazu:medieninformation.zitate"}) {
            WebForm form = WebForm.on(clerk.get(path).body(), path);
            clerk.submit(path, path, form.fields("tun", more));
        }
        WebForm form = WebForm.on(clerk.get(path).body(), path)
                .with("feld:probe", "ja")
                .with("feld:datum", "23.11.2026")
                .with("feld:beginn", "11 Uhr")
                .with("feld:kommunen[0].name", "Crimmitschau");
        person(form, 0, "André", "Raphael");
        person(form, 1, "Lutz", "Rodig");
        person(form, 2, "Sven", "Forkert");
        String release = "feld:medieninformation.";
        form.with(release + "vorlage", "medieninformation")
                .with(release + "versand_ab", "23.11.2026 11:30")
                .with(release + "spaetestens", "23.11.2026 18:00")
                .with(release + "ueberschrift", "Crimmitschau tritt der Allianz bei")
                .with(release + "ansprechperson.name", "Kim Muster")
                .with(release + "ansprechperson.telefon", "+49 30 23125 000")
                .with(release + "ansprechperson.mail", "presse@ministerium.example")
                .with(release + "zahlen.stand", "23.11.2026")
                .with(release + "zahlen.beraten", "126")
                .with(release + "zahlen.vereinbarungen", "29")
                .with(release + "zahlen.praeventionsraete", "26")
                .with(release + "zahlen.mittel", "1,3 Millionen Euro")
                .with(release + "verteiler", "adresse;name\na@zeitung.example;Zeitung\nb@funk.example;Funk")
                .with(release + "zitate[0].text", "Mustertext: ein Zitat aus dem Rathaus.")
                .with(release + "zitate[1].text", "Mustertext: ein Zitat der Polizei.");
        clerk.submit(path, path, form.fields("tun", "pruefen"));

        form = WebForm.on(clerk.get(path).body(), path).with("feld:personen[0].fuer", "crimmitschau");
        assertThat(form.value("feld:kennung")).isEqualTo("crimmitschau-2026");
        String[] signing = {"raphael", "rodig", "forkert"};
        String[] devices = {"fern", "rueckgabe", "rueckgabe"};
        for (int i = 0; i < 3; i++) {
            String entry = "feld:vereinbarungen[0].unterzeichnende[" + i + "].";
            form.with(entry + "person", signing[i])
                    .with(entry + "geraet", devices[i])
                    .with(entry + "frist", "23.11.2026 12:00");
        }
        form.with(release + "zitate[0].person", "raphael").with(release + "zitate[1].person", "rodig");
        clerk.submit(path, path, form.fields("tun", "pruefen"));
        form = WebForm.on(clerk.get(path).body(), path);
        Answer sent = clerk.submit(path, path, form.fields("tun", "speichern"));
        assertThat(sent.target())
                .as(clerk.get(path + "?befunde").body().replaceAll("(?s)<form.*", ""))
                .startsWith("/arbeit/");
        assertThat(through(clerk, sent.target())).contains("Der Vorgang ist vorbereitet");
    }

    private static void person(WebForm form, int index, String given, String name) {
        String entry = "feld:personen[" + index + "].";
        form.with(entry + "anrede", "Herr")
                .with(entry + "vorname", given)
                .with(entry + "name", name)
                .with(entry + "mail", name.toLowerCase(java.util.Locale.ROOT) + "@haus.example");
    }

    private void everyLampIsGood() {
        String lamps = MATTER + "/lampentest";
        clerk.submit(lamps, lamps + "/pruefen");
        assertThat(through(clerk, lamps)).contains("André Raphael").contains("geht");
    }

    private void theSpeakersApproveAndTheWriterHandsIn() {
        assertThat(clerk.get(MATTER).body()).contains("Freigaben fehlen").doesNotContain("braucht Sie");
        assertThat(writer.get(MATTER).body()).contains("Freigaben fehlen", "braucht Sie");
        writer.submit(RELEASE, RELEASE + "/bitten");
        for (String speaker : new String[] {"André Raphael", "Lutz Rodig"}) {
            WebVisitor person = day.inside("/zitat/", "Rehearsal-For: " + speaker);
            String own = "/mein-zitat";
            String words = hidden(person.get(own), "wortlaut");
            assertThat(person.submit(own, own, "wortlaut", words, "antwort", "ja")
                            .target())
                    .isEqualTo(own);
        }
        handsIn();
        assertThat(second.get(RELEASE + "/freigabe").body()).contains("Keine von drei Personen");
    }

    private void handsIn() {
        Answer page = writer.get(RELEASE);
        assertThat(page.body()).doesNotContain("noch nicht freigegeben");
        assertThat(writer.submit(RELEASE, RELEASE + "/vorlegen", "fassung", hidden(page, "fassung"))
                        .target())
                .isEqualTo(RELEASE);
    }

    private byte[] threeSignEachTheirWay() throws Exception {
        String made = clerk.submit(ROOM, "/tafel/crimmitschau-2026/zugang").body();
        String board = made.replaceAll("(?s).*(/anzeige/[A-Za-z0-9_-]{43}).*", "$1");
        WebVisitor screen = day.served.visitor();
        assertThat(screen.get(board).body()).contains("hat noch nicht begonnen");

        clerk.submit(ROOM, MATTER + "/einladen");
        until(screen, board, "ist an der Reihe");
        assertThat(screen.get(board).body()).contains("folgt");
        WebVisitor mayor = day.inside("/z/", "Rehearsal-For: André Raphael");
        assertThat(mayor.get(OWN).body()).contains("Sie sind an der Reihe");
        assertThat(day.remote.signs(mayor).target()).isEqualTo(OWN);
        assertThat(mayor.get(OWN).body()).contains("Vielen Dank. Ihre Unterschrift ist da");
        assertThat(screen.get(board).body()).contains("hat unterzeichnet");

        WebVisitor police = day.inside("/z/", "Rehearsal-For: Lutz Rodig");
        assertThat(police.get(OWN).body())
                .contains("Sie sind an der Reihe")
                .contains("André Raphael hat unterzeichnet");
        byte[] handed = police.get(OWN + "/dokument.pdf?herunterladen=").bytes();
        Answer unsigned = police.upload(OWN, OWN + "/zurueckgeben", "datei", Map.of("vereinbarung.pdf", handed));
        assertThat(unsigned.status()).isEqualTo(422);
        byte[] own = day.signedElsewhere(handed, "rodig");
        assertThat(police.upload(OWN, OWN + "/zurueckgeben", "datei", Map.of("vereinbarung-signed.pdf", own))
                        .target())
                .isEqualTo(OWN);

        WebVisitor council = day.inside("/z/", "Rehearsal-For: Sven Forkert");
        byte[] last = day.signFile(council.get(OWN + "/dokument.pdf").bytes(), "forkert");
        assertThat(council.upload(OWN, OWN + "/zurueckgeben", "datei", Map.of("unterschrieben.pdf", last))
                        .target())
                .isEqualTo(OWN);
        assertThat(council.get(OWN).body()).contains("Vielen Dank. Ihre Unterschrift ist da");
        assertThat(screen.get(board).body())
                .contains("Alle haben unterzeichnet")
                .doesNotContain("ist an der Reihe");
        return last;
    }

    private void theAgreementIsSealedAndMailedByItself() {
        until(clerk, "/postausgang?vorgang=crimmitschau-2026", "Übergeben (8)");
        assertThat(clerk.get(MATTER).body()).doesNotContain("Hier geht es noch nicht weiter");
        day.mail("Rehearsal-For: Sven Forkert", "Prüfbericht");
    }

    private static void theLawyerFindsItGood(WebVisitor lawyer, byte[] signed) {
        String checked = lawyer.upload("/pruefen", "/pruefen", "datei", Map.of("unterschrieben.pdf", signed))
                .target();
        until(lawyer, checked, "Ergebnis jetzt");
        assertThat(lawyer.get(checked).body()).contains("Probe");
        assertThat(lawyer.get(ROOM).status()).isEqualTo(403);
    }

    private void theReleaseGoesAtItsTime() {
        String page = RELEASE + "/freigabe";
        assertThat(second.get(page).body()).contains("Drei von drei Personen");
        Answer released =
                second.submit(page, page, "fassung", hidden(second.get(page), "fassung"), "wort", "freigeben");
        assertThat(released.target()).isEqualTo(page);
        int before = day.sink.mails().size();
        day.served.application().clock().move(Duration.ofMinutes(75));
        assertThat(second.get(page).body()).doesNotContain("Medieninformation versandt");
        assertThat(day.sink.mails()).as("11:29").hasSize(before);
        day.served.application().clock().move(Duration.ofMinutes(2));
        until(second, page, "Medieninformation versandt");
        assertThat(day.sink.mails()).hasSize(before + 2);
    }

    /** One mail was taken and comes back an hour later, as a file beside the mailbox. */
    private void whatCameBackIsSeen() throws Exception {
        String last = day.sink.mails().get(day.sink.mails().size() - 1);
        Files.write(
                day.incoming.resolve("unzustellbar.eml"),
                new BounceReport(MailAsText.id(last), "probe@lpr.example", "5.1.1", "550 5.1.1 nein").bytes());
        assertThat(writer.submit("/postausgang", "/postausgang/abholen").target())
                .isEqualTo("/postausgang");
        assertThat(through(writer, "/postausgang")).contains("kam zurück");
    }

    private void aCorrectionGoesToEverybody() {
        String data = MATTER + "/daten";
        WebForm form = WebForm.on(clerk.get(data).body(), data)
                .with("feld:medieninformation.ueberschrift", "Crimmitschau ist dabei");
        String changes =
                clerk.submit(data, data, form.fields("tun", "speichern")).target();
        assertThat(changes).isEqualTo(MATTER + "/aenderungen");
        through(
                clerk,
                clerk.submit(changes, changes, "gezeigt", hidden(clerk.get(changes), "gezeigt"))
                        .target());
        String correct = RELEASE + "/berichtigung";
        Answer handedIn = writer.submit(correct, correct, "was", "Die Überschrift war falsch.");
        assertThat(handedIn.target()).as(handedIn.body()).isEqualTo(RELEASE);
        int before = day.sink.mails().size();
        String page = RELEASE + "/freigabe";
        second.submit(page, page, "fassung", hidden(second.get(page), "fassung"), "wort", "freigeben");
        day.served.application().clock().move(Duration.ofSeconds(61));
        until(second, page, "Berichtigung versandt");
        assertThat(day.sink.mails().size()).isGreaterThan(before);
        day.mail("Berichtigung: Crimmitschau ist dabei");
    }

    private void theFolderIsComplete() throws Exception {
        until(clerk, MATTER, "Mappe für die Akte");
        Answer folder = clerk.get(MATTER + "/ablage.zip");
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(folder.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName().replaceFirst("^[^/]+/", ""), zip.readAllBytes());
            }
        }
        assertThat(files.keySet())
                .anyMatch(name -> name.endsWith("-signiert.pdf") || name.contains("kooperationsvereinbarung"))
                .anyMatch(name -> name.endsWith("_medieninformation.pdf"))
                .contains("metadaten.csv", "pruefsummen.sha256");
        new String(files.get("pruefsummen.sha256"), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> assertThat(
                                Digest.of(files.get(line.substring(66))).hex())
                        .isEqualTo(line.substring(0, 64)));
    }

    private void everyActStandsUnderItsPerson() {
        assertThat(day.served.the(PageActs.class).latest(200))
                .extracting(PageAct::actor, PageAct::act)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("sachbearbeitung", "matter-added"),
                        org.assertj.core.groups.Tuple.tuple("sachbearbeitung", "invited"),
                        org.assertj.core.groups.Tuple.tuple("raphael", "quote-approved"),
                        org.assertj.core.groups.Tuple.tuple("raphael", "signed-remotely"),
                        org.assertj.core.groups.Tuple.tuple("rodig", "signed-copy"),
                        org.assertj.core.groups.Tuple.tuple("forkert", "signed-copy"),
                        org.assertj.core.groups.Tuple.tuple("presse", "press-submitted"),
                        org.assertj.core.groups.Tuple.tuple("leitung.presse", "press-released"));
    }
}
