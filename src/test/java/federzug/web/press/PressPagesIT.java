package federzug.web.press;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PageActs;
import federzug.access.PersonalLink.Kind;
import federzug.access.PersonalLinks;
import federzug.access.Role;
import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.document.Digest;
import federzug.pipeline.mailing.PressOffice;
import federzug.release.Consent;
import federzug.release.Consents;
import federzug.testkit.AMatter;
import federzug.testkit.MailSink.Fault;
import federzug.testkit.RealRelease;
import federzug.testkit.WebServed;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The press desk in the browser: approvals by link, two keys, the minute, the sending, a correction. */
class PressPagesIT {
    private static final String OWN = "/mein-zitat";

    @TempDir
    static Path folder;

    private static AServedRelease desk;
    private static WebServed served;
    private static WebVisitor writer;
    private static WebVisitor second;

    @BeforeAll
    static void serve() throws Exception {
        desk = new AServedRelease(folder);
        served = desk.served;
        writer = served.visitor(Role.PRESSE);
        second = served.visitor(Role.PRESSE_FREIGABE);
    }

    @AfterAll
    static void end() throws Exception {
        desk.close();
    }

    private static String page(String id) {
        return "/medien/" + id;
    }

    private static String hidden(String body, String name) {
        Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([0-9a-f]{64})\"")
                .matcher(body);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private static WebVisitor inside(String link) {
        WebVisitor visitor = served.visitor();
        assertThat(visitor.submit(link, link).target()).isEqualTo(OWN);
        return visitor;
    }

    private static Answer answers(WebVisitor speaker, String answer, String wish) {
        String digest = hidden(speaker.get(OWN).body(), "wortlaut");
        return speaker.submit(OWN, OWN, "wortlaut", digest, "antwort", answer, "neu", wish);
    }

    private static void approved(String id) {
        served.the(PressOffice.class).approve(federzug.ceremony.Acting.of("Kim"), id, List.of("raphael", "rodig"));
    }

    private static Answer submitted(WebVisitor visitor, String id) {
        String digest = hidden(visitor.get(page(id)).body(), "fassung");
        return visitor.submit(page(id), page(id) + "/vorlegen", "fassung", digest);
    }

    private static Answer released(WebVisitor visitor, String id, String word) {
        String digest = hidden(visitor.get(page(id) + "/freigabe").body(), "fassung");
        return visitor.submit(page(id) + "/freigabe", page(id) + "/freigabe", "fassung", digest, "wort", word);
    }

    private static List<Consent.Kind> said(String id) {
        return served.the(Consents.class).of(id).stream().map(Consent::kind).toList();
    }

    @Test
    void showsTheSecondWordingAndWhatIsCopiedIntoThePortal() {
        Matter signed = AMatter.like(desk.matter("zweite"))
                .agreements(AMatter.crimmitschau().agreements().toArray(Agreement[]::new))
                .build();
        desk.prepared(
                signed,
                release -> release.withSecond(new PressRelease.Second("", "Auf später <verschoben>", "Mustertext.")));
        String page = page("zweite");
        assertThat(writer.get(page).body())
                .contains("Auf später &lt;verschoben&gt;", "noch nicht freigegeben", "Zweite Fassung wählen");
        assertThat(second.get(page).body()).contains("Zweite Fassung").doesNotContain("Zweite Fassung wählen");
        String act = page + "/zweite-fassung/";
        assertThat(second.submit(page, act + "waehlen", "welche", "zweite").status())
                .isEqualTo(403);
        assertThat(writer.submit(page, act + "freigeben", "wortlaut", "0".repeat(64))
                        .body())
                .contains("inzwischen geändert");
        String digest = hidden(writer.get(page).body().replaceFirst("(?s).*Auf später", ""), "wortlaut");
        assertThat(writer.submit(page, act + "freigeben", "wortlaut", digest).target())
                .isEqualTo(page);
        assertThat(writer.submit(page, act + "waehlen", "welche", "zweite").target())
                .isEqualTo(page);
        assertThat(writer.get(page).body()).contains("Diese Fassung ist gewählt", "Zur ersten Fassung zurückkehren");
        assertThat(said("zweite")).containsExactly(Consent.Kind.TEXT, Consent.Kind.SECOND);
        assertThat(served.the(PageActs.class).latest(20))
                .anyMatch(one -> one.act().equals("second-chosen"));

        Answer text = writer.get(page + "/medieninformation-medienservice.txt");
        assertThat(text.body()).startsWith("Überschrift\r\nAuf später <verschoben>\r\n");
        assertThat(second.get(page + "/medieninformation-medienservice.html").body())
                .contains("<h2>Anreißer</h2>", "Auf später &lt;verschoben&gt;");
        assertThat(writer.get(page + "/medieninformation-bild").status())
                .as("there is no picture")
                .isEqualTo(404);
        assertThat(folder.resolve("out/zweite/medienservice/medieninformation.txt"))
                .content()
                .contains("verschoben");
    }

