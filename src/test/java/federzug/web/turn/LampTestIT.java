package federzug.web.turn;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.ceremony.Ceremony;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.PagesServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lamp test of a matter and its rehearsal sheet, by a browser's requests. */
class LampTestIT extends PagesServed {
    private static Ceremony ceremony;

    @BeforeAll
    static void begin() throws Exception {
        CeremonyApplication application = served.application();
        ceremony = application.open("lampen", "rueckgabe");
    }

    private static String quiet(WebVisitor visitor, String page) {
        return visitor.quiet(page);
    }

    @Test
    void showsOneLineForEveryLampAndWhatIsMissing() {
        String page = "/vorgaenge/lampen/lampentest";
        WebVisitor clerk = served.visitor(Role.VORGANG);
        assertThat(clerk.get(page).body())
                .contains("Er ändert nichts und verschickt nichts", "Zurück zum Vorgang Crimmitschau")
                .containsPattern("Crimmitschau</span>, 1..Dezember 2021, 11:00.Uhr, virtuell")
                .doesNotContain("Bis zur Unterzeichnung");
        assertThat(clerk.get("/pruefen").body())
                .containsPattern("<option value=\"lampen\">Crimmitschau, 1..Dezember 2021<");
        assertThat(clerk.submit(page, page + "/pruefen").target()).isEqualTo(page);
        String looked = quiet(clerk, page);
        assertThat(looked)
                .contains("Lampen leuchten")
                .contains("Was alle brauchen")
                .contains("André Raphael: Mittel zum Unterzeichnen")
                .contains("Dokument „" + ceremony.agreement() + "“")
                .containsSubsequence("Was jede Person braucht", "Für die Administration", "Fassungen der Bibliotheken")
                .contains("Was noch fehlt")
                .contains("Unterschrift von André Raphael");
        assertThat(served.the(PageActs.class).latest(20))
                .anyMatch(act -> act.act().equals("lamps-looked") && act.about().equals("lampen"));
        // Who administers sees the same and makes no sheet.
        WebVisitor admin = served.visitor(Role.VERWALTUNG);
        assertThat(admin.get(page).body()).contains("Was alle brauchen").doesNotContain("Probeblatt für");
        assertThat(admin.post(page + "/probeblatt", admin.token(page)).status()).isEqualTo(403);
        assertThat(clerk.get("/vorgaenge/gibt-es-nicht/lampentest").status()).isEqualTo(404);
    }

    @Test
    void makesTheSheetOnceAndConfirmsNothingThatIsNotBack() {
        String page = "/vorgaenge/lampen/lampentest/probeblatt";
        WebVisitor clerk = served.visitor(Role.VORGANG);
        assertThat(clerk.get(page + "/probeblatt.pdf").status()).isEqualTo(404);
        clerk.submit(page, page);
        assertThat(quiet(clerk, page)).contains("Probeblatt herunterladen").doesNotContain("Probeblatt erstellen");
        Answer sheet = clerk.get(page + "/probeblatt.pdf");
        assertThat(sheet.bytes()).startsWith("%PDF".getBytes(StandardCharsets.UTF_8));
        assertThat(clerk.get(page + "/probeblatt.pdf").bytes()).isEqualTo(sheet.bytes());
        Answer refused = clerk.submit(page, page + "/name/raphael");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(served.the(PageActs.class).latest(50))
                .noneMatch(act -> act.act().equals("name-confirmed"));
    }
}
