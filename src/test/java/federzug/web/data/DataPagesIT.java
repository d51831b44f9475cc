package federzug.web.data;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.Role;
import federzug.agreement.Canonical;
import federzug.agreement.DataForm;
import federzug.agreement.Matters;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.DocumentStore;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.SigningDesk;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.PagesServed;
import federzug.testkit.WebForm;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A clerk goes from an empty home to a prepared matter, changes it, and agrees upon its wording, by pages alone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DataPagesIT extends PagesServed {
    private static final String MATTER = "/vorgaenge/torgau-2027";
    private static final String DATA = MATTER + "/daten";

    private static WebVisitor clerk;

    @BeforeAll
    static void begin() {
        clerk = served.visitor(Role.VORGANG);
    }

    @Test
    @Order(1)
    void fromAnEmptyHomeToAPreparedMatterByThePagesAlone() {
        assertThat(clerk.get("/vorgaenge").body()).contains("Noch kein Vorgang").contains("href=\"/neuer-vorgang\"");
        String path = clerk.submit("/neuer-vorgang", "/neuer-vorgang").target();
        WebForm form = form(path);
        form.with("feld:probe", "ja")
                .with("feld:datum", "1. Dezember 2027")
                .with("feld:beginn", "11 Uhr")
                .with("feld:kommunen[0].name", "Torgau")
                .with("feld:kommunen[0].ratsbeschluss.datum", "11.11.2027")
                .with("feld:kommunen[0].ratsbeschluss.nummer", "Muster-Beschluss 2027/1");
        person(form, 0, "Frau", "Kim", "Barth");
        person(form, 1, "Herr", "Lutz", "Rodig");
        person(form, 2, "Herr", "Sven", "Forkert");
        // What was typed is kept, and whatever follows from it proposed.
        String next = send(path, form, "pruefen");
        assertThat(next).isEqualTo(path + "?befunde");
        Answer checked = clerk.get(next);
        assertThat(checked.body()).contains("vorgeschlagen").contains("Es fehlt nichts");
        form = WebForm.on(checked.body(), path);
        assertThat(form.value("feld:kommunen[0].status")).isEqualTo("grosse_kreisstadt");
        assertThat(form.value("feld:kommunen[0].landkreis")).isEqualTo("Nordsachsen");
        assertThat(form.value("feld:personen[1].amt")).isEqualTo("Polizeipräsident");
        assertThat(form.value("feld:datum")).isEqualTo("2027-12-01");
        assertThat(form.value("feld:kennung")).isEqualTo("torgau-2027");
        assertThat(form.value("feld:personen[0].fuer")).isEqualTo("torgau");
        String[] signing = {"barth", "rodig", "forkert"};
        for (int i = 0; i < 3; i++) {
            String entry = "feld:vereinbarungen[0].unterzeichnende[" + i + "].";
            assertThat(form.value(entry + "person")).isEqualTo(signing[i]);
            form.with(entry + "frist", "1.12.2027 12:00");
        }
        // An office that is taken out is proposed again: somebody has to see it before anything is accepted.
        form.with("feld:personen[0].amt", "");
        next = send(path, form, "speichern");
        assertThat(next).isEqualTo(path + "?befunde");
        form = WebForm.on(clerk.get(next).body(), path);
        assertThat(form.value("feld:personen[0].amt")).isEqualTo("Oberbürgermeisterin");
        assertThat(form.value("feld:vereinbarungen[0].unterzeichnende[2].schritt"))
                .isEqualTo("3");
        assertThat(served.the(Matters.class).ids()).isEmpty();
        next = send(path, form, "speichern");
        assertThat(next).startsWith("/arbeit/");
        String done = done(next);
        assertThat(done)
                .contains("Der Vorgang ist vorbereitet")
                .contains(MATTER + "/entwurf")
                .doesNotContain("vorgang.yaml");
        assertThat(clerk.get(path).status()).isEqualTo(422);
        Ceremony ceremony = ceremony();
        assertThat(ceremony.turns()).hasSize(3);
        assertThat(served.the(Matters.class)
                        .accepted("torgau-2027")
                        .orElseThrow()
                        .by())
                .startsWith("vorgang.");
        assertThat(served.the(PageActs.class).latest(5))
                .anyMatch(act -> act.act().equals("matter-added"));
        assertThat(clerk.get(MATTER).body())
                .contains("href=\"" + DATA + "\"")
                .contains("href=\"" + MATTER + "/entwurf\"");
    }

    @Test
    @Order(2)
    void badValuesStandBesideTheirFieldsAndNothingIsChanged() {
        WebForm form = form(DATA);
        form.with("feld:datum", "demnächst")
                .with("feld:personen[1].mail", "kein Postfach")
                .with("feld:kommunen[0].status", "metropole")
                .with("feld:medieninformation.verteiler", "adresse;name\na@b.example;A\nkaputt;B")
                .with("feld:lieblingsfarbe", "blau <script>")
                .with("feld:kennung", "andere");
        String next = send(DATA, form, "speichern");
        assertThat(next).isEqualTo(DATA + "?befunde");
        String body = clerk.get(next).body();
        assertThat(body)
                .contains("href=\"#f-datum\"")
                .contains("href=\"#f-personen-1-mail\"")
                .contains("href=\"#f-kommunen-0-status\"")
                .contains("href=\"#f-lieblingsfarbe\"")
                .contains("Zeile 3: ")
                .contains("value=\"demnächst\"")
                .contains("blau &lt;script&gt;")
                .doesNotContain("blau <script>")
                .contains("value=\"torgau-2027\"");
        assertThat(served.the(Matters.class)
                        .accepted("torgau-2027")
                        .orElseThrow()
                        .version())
                .isEqualTo(1);
        // The same is said of a field that was just left, and nothing is kept.
        WebForm left = form(DATA).with("feld:beginn", "bald");
        String judged = clerk.submit(DATA, DATA + "/pruefung", left.fields()).body();
        assertThat(judged).contains("id=\"f-beginn-fehler\"").contains("Bitte so schreiben: 11:00");
        assertThat(form(DATA).value("feld:beginn")).isEqualTo("11:00");
        // The key Enter presses the first button, which accepts nothing.
        assertThat(body.substring(body.indexOf("action=\"" + DATA + "\""))
                        .split("<button", 2)[1]
                        .substring(0, 120))
                .contains("value=\"pruefen\"");
        // Somebody else sees the data in force.
        assertThat(form(served.visitor(Role.VORGANG), DATA).value("feld:datum")).isEqualTo("2027-12-01");
        assertThat(clerk.submit(DATA, DATA + "/verwerfen").status()).isEqualTo(302);
        assertThat(form(DATA).value("feld:datum")).isEqualTo("2027-12-01");
    }

    @Test
    @Order(3)
    void entriesComeAndGoByPlainButtons() {
        WebForm form = form(DATA);
        String next = send(DATA, form, "dazu:personen");
        assertThat(next).isEqualTo(DATA + "#f-personen-3");
        form = form(DATA);
        assertThat(form.has("feld:personen[3].name")).isTrue();
        next = send(DATA, form.with("feld:personen[3].name", "Gast"), "weg:personen[0]");
        assertThat(next).isEqualTo(DATA + "#f-personen");
        form = form(DATA);
        assertThat(form.value("feld:personen[0].name")).isEqualTo("Rodig");
        assertThat(form.value("feld:personen[2].name")).isEqualTo("Gast");
        assertThat(send(DATA, form, "dazu:gibtesnicht")).startsWith(DATA + "#");
        String list = "adresse;name\na@b.example;A\nc@d.example;C\nA@B.example;A";
        String after = clerk.upload(
                        DATA,
                        DATA,
                        "datei:medieninformation.verteiler",
                        Map.of("liste.csv", list.getBytes(StandardCharsets.UTF_8)),
                        form.fields("tun", "pruefen"))
                .target();
        assertThat(clerk.get(after.replaceFirst("#.*", "")).body())
                .contains("Der Verteiler ist übernommen: 2 Adressen. Eine doppelte ist zusammengefasst.")
                .contains("<li class=\"fz-frage\">liste.csv, Zeile 4")
                .doesNotContain("Die Datei wurde nicht eingelesen");
        clerk.submit(DATA, DATA + "/verwerfen");
    }

    @Test
    @Order(4)
    void changesAreShownOldBesideNewAndAcceptedAsShown() {
        WebForm form = form(DATA);
        assertThat(clerk.follow(send(DATA, form, "speichern")).body()).contains("Es ist nichts geändert");
        form.with("feld:kommunen[0].ratsbeschluss.nummer", "Muster-Beschluss 2027/2");
        String next = send(DATA, form, "speichern");
        assertThat(next).isEqualTo(MATTER + "/aenderungen");
        String body = clerk.get(next).body();
        assertThat(body)
                .contains("<del>Muster-Beschluss 2027/1</del>")
                .contains("<ins>Muster-Beschluss 2027/2</ins>")
                .contains("Nummer des Beschlusses")
                .contains("bekommt eine neue Fassung");
        String shown = WebForm.on(body, next).value("gezeigt");
        // What was shown is not what would change any more.
        send(DATA, form(DATA).with("feld:kommunen[0].ratsbeschluss.nummer", "Muster-Beschluss 2027/3"), "pruefen");
        assertThat(clerk.submit(next, next, "gezeigt", shown).target()).isEqualTo(next);
        assertThat(clerk.submit(next, next, "gezeigt", "unsinn").target()).isEqualTo(next);
        assertThat(served.the(Matters.class)
                        .accepted("torgau-2027")
                        .orElseThrow()
                        .version())
                .isEqualTo(1);
        shown = WebForm.on(clerk.get(next).body(), next).value("gezeigt");
        String done = done(clerk.submit(next, next, "gezeigt", shown).target());
        assertThat(done).contains("Der Vorgang ist vorbereitet");
        assertThat(ceremony().basis().matterVersion()).isEqualTo(2);
        assertThat(form(DATA).value("feld:kommunen[0].ratsbeschluss.nummer")).isEqualTo("Muster-Beschluss 2027/3");
    }

    @Test
    @Order(5)
    void ofTwoPeopleAtOnceNobodyLosesAnything() {
        WebVisitor other = served.visitor(Role.VORGANG);
        WebForm mine = form(DATA).with("feld:beginn", "12:00").with("feld:ort", "Torgau");
        WebForm theirs = form(other, DATA).with("feld:beginn", "13:00").with("feld:aktenzeichen.lpr", "LPR 1");
        String changes = send(other, DATA, theirs, "speichern");
        String shown = WebForm.on(other.get(changes).body(), changes).value("gezeigt");
        done(other, other.submit(changes, changes, "gezeigt", shown).target());
        String next = send(DATA, mine, "speichern");
        assertThat(next).isEqualTo(DATA + "/abgleich");
        String body = clerk.get(next).body();
        assertThat(body)
                .contains("Diese Daten wurden inzwischen geändert")
                .contains("Kim Muster hat um")
                .contains("12:00")
                .contains("13:00")
                .doesNotContain("Aktenzeichen");
        WebForm clash = WebForm.on(body, next).with("gilt:beginn", "andere");
        assertThat(clerk.submit(next, next, "stand", "1", "gilt:beginn", "andere")
                        .target())
                .as("about other values")
                .isEqualTo(next);
        changes = clerk.submit(next, next, clash.fields()).target();
        assertThat(clerk.get(changes).body()).contains("<ins>Torgau</ins>").doesNotContain("13:00");
        shown = WebForm.on(clerk.get(changes).body(), changes).value("gezeigt");
        done(clerk.submit(changes, changes, "gezeigt", shown).target());
        WebForm now = form(DATA);
        assertThat(now.value("feld:beginn")).isEqualTo("13:00");
        assertThat(now.value("feld:ort")).isEqualTo("Torgau");
        assertThat(now.value("feld:aktenzeichen.lpr")).isEqualTo("LPR 1");
    }

    @Test
    @Order(6)
    void anAgreedWordingIsComparedAndAdoptedAsShown() throws Exception {
        String draft = MATTER + "/entwurf";
        String body = clerk.get(draft).body();
        assertThat(body).contains("<iframe").contains("Der Wortlaut ist der der Vorlage");
        Ceremony ceremony = ceremony();
        byte[] word = served.the(DocumentStore.class).bytes(ceremony.basis().draft());
        String upload = draft + "/" + ceremony.agreement() + "/word";
        assertThat(clerk.upload(draft, upload, "word", Map.of("x.pdf", word)).status())
                .isEqualTo(422);
        assertThat(clerk.upload(draft, upload, "word", Map.of()).status()).isEqualTo(422);
        String broken = done(clerk.upload(draft, upload, "word", Map.of("kaputt.docx", new byte[] {1, 2, 3}))
                .target());
        assertThat(broken).contains("Es wurde nicht fertig").contains(draft);
        String work = clerk.upload(
                        draft,
                        upload,
                        "word",
                        Map.of("abgestimmt.docx", Reworded.of(word, "Ansprechperson", "Kontaktperson")))
                .target();
        String compared = result(work);
        assertThat(compared).startsWith(draft + "/" + ceremony.agreement() + "/vergleich/");
        body = clerk.get(compared).body();
        assertThat(body).contains("<ins>").contains("abgestimmt.docx");
        String shown = WebForm.on(body, compared).value("gezeigt");
        assertThat(served.visitor(Role.VORGANG).get(compared).status()).isEqualTo(422);
        assertThat(done(clerk.submit(compared, compared, "gezeigt", "f".repeat(64))
                        .target()))
                .contains("Es wurde nichts übernommen");
        assertThat(done(clerk.submit(compared, compared, "gezeigt", shown).target()))
                .contains("Der Vorgang ist vorbereitet");
        assertThat(clerk.get(draft).body()).contains("Der Wortlaut ist der abgestimmte");
        // Data that change the text do not fit the agreed wording any more, and the page says so before.
        send(DATA, form(DATA).with("feld:kommunen[0].ratsbeschluss.nummer", "Muster-Beschluss 2027/4"), "speichern");
        assertThat(clerk.get(MATTER + "/aenderungen").body())
                .contains("So kann nichts übernommen werden")
                .doesNotContain("Änderungen übernehmen</span>");
        clerk.submit(DATA, DATA + "/verwerfen");
        assertThat(done(clerk.submit(draft, draft + "/" + ceremony.agreement() + "/vorlage")
                        .target()))
                .contains("Der Vorgang ist vorbereitet");
        assertThat(clerk.get(draft).body()).contains("Der Wortlaut ist der der Vorlage");
    }

    @Test
    @Order(7)
    void aTableBringsSeveralMattersAndSaysWhatIsWrongWithOthers() throws Exception {
        String page = "/neuer-vorgang";
        assertThat(clerk.upload(page, page + "/datei", "datei", Map.of()).status())
                .isEqualTo(422);
        assertThat(clerk.upload(page, page + "/datei", "datei", Map.of("x.txt", new byte[] {65}))
                        .body())
                .contains("keine Tabelle");
        String csv = Files.readString(Path.of("examples/sachsen-2021-csv/vorgaenge.csv"));
        byte[] bytes = csv.replaceFirst("(?m)^seifhennersdorf-2021;", "seifhennersdorf 2021;")
                .getBytes(StandardCharsets.UTF_8);
        String table = result(clerk.upload(page, page + "/datei", "datei", Map.of("liste.csv", bytes))
                .target());
        assertThat(table).startsWith("/neuer-vorgang/tabelle/");
        String body = clerk.get(table).body();
        assertThat(body).contains("liste.csv").contains("crimmitschau-2021").contains("2 neue Vorgänge");
        String shown = WebForm.on(body, table).value("gezeigt");
        String done = done(clerk.submit(table, table, "gezeigt", shown).target());
        assertThat(served.the(Matters.class).ids()).contains("crimmitschau-2021", "torgau-2021");
        assertThat(done).contains("/vorgaenge/torgau-2021");
    }

    @Test
    @Order(8)
    void yamlIsReadPastedAndUploaded() {
        String page = "/neuer-vorgang";
        String path = clerk.upload(
                        page,
                        page + "/datei",
                        "datei",
                        Map.of("vorgang.yaml", "kennung: x\nunbekannt: 1\n".getBytes(StandardCharsets.UTF_8)))
                .target()
                .replace("?befunde", "");
        assertThat(clerk.get(path + "/text").body()).contains("unbekannt:");
        Answer refused = clerk.submit(path + "/text", path + "/text", "stand", "0", "text", "a: [");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("a: [").contains("Der Text lässt sich nicht lesen");
        assertThat(clerk.submit(path + "/text", path + "/text", "stand", "0", "text", "kennung: y\nort: Hier\n")
                        .target())
                .isEqualTo(path + "?befunde");
        assertThat(form(path).value("feld:ort")).isEqualTo("Hier");
        assertThat(clerk.get(page).body()).contains(path);
        assertThat(served.visitor(Role.VORGANG).get(path).status()).isEqualTo(422);
        clerk.submit(page, path + "/verwerfen");
        assertThat(clerk.get(page).body()).doesNotContain(path);
    }

    @Test
    @Order(9)
    void everyValueOfEveryExampleSurvivesThePage() throws Exception {
        List<String> texts = new ArrayList<>(List.of(Canonical.everyKey()));
        for (String example : List.of(
                "crimmitschau/vorgang.yaml",
                "sachsen-2021/crimmitschau/vorgang.yaml",
                "sachsen-2021/torgau/vorgang.yaml",
                "sachsen-2021/seifhennersdorf/vorgang.yaml")) {
            texts.add(Files.readString(Path.of("examples", example)));
        }
        for (String text : texts) {
            DataForm before = DataForm.read(text, "").form().orElseThrow();
            String path = clerk.upload(
                            "/neuer-vorgang",
                            "/neuer-vorgang/datei",
                            "datei",
                            Map.of("vorgang.yaml", text.getBytes(StandardCharsets.UTF_8)))
                    .target()
                    .replace("?befunde", "");
            send(path, form(path), "pruefen");
            String back =
                    WebForm.on(clerk.get(path + "/text").body(), path + "/text").value("text");
            assertThat(words(DataForm.read(back, "").form().orElseThrow()))
                    .isEqualTo(words(before.withoutEmptyEntries()));
            clerk.submit("/neuer-vorgang", path + "/verwerfen");
        }
    }

    /** YAML has two words for yes and no; a form has one. */
    private static String words(DataForm form) {
        return new TreeSet<>(List.of(form.toString()
                        .replaceAll("=true([,}])", "=ja$1")
                        .replaceAll("=false([,}])", "=nein$1")
                        .replaceAll("^\\{|}$", "")
                        .split(", (?=[a-z_]+[\\[.=])")))
                .toString();
    }

    /** The example is filled in as if somebody had typed it: nothing keeps a beginner from going on. */
    @Test
    @Order(9)
    void whoeverBeginsPractisesWithTheExample() {
        assertThat(clerk.get("/neuer-vorgang").body()).contains("Erst einmal üben?");
        Answer begun = clerk.submit("/neuer-vorgang", "/neuer-vorgang/beispiel");
        assertThat(begun.target()).startsWith("/neuer-vorgang/").endsWith("?befunde");
        assertThat(clerk.get(begun.target()).body())
                .contains("value=\"uebung\"", "André", "Das ist eine Probe")
                .doesNotContain("kern-alert--danger");
        clerk.submit("/neuer-vorgang", begun.target().replace("?befunde", "/verwerfen"));
    }

    @Test
    @Order(10)
    void onlyThoseWhoWorkOnMattersSeeThesePages() {
        WebVisitor press = served.visitor(Role.PRESSE);
        for (String path : new String[] {"/neuer-vorgang", DATA, MATTER + "/aenderungen", MATTER + "/entwurf"}) {
            assertThat(press.get(path).status()).as(path).isEqualTo(403);
            assertThat(served.visitor().get(path).target()).as(path).contains("anmelden");
            assertThat(clerk.post(path, "", "tun", "speichern").status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(clerk.get("/vorgaenge/gibt-es-nicht/daten").status()).isEqualTo(404);
        assertThat(clerk.get("/arbeit/" + "A".repeat(22)).status()).isEqualTo(422);
    }

    @Test
    @Order(11)
    void afterTheFirstSignatureOnlyWhatIsOpenCanBeChanged() throws Exception {
        CeremonyApplication application = served.application();
        application.open("laufend", "");
        SigningDesk signing = application.the(SigningDesk.class);
        signing.sign(
                Acting.of("kim"),
                signing.show("laufend", null, "raphael", "demo-raphael"),
                name -> new char[0],
                Progress.SILENT);
        String data = "/vorgaenge/laufend/daten";
        String body = clerk.get(data).body();
        assertThat(body)
                .contains("André Raphael hat unterzeichnet")
                .contains("Das steht fest")
                .contains("/vorgaenge/laufend/nachfolger")
                .doesNotContain("feld:datum")
                .doesNotContain("feld:personen[0].name")
                .doesNotContain("weg:personen")
                .doesNotContain(data + "/text");
        WebForm form = WebForm.on(body, data)
                .with("feld:personen[1].mail", "neu@pd-zwickau.example")
                .with("feld:datum", "2030-01-01")
                .with("feld:personen[1].name", "Anders");
        String changes = send(data, form, "speichern");
        assertThat(changes).isEqualTo("/vorgaenge/laufend/aenderungen");
        body = clerk.get(changes).body();
        assertThat(body)
                .contains("<ins>neu@pd-zwickau.example</ins>")
                .doesNotContain("Anders")
                .doesNotContain("2030");
        assertThat(done(clerk.submit(
                                changes,
                                changes,
                                "gezeigt",
                                WebForm.on(body, changes).value("gezeigt"))
                        .target()))
                .contains("Der Vorgang ist vorbereitet");
        assertThat(served.the(Matters.class)
                        .find("laufend")
                        .orElseThrow()
                        .matter()
                        .person("rodig")
                        .orElseThrow()
                        .mail())
                .isEqualTo("neu@pd-zwickau.example");
        assertThat(served.the(Ceremonies.class).ofMatter("laufend").get(0).anybodySigned())
                .isTrue();
        assertThat(clerk.post(data + "/text", clerk.token(data), "stand", "1", "text", "kennung: laufend")
                        .status())
                .isEqualTo(422);
    }

    private static Ceremony ceremony() {
        return served.the(Ceremonies.class).ofMatter("torgau-2027").get(0);
    }

    private static void person(WebForm form, int index, String salutation, String given, String name) {
        String entry = "feld:personen[" + index + "].";
        form.with(entry + "anrede", salutation)
                .with(entry + "vorname", given)
                .with(entry + "name", name)
                .with(entry + "mail", name.toLowerCase(java.util.Locale.ROOT) + "@haus.example");
    }

    private static WebForm form(String path) {
        return form(clerk, path);
    }

    private static WebForm form(WebVisitor visitor, String path) {
        return WebForm.on(visitor.get(path).body(), path);
    }

    private static String send(String path, WebForm form, String act) {
        return send(clerk, path, form, act);
    }

    private static String send(WebVisitor visitor, String path, WebForm form, String act) {
        Answer answer = visitor.submit(path, path, form.fields("tun", act));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return answer.target();
    }

    private static String done(String work) {
        return done(clerk, work);
    }

    private static String done(WebVisitor visitor, String work) {
        return visitor.quiet(work);
    }

    private static String result(String work) {
        done(work);
        return clerk.get(work).target();
    }
}