    @Test
    void asksEachSpeakerByALinkAndTakesTheirAnswers() {
        desk.prepared("zitate");
        Answer asked = writer.submit(page("zitate"), page("zitate") + "/bitten");
        assertThat(asked.target()).isEqualTo(page("zitate"));
        assertThat(writer.settled(page("zitate")).body())
                .contains("E-Mail an ob@crimmitschau.example")
                .doesNotContain("/zitat/");
        String link = desk.link("ob@crimmitschau.example");
        assertThat(desk.mail(desk.sink.mails().size() - 1)).doesNotContain(".pdf");

        // A scanner looks at it as often as it likes.
        WebVisitor scanner = served.visitor();
        for (int i = 0; i < 3; i++) {
            assertThat(scanner.get(link).body()).contains("Guten Tag, Herr Raphael");
        }
        assertThat(scanner.get(OWN).status()).isEqualTo(410);
        assertThat(said("zitate")).isEmpty();

        WebVisitor mayor = served.visitor();
        mayor.get(link);
        String before = mayor.session();
        mayor.submit(link, link);
        assertThat(mayor.session()).isNotEqualTo(before);
        String own = mayor.get(OWN).body();
        String other = served.the(federzug.agreement.Matters.class)
                .find("zitate")
                .orElseThrow()
                .matter()
                .release()
                .quotes()
                .get(1)
                .text();
        assertThat(own)
                .contains("Ihr Zitat")
                .contains("In der ganzen Medieninformation lesen")
                .doesNotContain("====")
                .doesNotContain(link)
                .doesNotContain(other);
        assertThat(mayor.get(page("zitate")).target()).isEqualTo("/anmelden");

        assertThat(mayor.submit(OWN, OWN, "wortlaut", hidden(own, "wortlaut")).body())
                .contains("keine Antwort ausgewählt");
        assertThat(answers(mayor, "anders", " ").body()).contains("Es fehlt, wie das Zitat lauten soll");
        assertThat(said("zitate")).isEmpty();
        assertThat(answers(mayor, "anders", "<b>Besser</b> so.").target()).isEqualTo(OWN);
        assertThat(writer.get(page("zitate")).body())
                .contains("möchte ändern")
                .contains("&lt;b&gt;Besser&lt;/b&gt; so.");
        assertThat(answers(mayor, "ja", "").target()).isEqualTo(OWN);
        assertThat(mayor.get(OWN).body()).contains("Vielen Dank, Herr Raphael");
        assertThat(answers(mayor, "nein", "").target()).isEqualTo(OWN);
        assertThat(writer.get(page("zitate")).body()).contains("möchte nicht zitiert werden");
        assertThat(answers(mayor, "ja", "").target()).isEqualTo(OWN);
        assertThat(writer.get(page("zitate")).body()).contains("von André Raphael selbst");
        assertThat(said("zitate"))
                .containsExactly(Consent.Kind.OBJECTED, Consent.Kind.QUOTE, Consent.Kind.DECLINED, Consent.Kind.QUOTE);
        assertThat(served.the(PageActs.class).latest(20))
                .anyMatch(
                        act -> act.act().equals("quote-approved") && act.actor().equals("raphael"));
    }

