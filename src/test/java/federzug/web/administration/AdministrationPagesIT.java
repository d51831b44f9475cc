package federzug.web.administration;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.PageActs.PageAct;
import federzug.access.Role;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the administration looks after, by a browser's requests. */
class AdministrationPagesIT {
    @TempDir
    static Path folder;

    @TempDir
    static Path outside;

    private static WebServed served;
    private static WebVisitor admin;

    @BeforeAll
    static void serve() {
        served = new WebServed(folder, "--federzug.web.backups=" + outside);
        admin = served.visitor(Role.VERWALTUNG);
    }

    @AfterAll
    static void end() {
        served.close();
    }

    private static String quiet(String page) {
        return admin.quiet(page);
    }

    @Test
    void looksAtServicesOnDemandAndTriesNoPin() {
        String page = "/verwaltung/dienste";
        assertThat(admin.get(page).body())
                .contains("hat noch niemand nachgesehen")
                .doesNotContain("fz-stand--gut");
        assertThat(admin.submit(page, page + "/pruefen").target()).isEqualTo(page);
        String looked = quiet(page);
        assertThat(looked)
                .contains("Datenbank")
                .contains("Die Datenbank antwortet")
                .contains("Vertrauensliste")
                .contains("braucht Sie")
                .contains("Eigenes Programm der Person")
                .doesNotContain("Übungszertifikat");
        assertThat(acts()).contains("services-looked");
    }

    @Test
    void sendsTestMailsToTheHouseItself() throws Exception {
        String page = "/verwaltung/dienste";
        assertThat(admin.submit(page, page + "/testnachricht").target()).isEqualTo(page);
        assertThat(quiet(page)).contains("Testmails liegen nur als Dateien");
        try (Stream<Path> mails = Files.list(folder.resolve("home/testmail"))) {
            assertThat(mails.filter(file -> file.toString().endsWith(".eml"))).isNotEmpty();
        }
    }

    @Test
    void savesEachBackupIntoAFolderOfItsOwn() throws Exception {
        String page = "/verwaltung/dienste";
        admin.submit(page, page + "/sicherung");
        assertThat(quiet(page)).contains("Gesichert: ");
        try (Stream<Path> made = Files.list(outside)) {
            Path backup = made.findFirst().orElseThrow();
            assertThat(backup.getFileName().toString()).startsWith("sicherung-");
            assertThat(backup.resolve("datenbank")).isDirectory();
        }
    }

    @Test
    void showsTheListsWithoutBeingAskedAndFetchesThemOnDemand() {
        String page = "/verwaltung/listen";
        assertThat(quiet(page)).contains("Vertrauenslisten").contains("Die Listen fehlen oder sind zu alt");
        assertThat(admin.submit(page, page + "/holen").target()).isEqualTo(page);
        assertThat(quiet(page)).contains("Die Listen fehlen oder sind zu alt");
        assertThat(acts()).contains("lists-fetched");
    }

    @Test
    void searchesTheJournalAndTurnsItsPages() {
        PageActs acts = served.the(PageActs.class);
        Instant then = Instant.parse("2001-02-03T10:00:00Z");
        for (int i = 0; i < 150; i++) {
            acts.add(new PageAct(then.plusSeconds(i), "somebody", "login", "seite-" + i + "_%", null));
        }
        String all = admin.get("/verwaltung/protokoll?wer=seite-").body();
        assertThat(all).contains("seite-149_%").contains("seite-50_%").doesNotContain("seite-49_%");
        String older = all.replaceAll("(?s).*href=\"(/verwaltung/protokoll\\?[^\"]*vor=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(admin.get(older).body())
                .contains("seite-49_%")
                .contains("seite-0_%")
                .doesNotContain("seite-50_%")
                .doesNotContain("Ältere Einträge");
        // Signs of a pattern are sought as they are written.
        assertThat(admin.get("/verwaltung/protokoll?wer=seite-7_%25").body())
                .contains("seite-7_%")
                .doesNotContain("seite-70_%");
        assertThat(admin.get("/verwaltung/protokoll?wer=seite-&ab=2001-02-04").body())
                .contains("Kein Eintrag passt dazu");
        assertThat(admin.get("/verwaltung/protokoll?wer=Kim+Muster").body()).contains("hat sich angemeldet");
        // Whoever has no account is called as in the data of the matter; who stands nowhere, as it was written down.
        served.application().accept("benannt", "rueckgabe");
        acts.add(new PageAct(then, "rodig", "link-opened", "benannt", null));
        acts.add(new PageAct(then, "rodig", "link-opened", "gibt-es-nicht", null));
        assertThat(admin.get("/verwaltung/protokoll?wer=rodig").body())
                .containsOnlyOnce(">Lutz Rodig<")
                .containsOnlyOnce(">rodig<");
        acts.add(new PageAct(then, "somebody", "login", "=seite;\"1\"", null));
        Answer table = admin.get("/verwaltung/protokoll/tabelle.csv?wer=seite");
        assertThat(table.header("content-disposition")).contains("attachment").contains("protokoll.csv");
        assertThat(table.body().lines())
                .hasSize(152)
                .startsWith("\uFEFFZeit;Wer;Was;Wozu;Prüfsumme")
                .anyMatch(line -> line.endsWith("hat sich angemeldet;\"'=seite;\"\"1\"\"\";"));
        assertThat(acts()).contains("journal-taken");
        Answer wrong = admin.get("/verwaltung/protokoll?ab=gestern&vor=xyz");
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.body()).contains("Das ist kein Tag");
    }

    private static Stream<String> acts() {
        return served.the(PageActs.class).latest(500).stream().map(PageAct::act);
    }
}
