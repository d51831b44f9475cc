package federzug.web;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Role;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.pipeline.signing.SigningLinks;
import federzug.start.ServedPages;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.WebKeyboard;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the keyboard alone: a clerk logs in and hands the document out, a signatory opens it, declines and signs after all. */
class KeyboardIT {
    @TempDir
    Path folder;

    @TempDir
    Path profile;

    @Test
    void leadsFromTheLoginToTheTurnAndThroughIt() throws Exception {
        try (WebServed served = new WebServed(folder);
                WebKeyboard keys = new WebKeyboard(profile)) {
            CeremonyApplication application = served.application();
            Ceremony ceremony = application.open("tastatur", "rueckgabe");
            URI home = served.the(ServedPages.class).address();
            String name = served.account(Role.VORGANG);

            keys.open(home.resolve("/anmelden"));
            keys.tabTo("Zum Inhalt springen");
            keys.press("Enter");
            assertThat(keys.see("document.activeElement.id")).isEqualTo("inhalt");
            keys.logIn(name, WebServed.PASSWORD);

            keys.tabTo("Crimmitschau");
            keys.press("Enter");
            keys.awaitPage("/vorgaenge/tastatur");
            keys.tabTo("Unterzeichnung");
            keys.press("Enter");
            keys.awaitPage("/vorgaenge/tastatur/unterzeichnung");
            keys.tabTo("Einladen und Dokument übergeben");
            keys.press("Enter");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(state(served, ceremony)).isEqualTo(TurnState.OPENED));

            URI link = URI.create(served.the(SigningLinks.class)
                    .fresh(ceremony.matter(), ceremony.agreement(), "raphael", null, true));
            keys.open(link);
            keys.tabTo("Weiter zum Dokument");
            keys.press("Enter");
            keys.awaitPage("/unterzeichnen");
            keys.tabTo("Ich lehne ab");
            keys.press("Enter");
            keys.tabTo("grund");
            keys.type("Der Rat hat anders beschlossen.");
            theSessionEndsAndNothingTypedIsLost(keys, link);
            keys.tabTo("Unterzeichnung ablehnen");
            keys.press("Enter");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(state(served, ceremony)).isEqualTo(TurnState.DECLINED));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            keys.see("document.querySelector('h1').textContent").equals("Sie haben abgelehnt"));

            keys.tabTo("Doch unterzeichnen");
            keys.press("Enter");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            keys.see("document.querySelector('h1').textContent").equals("Sie sind an der Reihe"));
            keys.open(home.resolve("/anmelden"));
            keys.logIn(name, WebServed.PASSWORD);
            theBoardRenewsItself(served, ceremony, keys, home);
        }
    }

    /** An hour later the button says so, and what was typed goes when the person has come in again in another window. */
    private static void theSessionEndsAndNothingTypedIsLost(WebKeyboard keys, URI link) {
        keys.see("Date.now = () => new Date().getTime() + 3600000");
        assertThat(keys.see(sent("/abmelden"))).isEqualTo("200");
        keys.tabTo("Unterzeichnung ablehnen");
        keys.press("Enter");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> keys.see("document.querySelector('[data-told]')?.textContent")
                        .contains("Was Sie eingegeben haben, steht noch hier"));
        assertThat(keys.see("document.querySelector('#grund').value")).isEqualTo("Der Rat hat anders beschlossen.");
        assertThat(keys.see(sent(link.getPath()))).isEqualTo("200");
    }

    /** Sends a form without fields, as another window of this browser would. */
    private static String sent(String action) {
        return "(ask => { ask.open('GET', '" + (action.equals("/abmelden") ? "/unterzeichnen" : action)
                + "', false); ask.send();"
                + " const token = new DOMParser().parseFromString(ask.responseText, 'text/html')"
                + ".querySelector('[name=_csrf]').value; ask.open('POST', '" + action + "', false);"
                + " ask.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');"
                + " ask.send('_csrf=' + encodeURIComponent(token)); return ask.status; })(new XMLHttpRequest())";
    }

    /** What is signed meanwhile stands on the board, which nobody has touched. */
    private static void theBoardRenewsItself(WebServed served, Ceremony ceremony, WebKeyboard keys, URI home) {
        keys.open(home.resolve("/tafel/tastatur"));
        assertThat(keys.see("document.querySelector('ol').textContent"))
                .contains("ist an der Reihe")
                .doesNotContain("hat unterzeichnet");
        keys.see("window.untouched = 'yes'");
        WebVisitor mayor = served.visitor();
        String link = URI.create(served.the(SigningLinks.class)
                        .fresh(ceremony.matter(), ceremony.agreement(), "raphael", null, true))
                .getPath();
        mayor.submit(link, link);
        byte[] signed = served.application().signed(ceremony.paper(), "raphael", "demo-raphael", true);
        assertThat(mayor.upload(
                                "/unterzeichnen",
                                "/unterzeichnen/zurueckgeben",
                                "datei",
                                Map.of("vereinbarung.pdf", signed))
                        .target())
                .isEqualTo("/unterzeichnen");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        keys.see("document.querySelector('ol').textContent").contains("hat unterzeichnet"));
        assertThat(keys.see("window.untouched")).isEqualTo("yes");
    }

    private static TurnState state(WebServed served, Ceremony ceremony) {
        return served.the(Ceremonies.class)
                .find(ceremony.matter(), ceremony.agreement())
                .orElseThrow()
                .turn("raphael")
                .state();
    }
}