    @Test
    void aLinkEndsWhenAnotherIsMailedAndOpensNothingElse() {
        desk.prepared("verweise");
        writer.submit(page("verweise"), page("verweise") + "/bitten");
        writer.settled(page("verweise"));
        String first = desk.link("ob@crimmitschau.example");
        WebVisitor mayor = inside(first);
        int mails = desk.sink.mails().size();
        // A second click is no second question.
        writer.submit(page("verweise"), page("verweise") + "/zitate/raphael/bitten");
        assertThat(writer.settled(page("verweise")).body()).contains("wurde gerade eben gefragt");
        assertThat(desk.sink.mails()).hasSize(mails);
        served.application().clock().move(Duration.ofMinutes(2));
        writer.submit(page("verweise"), page("verweise") + "/zitate/raphael/bitten");
        writer.settled(page("verweise"));
        assertThat(desk.sink.mails()).hasSize(mails + 1);
        assertThat(desk.mail(mails)).contains("Subject: Erinnerung: Bitte freigeben");
        Answer gone = served.visitor().get(first);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(mayor.get(OWN).status()).as("at once").isEqualTo(410);
        assertThat(mayor.get("/unterzeichnen").status()).isEqualTo(410);
        assertThat(served.visitor().get("/zitat/" + "A".repeat(43)).body()).isEqualTo(gone.body());
        Instant now = served.application().clock().instant();
        PersonalLinks links = served.the(PersonalLinks.class);
        String brief = links.issue(Kind.QUOTE, "verweise", "", "rodig", now, now.plusSeconds(60));
        assertThat(served.visitor().get("/zitat/" + brief).status()).isEqualTo(200);
        served.application().clock().move(Duration.ofSeconds(61));
        assertThat(served.visitor().get("/zitat/" + brief).body()).isEqualTo(gone.body());
        // Somebody who is not quoted, a matter without release, a link of another kind.
        String stranger = links.issue(Kind.QUOTE, "verweise", "", "forkert", now, now.plusSeconds(9000));
        String nowhere = links.issue(Kind.QUOTE, "gibt-es-nicht", "", "raphael", now, now.plusSeconds(9000));
        String turn = links.issue(Kind.SIGNATORY, "verweise", "", "raphael", now, now.plusSeconds(9000));
        for (String secret : List.of(stranger, nowhere, turn)) {
            assertThat(served.visitor().get("/zitat/" + secret).status()).isEqualTo(410);
        }
    }

