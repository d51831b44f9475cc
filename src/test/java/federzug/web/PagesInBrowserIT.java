package federzug.web;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PersonalLink.Kind;
import federzug.access.PersonalLinks;
import federzug.access.Role;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.pipeline.Progress;
import federzug.pipeline.run.Jobs;
import federzug.pipeline.signing.SigningLinks;
import federzug.start.ServedPages;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.ManualPictures;
import federzug.testkit.SigningSpecimen;
import federzug.testkit.WebInBrowser;
import federzug.testkit.WebInBrowser.Examined;
import federzug.testkit.WebInBrowser.Look;
import federzug.testkit.WebInBrowser.Seen;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.web.data.Reworded;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page in a browser, with its own headers: wide, at 320 pixels, at 200 percent in the dark, and in forced colours.
 * axe finds nothing, the policy refuses nothing, nothing rolls sideways.
 */
class PagesInBrowserIT {
    private static final Path PICTURES = Path.of("target", "pictures", "pages");

    @TempDir
    Path folder;

    @Test
    void axeAndThePolicyFindNothingOnAnyPage() throws Exception {
        Files.createDirectories(PICTURES);
        try (WebServed served = new WebServed(
                        folder,
                        "--federzug.web.house=Landespräventionsrat Sachsen",
                        "--federzug.web.oidc.issuer=http://127.0.0.1:9",
                        "--federzug.web.oidc.client-id=federzug",
                        "--federzug.web.oidc.roles.vorgang=federzug",
                        "--federzug.web.contact=Kim Muster",
                        "--federzug.web.phone=030 23125 000");
                WebInBrowser browser =
                        new WebInBrowser(served.the(ServedPages.class).address(), PICTURES.toAbsolutePath())) {
            Map<String, Seen> pages = pages(served, browser);
            Map<String, String> found = browser.findings(pages, Look.values());
            for (String framing : List.of("pruefen-ergebnis", "zugang-lesen", "vorlage")) {
                Seen seen = pages.get(framing);
                Examined examined = browser.examine(seen.visitor(), seen.path(), 1280);
                assertThat(examined.policy()).as(framing).isEmpty();
                assertThat(examined.violations()).as(framing).isEmpty();
            }
            ManualPictures.keep(browser, pages.get("vorgang"), 1000, 1000, "bilder/vorgang.png");
            ManualPictures.keep(browser, pages.get("tafel-anzeige"), 1000, 620, "bilder/tafel.png");
            ManualPictures.keep(browser, pages.get("vorgaenge"), 1000, 620, "handbuch/bilder/heute.png");
            ManualPictures.keep(browser, pages.get("unterzeichnung"), 1000, 900, "handbuch/bilder/unterzeichnung.png");
            ManualPictures.keep(browser, pages.get("pruefen-ergebnis"), 1000, 900, "handbuch/bilder/pruefen.png");
            ManualPictures.keep(browser, pages.get("zugang-begruessung"), 1000, 820, "handbuch/bilder/zugang.png");
            ManualPictures.keep(browser, pages.get("daten"), 1000, 900, "handbuch/bilder/daten.png");
            if (Boolean.getBoolean("federzug.test.pictures")) {
                pages.forEach((name, seen) -> {
                    browser.picture(seen.visitor(), seen.path(), 1280, 1400, name);
                    browser.picture(seen.visitor(), seen.path(), 320, 2400, name);
                });
            }
            assertThat(found).isEmpty();
        }
    }

