package federzug.web.matter;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Role;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.DocumentStore;
import federzug.pipeline.Progress;
import federzug.pipeline.run.Jobs;
import federzug.testkit.BreakableDatabase;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list, one matter with its documents, and the lawyer's desk, by a browser's requests. */
class MatterPagesIT {
    @TempDir
    static Path folder;

    private static WebServed served;
    private static Ceremony running;
    private static Ceremony other;

    @BeforeAll
    static void serve() throws Exception {
        served = new WebServed(
                folder,
                List.of(BreakableDatabase.class),
                "--federzug.web.contact=Kim Muster",
                "--federzug.web.phone=030 23125 000");
        CeremonyApplication application = served.application();
        running = application.open("laufend", "");
        application.sign("laufend", "raphael");
        other = application.open("anderer", "rueckgabe");
        application.the(Jobs.class).handOut(Acting.of("kim"), "anderer", Progress.SILENT);
    }

    @AfterAll
    static void end() {
        served.close();
    }

    private static byte[] signed() {
        return served.the(DocumentStore.class)
                .bytes(served.the(Ceremonies.class)
                        .find("laufend", running.agreement())
                        .orElseThrow()
                        .paper()
                        .content()
                        .digest());
    }

    @Test
    void listsMattersAndFindsThem() {
        WebVisitor clerk = served.visitor(Role.VORGANG);
        assertThat(clerk.get("/").target()).isEqualTo("/vorgaenge");
        String list = clerk.get("/vorgaenge").body();
        assertThat(list)
                .contains("href=\"/vorgaenge/laufend\"")
                .contains("Wartet auf andere (2)")
                .contains("Jetzt unterzeichnet Oberbürgermeister André Raphael.")
                .contains("1.\u00a0Dezember 2021, 11:00\u00a0Uhr, virtuell")
                .containsPattern("<h1>Heute, [A-Z][a-z]+tag|<h1>Heute, Mittwoch");
        assertThat(clerk.get("/vorgaenge/laufend").body())
                .contains("Mittwoch, 1.\u00a0Dezember 2021, 11:00\u00a0Uhr, virtuell")
                .containsPattern(
                        "kern-btn--primary\" href=\"/vorgaenge/laufend/unterzeichnung\"><span[^>]*>Zur Unterz");
        assertThat(served.visitor(Role.PRUEFUNG).get("/vorgaenge/laufend").body())
                .doesNotContain("Zur Unterzeichnung");
        assertThat(clerk.get("/vorgaenge?text=Rodig").body()).contains("Zwei Vorgänge passen dazu");
        assertThat(clerk.get("/vorgaenge?text=%3Cscript%3Ealert(1)%3C/script%3E")
                        .body())
                .contains("Kein Vorgang passt dazu")
                .doesNotContain("<script>alert");
        assertThat(clerk.get("/vorgaenge?stand=abgebrochen").body()).contains("Kein Vorgang passt dazu");
    }

    /** A page answers at once, and blames nobody; what comes afterwards finds everything as it was. */
    @Test
    void saysThatTheDatabaseIsGoneAndGoesOnWhenItIsBack() throws Exception {
        WebVisitor clerk = served.visitor(Role.VORGANG);
        String account = served.account(Role.VORGANG);
        WebVisitor other = served.visitor();
        String token = other.token("/anmelden");
        try (AutoCloseable gone = BreakableDatabase.broken()) {
            Answer list = clerk.get("/vorgaenge");
            assertThat(list.status()).isEqualTo(503);
            assertThat(list.header("retry-after")).isEqualTo("60");
            assertThat(list.header("content-security-policy")).contains("default-src 'none'");
            assertThat(list.body())
                    .contains("<h1>Federzug erreicht gerade seine Datenbank nicht</h1>")
                    .contains("Versuchen Sie es in einer Minute noch einmal")
                    .contains("Zurück zu „");
            Answer login = other.post("/anmelden", token, "name", account, "kennwort", WebServed.PASSWORD);
            assertThat(login.status()).as("no wrong password").isEqualTo(503);
            Answer guest = served.visitor().get("/z/" + "A".repeat(43));
            assertThat(guest.status()).isEqualTo(503);
            assertThat(guest.body()).contains("Kim Muster hilft Ihnen gern").doesNotContain("Zurück zu");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> clerk.get("/vorgaenge").status() == 200);
        assertThat(other.post("/anmelden", token, "name", account, "kennwort", WebServed.PASSWORD)
                        .target())
                .isEqualTo("/");
    }

