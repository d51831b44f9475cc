package federzug.web.data;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.Role;
import federzug.agreement.Canonical;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.document.DocumentStore;
import federzug.pipeline.Progress;
import federzug.pipeline.RunRequest;
import federzug.pipeline.run.Jobs;
import federzug.start.ServedPages;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.WebForm;
import federzug.testkit.WebInBrowser;
import federzug.testkit.WebInBrowser.Look;
import federzug.testkit.WebInBrowser.Seen;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages on which a matter is written, in a browser: axe and the policy find nothing, nothing rolls sideways. */
class DataPagesInBrowserIT {
    private static final Path PICTURES = Path.of("target", "pictures", "data");
    private static final String MATTER = "/vorgaenge/crimmitschau-2021";

    @TempDir
    Path folder;

    @Test
    void axeAndThePolicyFindNothing() throws Exception {
        Files.createDirectories(PICTURES);
        try (WebServed served = new WebServed(folder, "--federzug.web.house=Landespräventionsrat Sachsen");
                WebInBrowser browser =
                        new WebInBrowser(served.the(ServedPages.class).address(), PICTURES.toAbsolutePath())) {
            Map<String, Seen> pages = pages(served);
            if (Boolean.getBoolean("federzug.test.pictures")) {
                pages.forEach((name, seen) -> {
                    browser.picture(seen.visitor(), seen.path(), 1280, 1800, name);
                    browser.picture(seen.visitor(), seen.path(), 320, 2400, name);
                });
            }
            assertThat(browser.findings(pages, Look.values())).isEmpty();
        }
    }

    private Map<String, Seen> pages(WebServed served) throws Exception {
        served.the(Jobs.class)
                .prepare(
                        Acting.of("kim"),
                        RunRequest.of(List.of(Path.of("examples/crimmitschau")), folder.resolve("out"), false),
                        Progress.SILENT);
        WebVisitor clerk = served.visitor(Role.VORGANG);
        WebVisitor other = served.visitor(Role.VORGANG);
        Map<String, Seen> pages = new LinkedHashMap<>();
        String fresh = clerk.submit("/neuer-vorgang", "/neuer-vorgang").target();
        pages.put("neuer-vorgang", new Seen(clerk, "/neuer-vorgang"));
        pages.put("neuer-vorgang-formular", new Seen(clerk, fresh));
        clerk.submit(
                fresh,
                fresh,
                WebForm.on(clerk.get(fresh).body(), fresh)
                        .with("feld:kommunen[0].name", "Torgau")
                        .with("feld:datum", "bald")
                        .with("feld:lieblingsfarbe", "blau")
                        .fields("tun", "pruefen"));
        pages.put("neuer-vorgang-befunde", new Seen(clerk, fresh + "?befunde"));
        String every = clerk.upload(
                        "/neuer-vorgang",
                        "/neuer-vorgang/datei",
                        "datei",
                        Map.of("vorgang.yaml", Canonical.everyKey().getBytes(StandardCharsets.UTF_8)))
                .target();
        pages.put("daten-alles", new Seen(clerk, every));
        pages.put("daten", new Seen(other, MATTER + "/daten"));
        pages.put("daten-text", new Seen(other, MATTER + "/daten/text"));
        change(other, "feld:beginn", "13:00", "feld:kommunen[0].ratsbeschluss.nummer", "Muster 2");
        pages.put("aenderungen", new Seen(other, MATTER + "/aenderungen"));
        WebVisitor third = served.visitor(Role.VORGANG);
        String changes = change(third, "feld:beginn", "12:00", "feld:ort", "Crimmitschau");
        WebVisitor quick = served.visitor(Role.VORGANG);
        String mine = change(quick, "feld:beginn", "14:00", "feld:ort", "Rathaus");
        pages.put(
                "arbeit",
                new Seen(
                        quick,
                        done(
                                quick,
                                quick.submit(mine, mine, "gezeigt", shown(quick, mine))
                                        .target())));
        assertThat(third.get(changes).target()).endsWith("/abgleich");
        pages.put("daten-abgleich", new Seen(third, MATTER + "/daten/abgleich"));
        pages.remove("aenderungen");
        change(quick, "feld:kommunen[0].ratsbeschluss.nummer", "Muster 3", "feld:ort", "Rathaus");
        pages.put("aenderungen", new Seen(quick, MATTER + "/aenderungen"));
        pages.put("entwurf", new Seen(quick, MATTER + "/entwurf"));
        byte[] word = served.the(DocumentStore.class)
                .bytes(served.the(Ceremonies.class)
                        .ofMatter("crimmitschau-2021")
                        .get(0)
                        .basis()
                        .draft());
        String upload = MATTER + "/entwurf/crimmitschau/word";
        String work = quick.upload(
                        MATTER + "/entwurf",
                        upload,
                        "word",
                        Map.of("abgestimmt.docx", Reworded.of(word, "Ansprechperson", "Kontaktperson")))
                .target();
        pages.put(
                "entwurf-vergleich",
                new Seen(quick, quick.get(done(quick, work)).target()));
        String broken = quick.upload(MATTER + "/entwurf", upload, "word", Map.of("kaputt.docx", new byte[] {1}))
                .target();
        pages.put("arbeit-fehler", new Seen(quick, done(quick, broken)));
        byte[] table = Files.readAllBytes(Path.of("examples/sachsen-2021-tabelle/vorgaenge.xlsx"));
        String read = quick.upload("/neuer-vorgang", "/neuer-vorgang/datei", "datei", Map.of("vorgaenge.xlsx", table))
                .target();
        pages.put("tabelle", new Seen(quick, quick.get(done(quick, read)).target()));
        pages.put("daten-gesperrt", new Seen(clerk, locked(served.application())));
        return pages;
    }

    private static String locked(CeremonyApplication application) throws Exception {
        application.open("laufend", "");
        application.sign("laufend", "raphael");
        return "/vorgaenge/laufend/daten";
    }

    private static String change(WebVisitor visitor, String... fields) {
        String data = MATTER + "/daten";
        WebForm form = WebForm.on(visitor.get(data).body(), data);
        for (int i = 0; i < fields.length; i += 2) {
            form.with(fields[i], fields[i + 1]);
        }
        return visitor.submit(data, data, form.fields("tun", "speichern")).target();
    }

    private static String shown(WebVisitor visitor, String changes) {
        return WebForm.on(visitor.get(changes).body(), changes).value("gezeigt");
    }

    private static String done(WebVisitor visitor, String work) {
        visitor.quiet(work);
        return work;
    }
}
