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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In a browser that runs no script, by keyboard: the document is handed out, the board comes anew by itself, a signed file
 * is given back and checked.
 */
class WithoutScriptsIT {
    @TempDir
    Path folder;

    @TempDir
    Path profile;

    @Test
    void leadsThroughASigningAndACheck() throws Exception {
        try (WebServed served = new WebServed(folder);
                WebKeyboard keys = new WebKeyboard(profile)) {
            CeremonyApplication application = served.application();
            Ceremony ceremony = application.open("ohne", "rueckgabe");
            URI home = served.the(ServedPages.class).address();
            String name = served.account(Role.VORGANG, Role.PRUEFUNG);
            Path signed = Files.write(
                    folder.resolve("unterschrieben.pdf"),
                    application.signed(ceremony.paper(), "raphael", "demo-raphael", true));

            keys.open(home.resolve("/anmelden"));
            assertThat(keys.see("typeof waiting")).as("scripts run").isEqualTo("object");
            keys.withoutScripts();
            keys.open(home.resolve("/anmelden?beendet"));
            assertThat(keys.see("typeof waiting")).as("no script runs").isEqualTo("undefined");
            keys.logIn(name, WebServed.PASSWORD);

            keys.open(home.resolve("/tafel/ohne"));
            assertThat(board(keys)).contains("hat noch nicht begonnen");
            assertThat(keys.see("document.querySelector('noscript meta').content"))
                    .isEqualTo("10");
            keys.open(home.resolve("/vorgaenge/ohne/unterzeichnung"));
            keys.tabTo("Einladen und Dokument übergeben");
            keys.press("Enter");
            await(() -> state(served, ceremony) == TurnState.OPENED);
            keys.open(home.resolve("/tafel/ohne"));
            assertThat(board(keys)).contains("ist an der Reihe");

            keys.open(URI.create(served.the(SigningLinks.class)
                    .fresh(ceremony.matter(), ceremony.agreement(), "raphael", null, true)));
            keys.tabTo("Weiter zum Dokument");
            keys.press("Enter");
            keys.awaitPage("/unterzeichnen");
            keys.choose("#datei", signed);
            keys.tabTo("Zurückgeben");
            keys.press("Enter");
            await(() -> keys.see("document.querySelector('h1').textContent")
                    .equals("Vielen Dank. Ihre Unterschrift ist da"));
            assertThat(state(served, ceremony)).isEqualTo(TurnState.SIGNED);

            keys.open(home.resolve("/pruefen"));
            keys.choose("#datei", signed);
            keys.tabTo("vorgang");
            keys.tabTo("Prüfen");
            keys.press("Enter");
            await(() -> keys.see("location.pathname").startsWith("/pruefen/"));
            String result = keys.see("location.pathname");
            await(() -> {
                keys.open(home.resolve(result));
                return keys.see("document.body.textContent").contains("Ergebnis jetzt");
            });
        }
    }

    private static String board(WebKeyboard keys) {
        return keys.see("document.querySelector('main').textContent");
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private static TurnState state(WebServed served, Ceremony ceremony) {
        return served.the(Ceremonies.class)
                .find(ceremony.matter(), ceremony.agreement())
                .orElseThrow()
                .turn("raphael")
                .state();
    }
}