    @Test
    void showsAMatterWithStepsDocumentsAndHistory() {
        String page = served.visitor(Role.PRUEFUNG).get("/vorgaenge/laufend").body();
        assertThat(page)
                .contains("<h1>Crimmitschau</h1>")
                .contains("PROBE")
                .contains("Eine von drei Personen hat unterzeichnet")
                .contains("noch nicht möglich")
                .contains("Langzeitsicherung")
                .contains("André Raphael hat unterzeichnet. Die Unterschrift ist geprüft.")
                .doesNotContain("IN_SIGNING")
                .doesNotContain("demo-raphael@");
        Answer unknown = served.visitor(Role.VORGANG).get("/vorgaenge/gibt-es-nicht");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("<h1>Diese Seite gibt es nicht</h1>", "Zurück zu „Heute“");
    }

    @Test
    void givesTheDocumentsOfThisMatterOnly() {
        WebVisitor clerk = served.visitor(Role.VORGANG);
        String digest = served.the(Ceremonies.class)
                .find("laufend", running.agreement())
                .orElseThrow()
                .paper()
                .content()
                .digest()
                .hex();
        Answer pdf = clerk.get("/vorgaenge/laufend/dokument/" + digest);
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.bytes()).isEqualTo(signed());
        assertThat(pdf.header("content-type")).isEqualTo("application/pdf");
        assertThat(pdf.header("content-disposition")).startsWith("inline");
        assertThat(pdf.header("content-security-policy")).doesNotContain("sandbox");
        assertThat(clerk.get("/vorgaenge/laufend/dokument/" + digest + "?herunterladen")
                        .header("content-disposition"))
                .startsWith("attachment");
        assertThat(clerk.get("/vorgaenge/anderer/dokument/" + digest).status()).isEqualTo(404);
        assertThat(clerk.get("/vorgaenge/laufend/dokument/" + "0".repeat(64)).status())
                .isEqualTo(404);
        assertThat(clerk.get("/vorgaenge/laufend/dokument/..%2f..%2fdatabase.key")
                        .status())
                .isIn(400, 403, 404);
        assertThat(other.matter()).isEqualTo("anderer");
    }

    @Test
    void checksFilesAndShowsVerdictAndReport() {
        WebVisitor lawyer = served.visitor(Role.PRUEFUNG);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("Vertrag <b>.pdf", signed());
        byte[] changed = signed();
        changed[changed.length / 2] ^= 1;
        files.put("geändert.pdf", changed);
        Answer entered = lawyer.upload("/pruefen", "/pruefen", "datei", files, "vorgang", "");
        assertThat(entered.status()).isEqualTo(302);
        String page = entered.target();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> lawyer.get(page).body().contains("Ergebnisse für zwei Dateien"));
        String body = lawyer.get(page).body();
        assertThat(body)
                .contains("fz-ergebnis--schlecht")
                .contains("Ergebnis: ungültig")
                .contains("Verglichen mit", "Vorgang Crimmitschau, 1.\u00a0Dezember 2021")
                .contains("23.\u00a0November 2026, 10:14\u00a0Uhr, mit der Übungsliste")
                .containsSubsequence("André Raphael", "Probe: technisch in Ordnung", "Lutz Rodig", "fehlt")
                .doesNotContain("Vertrag <b>")
                .contains("iframe sandbox");
        Answer report = lawyer.get(page + "/0/bericht");
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.header("content-security-policy")).contains("sandbox").contains("default-src 'none'");
        assertThat(lawyer.get(page + "/0/pdf").bytes()).startsWith("%PDF".getBytes(StandardCharsets.UTF_8));
        assertThat(lawyer.get(page + "/0/pdf").header("content-disposition")).startsWith("attachment");
        assertThat(lawyer.get(page + "/1/json").body()).contains("INVALID");
        assertThat(lawyer.get(page + "/2/json").status()).isEqualTo(404);

        WebVisitor someone = served.visitor(Role.PRUEFUNG);
        assertThat(someone.get(page).status()).isEqualTo(422);
        assertThat(someone.get(page + "/0/bericht").status()).isEqualTo(422);
        served.application().clock().move(Duration.ofMinutes(61));
        assertThat(lawyer.get(page).body()).contains("nach einer Stunde gelöscht");
    }

    @Test
    void refusesFilesThatAreNoPdfAtOnce() {
        WebVisitor lawyer = served.visitor(Role.PRUEFUNG);
        Answer answer = lawyer.upload(
                "/pruefen",
                "/pruefen",
                "datei",
                Map.of(
                        "<img src=x onerror=alert(1)>.pdf",
                        "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("ist keine PDF-Datei").doesNotContain("<img src=x");
        assertThat(lawyer.upload("/pruefen", "/pruefen", "datei", Map.of("leer.pdf", new byte[0]))
                        .body())
                .contains("Es wurde keine Datei ausgewählt");
        Answer large = lawyer.upload("/pruefen", "/pruefen", "datei", Map.of("gross.pdf", new byte[32 << 20]));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.body()).contains("Auf einmal sind höchstens 30\u00a0MB möglich");
    }
}