    private static Map<String, Seen> pages(WebServed served, WebInBrowser browser) throws Exception {
        CeremonyApplication application = served.application();
        WebVisitor guest = served.visitor();
        Map<String, Seen> pages = new LinkedHashMap<>();
        String first =
                served.the(ServedPages.class).firstAccount().orElseThrow().getPath();
        pages.put("erstes-konto", new Seen(guest, first));
        pages.put("anmelden", new Seen(guest, "/anmelden"));
        pages.put("anmelden-hauskonto", new Seen(guest, "/anmelden?haus=unreachable"));
        pages.put("anmelden-fehler", new Seen(guest, "/anmelden?fehler"));
        Ceremony ceremony = application.open("crimmitschau-2021", "rueckgabe");
        application.the(Jobs.class).handOut(Acting.of("kim"), ceremony.matter(), Progress.SILENT);
        WebVisitor clerk = served.visitor(Role.values());
        String matter = "/vorgaenge/crimmitschau-2021";
        pages.put("vorgaenge", new Seen(clerk, "/vorgaenge"));
        pages.put("vorgang", new Seen(clerk, matter));
        pages.put("unterzeichnung", new Seen(clerk, matter + "/unterzeichnung"));
        pages.put("vorgang-abbrechen", new Seen(clerk, matter + "/abbrechen/" + ceremony.agreement()));
        pages.put("rueckgabe", new Seen(clerk, "/rueckgabe"));
        pages.put("tafel", new Seen(clerk, "/tafel/crimmitschau-2021"));
        pages.put("pruefen", new Seen(clerk, "/pruefen"));
        pages.put("pruefen-ergebnis", new Seen(clerk, checked(served, clerk, ceremony)));
        pages.put("verwaltung-konten", new Seen(clerk, "/verwaltung/konten"));
        pages.put("verwaltung-konto", new Seen(clerk, "/verwaltung/konten/neu"));
        pages.put("verwaltung-protokoll", new Seen(clerk, "/verwaltung/protokoll"));
        pages.put("verwaltung-dienste", new Seen(clerk, done(clerk, "/verwaltung/dienste", "/pruefen")));
        pages.put("verwaltung-listen", new Seen(clerk, done(clerk, "/verwaltung/listen", "")));
        String lamps = "/vorgaenge/crimmitschau-2021/lampentest";
        pages.put("lampentest", new Seen(clerk, done(clerk, lamps, "/pruefen")));
        pages.put("probeblatt", new Seen(clerk, lamps + "/probeblatt"));
        pages.put(
                "vertretung",
                new Seen(
                        clerk,
                        "/vorgaenge/crimmitschau-2021/unterzeichnung/" + ceremony.agreement()
                                + "/rodig/vertretung?durch=woeller"));
        pages.put("nachfolger", new Seen(clerk, "/vorgaenge/crimmitschau-2021/nachfolger"));
        pages.put("pruefen-vergleich", new Seen(clerk, "/pruefen/vergleich"));
        pages.put("neuer-vorgang", new Seen(clerk, "/neuer-vorgang"));
        pages.put("daten", new Seen(clerk, "/vorgaenge/crimmitschau-2021/daten"));
        pages.put("postausgang", new Seen(clerk, "/postausgang"));
        pages.put("medien", new Seen(clerk, "/medien"));
        pages.put("hilfe", new Seen(guest, "/hilfe/daten"));
        pages.put("vorlagen", new Seen(clerk, "/vorlagen"));
        pages.put("vorlage", new Seen(clerk, done(clerk, "/vorlagen/urkunde", "")));
        pages.put("kennwort", new Seen(clerk, "/konto/kennwort"));
        pages.put("hinweis-404", new Seen(clerk, "/vorgaenge/gibt-es-nicht"));
        pages.put("fehler-403", new Seen(served.visitor(Role.PRESSE), "/verwaltung/konten"));
        String mayor = link(served, ceremony, "raphael");
        pages.put("zugang-begruessung", new Seen(served.visitor(), mayor));
        pages.put("zugang-lesen", new Seen(inside(served, mayor), "/unterzeichnen"));
        pages.put("zugang-warten", new Seen(inside(served, link(served, ceremony, "rodig")), "/unterzeichnen"));
        pages.put("zugang-abgelaufen", new Seen(served.visitor(), "/z/" + "A".repeat(43)));
        more(served, browser, ceremony, clerk, pages);
        Instant now = application.clock().instant();
        pages.put(
                "tafel-anzeige",
                new Seen(
                        served.visitor(),
                        "/anzeige/"
                                + served.the(PersonalLinks.class)
                                        .issue(Kind.BOARD, ceremony.matter(), "", "", now, now.plusSeconds(3600))));
        return pages;
    }

    /** What needs some doing before it can be seen. */
    private static void more(
            WebServed served, WebInBrowser browser, Ceremony ceremony, WebVisitor clerk, Map<String, Seen> pages)
            throws Exception {
        WebVisitor lawyer = served.visitor(Role.PRUEFUNG);
        String compare = "/pruefen/vergleich";
        Map<String, Map.Entry<String, byte[]>> files = new LinkedHashMap<>();
        files.put("erste", Map.entry("vereinbarung.pdf", SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert")));
        files.put("zweite", Map.entry("andere-fassung.pdf", SigningSpecimen.pdf(200, 60, "raphael")));
        lawyer.uploadEach(compare, compare, files);
        pages.put("pruefen-vergleich-fertig", new Seen(lawyer, done(lawyer, compare, "")));

        WebVisitor administrator = served.visitor(Role.VERWALTUNG);
        String wrong = administrator
                .upload(
                        "/vorlagen",
                        "/vorlagen/neu",
                        "datei",
                        Map.of("falsch.docx", Reworded.of(template(), "#wenn abbinder", "#wenn abbindre")))
                .target();
        pages.put("vorlage-befunde", new Seen(administrator, done(administrator, wrong, "")));

        String room = "/vorgaenge/" + ceremony.matter() + "/unterzeichnung";
        String forkert = room + "/" + ceremony.agreement() + "/forkert";
        pages.put("zugang-code", browser.seen(clerk, clerk.submit(room, forkert + "/code")));
        String link = link(served, ceremony, "forkert");
        WebVisitor council = served.visitor();
        pages.put("zugang-mit-code", new Seen(council, link));
        pages.put("zugang-code-falsch", browser.seen(council, council.submit(link, link, "code", "1234 5678")));
        pages.put("tafel-zugang", browser.seen(clerk, clerk.submit(room, "/tafel/" + ceremony.matter() + "/zugang")));
        WebVisitor returned = served.visitor();
        pages.put("zugang-rueckkehr", new Seen(returned, "/rueckkehr?state=x&code=y"));
    }

    private static byte[] template() throws IOException {
        return Files.readAllBytes(Path.of("templates/medieninformation/vorlage.docx"));
    }

    /** A page whose long work is through. */
    private static String done(WebVisitor clerk, String page, String begins) {
        if (!begins.isEmpty()) {
            clerk.submit(page, page + begins);
        }
        clerk.quiet(page);
        return page;
    }

    private static String checked(WebServed served, WebVisitor clerk, Ceremony ceremony) {
        byte[] signed = served.application().signed(ceremony.paper(), "raphael", "demo-raphael", true);
        String path = clerk.upload("/pruefen", "/pruefen", "datei", Map.of("vereinbarung.pdf", signed))
                .target();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> clerk.get(path).body().contains("Ergebnis jetzt"));
        return path;
    }

    private static String link(WebServed served, Ceremony ceremony, String person) {
        return URI.create(served.the(SigningLinks.class)
                        .fresh(ceremony.matter(), ceremony.agreement(), person, null, true))
                .getPath();
    }

    private static WebVisitor inside(WebServed served, String link) {
        WebVisitor visitor = served.visitor();
        visitor.submit(link, link);
        return visitor;
    }
}