    @Test
    void aMailServerThatHangsHoldsNoPageAndASecondClickSendsNothingTwice() {
        desk.prepared("langsam");
        String page = page("langsam");
        CountDownLatch goOn = new CountDownLatch(1);
        int mails = desk.sink.mails().size();
        desk.sink.script(() -> {
            try {
                goOn.await(2, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Fault.NONE;
        });
        try {
            assertThat(writer.submit(page, page + "/bitten").target()).isEqualTo(page);
            assertThat(writer.get(page).body()).contains("data-looks-again=\"2\"");
            assertThat(writer.submit(page, page + "/bitten").target()).isEqualTo(page);
            assertThat(desk.sink.mails()).hasSize(mails);
        } finally {
            goOn.countDown();
        }
        assertThat(writer.settled(page).body()).contains("E-Mail an ob@crimmitschau.example");
        desk.sink.script(() -> Fault.NONE);
        assertThat(desk.sink.mails()).hasSize(mails + 2);
        assertThat(served.the(PageActs.class).latest(100_000))
                .filteredOn(
                        act -> act.act().equals("quote-asked") && act.about().equals("langsam"))
                .hasSize(1);
    }

    @Test
    void anAnswerToOtherWordsIsRefusedAndChangedWordsVoidAnApproval() {
        Matter matter = desk.prepared("wortlaut");
        writer.submit(page("wortlaut"), page("wortlaut") + "/bitten");
        writer.settled(page("wortlaut"));
        WebVisitor mayor = inside(desk.link("ob@crimmitschau.example"));
        String old = hidden(mayor.get(OWN).body(), "wortlaut");
        assertThat(mayor.submit(OWN, OWN, "wortlaut", old, "antwort", "ja").target())
                .isEqualTo(OWN);
        PressRelease.Quote first = matter.release().quotes().get(0);
        desk.prepared(
                matter,
                release -> release.withQuotes(List.of(
                        new PressRelease.Quote(first.person(), "Mustertext: nun anders.", null),
                        release.quotes().get(1))));
        Answer late = mayor.submit(OWN, OWN, "wortlaut", old, "antwort", "ja");
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("wurde inzwischen geändert").contains("nun anders");
        assertThat(writer.get(page("wortlaut")).body()).contains("nicht mehr gültig");
        assertThat(said("wortlaut")).containsExactly(Consent.Kind.QUOTE);
        assertThat(answers(mayor, "ja", "").target()).isEqualTo(OWN);
        assertThat(writer.get(page("wortlaut")).body()).doesNotContain("nicht mehr gültig");
    }

    @Test
    void asksForTwoAccountsAndTheVeryVersionThatWasHandedIn() {
        Matter matter = desk.prepared("vieraugen");
        approved("vieraugen");
        String page = page("vieraugen");
        WebVisitor both = served.visitor(Role.PRESSE, Role.PRESSE_FREIGABE);
        assertThat(both.get(page + "/freigabe").body())
                .contains("noch nicht zur Freigabe vorgelegt")
                .doesNotContain("name=\"wort\"");
        String digest = hidden(both.get(page).body(), "fassung");
        Answer unasked = both.submit(page, page + "/freigabe", "fassung", digest, "wort", "freigeben");
        assertThat(unasked.status()).isEqualTo(422);
        assertThat(submitted(both, "vieraugen").target()).isEqualTo(page);
        Answer own = released(both, "vieraugen", "freigeben");
        assertThat(own.status()).isEqualTo(422);
        assertThat(own.body()).contains("haben Sie selbst geschrieben oder vorgelegt");
        assertThat(said("vieraugen")).doesNotContain(Consent.Kind.RELEASE);

        // Handed in, then changed: what was read is not what would go.
        String read = hidden(second.get(page + "/freigabe").body(), "fassung");
        desk.prepared(matter, release -> RealRelease.worded(release, "Eine andere Überschrift", release.quotes()));
        Answer stale = second.submit(page + "/freigabe", page + "/freigabe", "fassung", read, "wort", "freigeben");
        assertThat(stale.status()).isEqualTo(422);
        assertThat(said("vieraugen")).doesNotContain(Consent.Kind.RELEASE);
        assertThat(writer.get(page).body()).contains("Text oder wer unterzeichnet wurde geändert");

        assertThat(submitted(writer, "vieraugen").target()).isEqualTo(page);
        assertThat(released(second, "vieraugen", "ja").body()).contains("Das Wort „freigeben“ fehlt");
        assertThat(released(second, "vieraugen", " Freigeben ").target()).isEqualTo(page + "/freigabe");
        assertThat(said("vieraugen")).contains(Consent.Kind.RELEASE);
    }

    @Test
    void letsOnlyItsRolesAct() {
        desk.prepared("rollen");
        String page = page("rollen");
        String digest = "0".repeat(64);
        for (Role role : Role.values()) {
            WebVisitor visitor = served.visitor(role);
            String form = "/konto/kennwort";
            for (String act : List.of("/bitten", "/vorlegen", "/probe", "/berichtigung", "/zitate/raphael/bitten")) {
                assertThat(visitor.submit(form, page + act, "fassung", digest).status() == 403)
                        .as(role + act)
                        .isEqualTo(role != Role.PRESSE);
            }
            assertThat(visitor.submit(form, page + "/freigabe", "fassung", digest, "wort", "x")
                                    .status()
                            == 403)
                    .isEqualTo(role != Role.PRESSE_FREIGABE);
            assertThat(visitor.submit(form, page + "/anhalten").status() == 403)
                    .isEqualTo(role != Role.PRESSE_FREIGABE && role != Role.PRESSE);
        }
        assertThat(said("rollen")).doesNotContain(Consent.Kind.RELEASE);
    }

    @Test
    void sendsByItselfAtItsTimeUnlessStoppedAndCorrects() throws Exception {
        Matter matter = desk.prepared("versand");
        approved("versand");
        String page = page("versand");
        submitted(writer, "versand");
        released(second, "versand", "freigeben");
        assertThat(second.get(page + "/freigabe").body())
                .contains("Noch mindestens 60")
                .contains("Anhalten");
        assertThat(writer.submit(page, page + "/anhalten").target()).isEqualTo(page);
        assertThat(second.get(page + "/freigabe").body())
                .contains("Der Versand ist angehalten")
                .contains("keine E-Mail hinausgegangen");
        int before = desk.sink.mails().size();
        served.application().clock().move(Duration.ofMinutes(5));
        released(second, "versand", "freigeben");
        // A second click releases nothing twice.
        assertThat(served.the(Consents.class).of("versand").stream().filter(one -> one.kind() == Consent.Kind.RELEASE))
                .hasSize(2);
        assertThat(desk.sink.mails()).hasSize(before);
        served.application().clock().move(Duration.ofSeconds(61));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> second.get(page + "/freigabe").body().contains("Medieninformation versandt"));
        assertThat(desk.sink.mails()).hasSize(before + 5);
        assertThat(second.get(page + "/freigabe").body()).contains("An 5 von 5 Adressen übergeben");
        givesTheFolderOfAMatterThatHasEnded();
        Answer tooLate = writer.submit(page, page + "/anhalten");
        assertThat(tooLate.status()).isEqualTo(422);

        String correct = page + "/berichtigung";
        assertThat(writer.submit(correct, correct, "was", "Es sind 29.").body())
                .contains("Der Text ist noch der versandte");
        desk.prepared(matter, release -> RealRelease.worded(release, "Crimmitschau ist dabei", release.quotes()));
        assertThat(writer.get(correct).body()).contains("jetzt „ist dabei“").doesNotContain("====");
        assertThat(writer.submit(correct, correct, "was", " ").status()).isEqualTo(422);
        assertThat(writer.submit(correct, correct, "was", "Die Überschrift war falsch.")
                        .target())
                .isEqualTo(page);
        assertThat(released(second, "versand", "freigeben").target()).isEqualTo(page + "/freigabe");
        served.application().clock().move(Duration.ofSeconds(61));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> second.get(page + "/freigabe").body().contains("Berichtigung versandt"));
        assertThat(desk.sink.mails()).hasSize(before + 10);
        assertThat(desk.mail(before + 5)).contains("Subject: Berichtigung: Crimmitschau ist dabei");
    }

    private static void givesTheFolderOfAMatterThatHasEnded() throws Exception {
        desk.prepared("offen");
        assertThat(writer.get("/vorgaenge/offen/ablage.zip").body()).contains("noch keine Mappe");
        assertThat(second.get("/vorgaenge/versand/ablage.zip").status()).isEqualTo(403);
        assertThat(writer.get("/vorgaenge/versand").body()).contains("href=\"/vorgaenge/versand/ablage.zip\"");
        Answer folder = writer.get("/vorgaenge/versand/ablage.zip");
        assertThat(folder.header("content-type")).isEqualTo("application/zip");
        assertThat(folder.header("content-disposition")).contains("attachment").contains("versand-ablage.zip");
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(folder.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName().substring("versand/".length()), zip.readAllBytes());
            }
        }
        assertThat(files.keySet())
                .anyMatch(name -> name.endsWith("_medieninformation.pdf"))
                .anyMatch(name -> name.endsWith("_versandliste.xlsx"))
                .contains("metadaten.csv");
        new String(files.get("pruefsummen.sha256"), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> assertThat(
                                Digest.of(files.get(line.substring(66))).hex())
                        .isEqualTo(line.substring(0, 64)));
    }
}
