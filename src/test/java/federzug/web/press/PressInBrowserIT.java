package federzug.web.press;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Role;
import federzug.agreement.Matter;
import federzug.ceremony.Acting;
import federzug.pipeline.mailing.OwnQuote;
import federzug.pipeline.mailing.OwnQuote.Answer;
import federzug.pipeline.mailing.OwnQuote.Whose;
import federzug.pipeline.mailing.PressOffice;
import federzug.pipeline.mailing.PressSheets;
import federzug.start.ServedPages;
import federzug.testkit.ManualPictures;
import federzug.testkit.RealRelease;
import federzug.testkit.WebInBrowser;
import federzug.testkit.WebInBrowser.Look;
import federzug.testkit.WebInBrowser.Seen;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page of the press desk in each of its states: axe and the policy find nothing, nothing rolls sideways. */
class PressInBrowserIT {
    private static final Path PICTURES = Path.of("target", "pictures", "press");

    @TempDir
    Path folder;

    @Test
    void axeAndThePolicyFindNothingInAnyState() throws Exception {
        Files.createDirectories(PICTURES);
        try (AServedRelease desk = new AServedRelease(
                        folder,
                        "--federzug.web.house=Landespräventionsrat Sachsen",
                        "--federzug.web.contact=Kim Muster",
                        "--federzug.web.phone=030 23125 000");
                WebInBrowser browser =
                        new WebInBrowser(desk.served.the(ServedPages.class).address(), PICTURES.toAbsolutePath())) {
            Map<String, Seen> pages = new LinkedHashMap<>();
            states(desk, (name, visitor, path) -> {
                pages.put(name, browser.seen(visitor, visitor.get(path)));
                if (name.equals("medien-freigabe")) {
                    ManualPictures.keep(browser, new Seen(visitor, path), 1000, 1150, "handbuch/bilder/freigabe.png");
                }
                if (Boolean.getBoolean("federzug.test.pictures")) {
                    browser.picture(visitor, path, 1280, 2000, name);
                    browser.picture(visitor, path, 320, 3000, name);
                }
            });
            assertThat(browser.findings(pages, Look.values())).isEmpty();
        }
    }

    private interface State {
        void at(String name, WebVisitor visitor, String path) throws IOException;
    }

    /** Each state is kept as its page shows it before the next one begins. */
    private static void states(AServedRelease desk, State state) throws IOException {
        WebServed served = desk.served;
        PressOffice office = served.the(PressOffice.class);
        OwnQuote quotes = served.the(OwnQuote.class);
        WebVisitor writer = served.visitor(Role.PRESSE, Role.VORGANG);
        WebVisitor second = served.visitor(Role.PRESSE_FREIGABE);
        Acting kim = Acting.onPage("kim");
        Acting robin = Acting.onPage("robin");
        String id = "crimmitschau";
        String page = "/medien/" + id;
        Matter matter = desk.prepared(id);
        state.at("medien-liste", writer, "/medien");
        writer.submit(page, page + "/bitten");
        writer.settled(page);
        String link = desk.link("ob@crimmitschau.example");
        state.at("zitat-begruessung", served.visitor(), link);
        WebVisitor mayor = served.visitor();
        mayor.submit(link, link);
        state.at("zitat", mayor, "/mein-zitat");
        String digest = quotes.see(new Whose(id, "raphael"))
                .orElseThrow()
                .quotes()
                .get(0)
                .digest();
        quotes.answer(Acting.onPage("raphael"), new Whose(id, "raphael"), digest, Answer.OBJECTED, "Besser so.");
        state.at("medien", writer, page);
        quotes.answer(Acting.onPage("raphael"), new Whose(id, "raphael"), digest, Answer.APPROVED, "");
        state.at("zitat-freigegeben", mayor, "/mein-zitat");
        state.at("medien-freigabe-zu-frueh", second, page + "/freigabe");
        office.approve(kim.because("Anruf"), id, List.of("rodig"));
        state.at("medien-vorlegen", writer, page);
        office.submit(kim, id, served.the(PressSheets.class).of(id).digest());
        state.at("medien-freigabe", second, page + "/freigabe");
        office.release(robin, id, served.the(PressSheets.class).of(id).digest(), Set.of());
        state.at("medien-frist", second, page + "/freigabe");
        office.stop(robin, id);
        state.at("medien-angehalten", second, page + "/freigabe");
        office.release(robin, id, served.the(PressSheets.class).of(id).digest(), Set.of());
        served.application().clock().move(Duration.ofSeconds(61));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> served.the(PressSheets.class).of(id).isOut());
        state.at("medien-versandt", second, page + "/freigabe");
        state.at("medien-nach-versand", writer, page);
        desk.prepared(matter, release -> RealRelease.worded(release, "Crimmitschau ist dabei", release.quotes()));
        state.at("medien-berichtigung", writer, page + "/berichtigung");
    }
}
