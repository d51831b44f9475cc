package federzug.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.access.PersonalLink.Kind;
import federzug.access.PersonalLinks;
import federzug.access.Role;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.pipeline.Progress;
import federzug.pipeline.run.Jobs;
import federzug.pipeline.signing.SigningLinks;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.PagesServed;
import federzug.testkit.SigningSpecimen;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people hand in, type in and put into addresses is shown as text, or refused; beside it the honest way. */
class HostileContentIT extends PagesServed {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;";

    private static WebVisitor clerk;
    private static WebVisitor lawyer;
    private static Ceremony ceremony;

    @BeforeAll
    static void begin() throws Exception {
        CeremonyApplication application = served.application();
        ceremony = application.open("laufend", "rueckgabe");
        application.the(Jobs.class).handOut(Acting.of("kim"), "laufend", Progress.SILENT);
        clerk = served.visitor(Role.VORGANG);
        lawyer = served.visitor(Role.PRUEFUNG);
    }

    private static String link(String person) {
        return URI.create(served.the(SigningLinks.class)
                        .fresh(ceremony.matter(), ceremony.agreement(), person, null, true))
                .getPath();
    }

    static Stream<Arguments> noPdfs() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("a.pdf"));
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(blanks);
            }
            zip.closeEntry();
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("seite.html.pdf", ("<html>" + SCRIPT).getBytes(StandardCharsets.UTF_8));
        files.put(
                "bild.svg.pdf",
                ("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>").getBytes(StandardCharsets.UTF_8));
        files.put(
                "einheit.xml.pdf",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>".getBytes(StandardCharsets.UTF_8));
        files.put("bombe.zip.pdf", bomb.toByteArray());
        files.put("programm.exe.pdf", new byte[] {'M', 'Z', 0, 0});
        return files.entrySet().stream()
                .flatMap(file -> Stream.of("/pruefen", "/pruefen/vergleich", "/rueckgabe")
                        .map(page -> Arguments.of(page, file.getKey(), file.getValue())));
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("noPdfs")
    void takesNoFileByItsName(String page, String name, byte[] content) {
        Answer answer;
        if (page.equals("/pruefen/vergleich")) {
            Map<String, Map.Entry<String, byte[]>> files = new LinkedHashMap<>();
            files.put("erste", Map.entry(name, content));
            files.put("zweite", Map.entry(name, content));
            answer = clerk.uploadEach(page, page, files);
        } else {
            String field = page.equals("/rueckgabe") ? "dateien" : "datei";
            answer = clerk.upload(page, page, field, Map.of(name, content));
        }
        assertThat(answer.status()).isIn(200, 422);
        assertThat(answer.body())
                .contains(name)
                .doesNotContain(">aufgenommen</span>")
                .doesNotContain(SCRIPT)
                .doesNotContain("root:");
        if (answer.status() == 200) {
            assertThat(answer.body()).contains("fz-stand--schlecht");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>.pdf",
                "../../../federzug-home/federzug.mv.db",
                "..\\..\\vertrag.pdf",
                "C:\\Windows\\vertrag.pdf",
                "/etc/passwd",
                "vertrag\u202Efdp.exe",
                "con.pdf",
                "a'; drop table account; --.pdf"
            })
    void showsAFileNameAsTextAndUsesItAsNoPath(String name) {
        Answer answer = lawyer.upload(
                "/pruefen", "/pruefen", "datei", Map.of(name, "kein PDF".getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("keine PDF-Datei")
                .doesNotContain("<img src=x")
                .doesNotContain("..")
                .doesNotContain("\u202E");
        assertThat(served.visitor(Role.VERWALTUNG).get("/verwaltung/konten").status())
                .isEqualTo(200);
    }

    @Test
    void showsWhatAPdfSaysOfItselfAsText() throws Exception {
        byte[] pdf;
        try (PDDocument document = Loader.loadPDF(SigningSpecimen.pdf(200, 60, "raphael"))) {
            document.getDocumentInformation().setTitle(SCRIPT);
            document.getDocumentInformation().setAuthor("\"><img src=x onerror=alert(1)>");
            document.getDocumentInformation().setProducer(SCRIPT);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            pdf = out.toByteArray();
        }
        String page = lawyer.upload("/pruefen", "/pruefen", "datei", Map.of("angaben.pdf", pdf))
                .target();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> lawyer.get(page).body().contains("Ergebnis jetzt"));
        for (String shown : List.of(page, page + "/0/bericht")) {
            assertThat(lawyer.get(shown).body()).doesNotContain(SCRIPT).doesNotContain("<img src=x");
        }
        Answer report = lawyer.get(page + "/0/bericht");
        assertThat(report.header("content-security-policy")).contains("sandbox").doesNotContain("allow-scripts");
        assertThat(report.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void showsAReasonThatSomebodyTypedAsText() {
        WebVisitor person = served.visitor();
        String link = link("raphael");
        person.submit(link, link);
        assertThat(person.submit(
                                "/unterzeichnen",
                                "/unterzeichnen/spaeter",
                                "bis",
                                "2099-01-01T10:00",
                                "nachricht",
                                SCRIPT + "\u202E")
                        .target())
                .isEqualTo("/unterzeichnen");
        assertThat(clerk.get("/vorgaenge/laufend").body()).contains(SHOWN).doesNotContain(SCRIPT);
        assertThat(person.get("/unterzeichnen").body()).doesNotContain(SCRIPT);
        assertThat(clerk.get("/tafel/laufend").body())
                .as("the board gives no reason")
                .doesNotContain("alert(1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/vorgaenge?text=%3Cscript%3Ealert(1)%3C/script%3E",
                "/vorgaenge?stand=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/vorgaenge/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "/vorgaenge/x%3Cscript%3Ealert(1)",
                "/verwaltung/protokoll?wer=%3Cscript%3Ealert(1)%3C/script%3E&ab=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/verwaltung/konten/%3Cscript%3Ealert(1)",
                "/vorlagen/urkunde?stand=%3Cscript%3Ealert(1)%3C/script%3E",
                "/vorgaenge/laufend/unterzeichnung/%3Cscript%3Ealert(1)/x/vertretung?durch=%3Cscript%3Ealert(1)%3C/script%3E",
                "/anmelden?fehler=%3Cscript%3Ealert(1)%3C/script%3E",
                "/%3Cscript%3Ealert(1)%3C/script%3E"
            })
    void showsNothingOfAnAddressAsPartOfThePage(String path) {
        Answer answer = served.visitor(Role.values()).get(path);
        assertThat(answer.status()).isLessThan(500);
        assertThat(answer.body()).doesNotContain("<script>alert");
    }

    @Test
    void splitsNoAnswerByLinesInAnAddress() throws IOException {
        for (String path : List.of(
                "/anmelden%0d%0aSet-Cookie:%20federzug=dieb",
                "/vorgaenge/x%0d%0aLocation:%20https:%2f%2fevil.example", "/z/x%0d%0aX:%20y")) {
            String answer = served.raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
            assertThat(head)
                    .doesNotContain("dieb")
                    .doesNotContain("evil.example")
                    .doesNotContain("X: y");
        }
    }

    @Test
    void refusesTwoMeaningsOfOneRequest() throws IOException {
        String smuggled = served.raw(
                "POST /anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 6\r\n"
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET /lebt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assertThat(smuggled.split("HTTP/1.1 ", -1)).as("one answer").hasSize(2);
        assertThat(served.raw(
                        "GET /anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(served.raw(
                        "GET http://evil.example/anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void takesNoSessionThatSomebodyElseHasChosen() throws IOException {
        String answer = served.raw(
                "GET /anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: federzug=AAAABBBBCCCCDDDDAAAABBBBCCCCDDDD\r\n"
                        + "Connection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("Set-Cookie: federzug=")
                .doesNotContain("AAAABBBB");
        assertThat(served.raw("GET /vorgaenge;jsessionid=" + clerk.session()
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .doesNotStartWith("HTTP/1.1 200");
    }

    @Test
    void opensNoPageOfStaffWithAPersonalLinkAndNoTurnWithAnAccount() {
        WebVisitor person = served.visitor();
        String link = link("rodig");
        person.submit(link, link);
        assertThat(person.get("/unterzeichnen").status()).isEqualTo(200);
        for (String page :
                List.of("/vorgaenge", "/vorgaenge/laufend", "/tafel/laufend", "/pruefen", "/medien", "/vorlagen")) {
            assertThat(person.get(page).target()).as(page).isEqualTo("/anmelden");
        }
        assertThat(clerk.get("/unterzeichnen").status()).isEqualTo(410);
        assertThat(clerk.get("/unterzeichnen/dokument.pdf").status()).isEqualTo(410);
        assertThat(clerk.get("/mein-zitat").status()).isEqualTo(410);
    }

    @Test
    void signsForNobodyElseWhateverAFormSays() {
        WebVisitor person = served.visitor();
        String link = link("forkert");
        person.submit(link, link);
        person.submit(
                "/unterzeichnen",
                "/unterzeichnen/ablehnen",
                "grund",
                "im Namen eines anderen",
                "person",
                "rodig",
                "matter",
                "laufend",
                "agreement",
                ceremony.agreement());
        Ceremony now = served.the(Ceremonies.class)
                .find(ceremony.matter(), ceremony.agreement())
                .orElseThrow();
        assertThat(now.turn("rodig").state()).isNotEqualTo(TurnState.DECLINED);
    }

    @Test
    void answersAnUnknownAnExpiredAndARevokedLinkAlike() {
        Instant now = served.application().clock().instant();
        PersonalLinks links = served.the(PersonalLinks.class);
        String old = links.another(
                Kind.SIGNATORY,
                ceremony.matter(),
                ceremony.agreement(),
                "raphael",
                now.minusSeconds(90),
                now.minusSeconds(1));
        String revoked = links.another(
                Kind.SIGNATORY, ceremony.matter(), ceremony.agreement(), "raphael", now, now.plusSeconds(900));
        links.revoke(links.find(Kind.SIGNATORY, revoked, now).orElseThrow(), now);
        String board = links.issue(Kind.BOARD, ceremony.matter(), "", "", now, now.plusSeconds(900));
        String unknown = served.visitor().get("/z/" + "x".repeat(43)).body();
        for (String secret : List.of(old, revoked, board, "x", "A".repeat(5000))) {
            Answer answer = served.visitor().get("/z/" + secret);
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.body()).isEqualTo(unknown);
            assertThat(served.visitor().get("/zitat/" + secret).status()).isEqualTo(410);
        }
        assertThat(served.visitor().get("/anzeige/" + board).status())
                .as("the honest one")
                .isEqualTo(200);
    }

    @Test
    void changesNothingWhenAScannerOpensALink() {
        String link = link("rodig");
        for (int i = 0; i < 3; i++) {
            assertThat(served.visitor().get(link).status()).isEqualTo(200);
        }
        assertThat(served.visitor().get(link).header("referrer-policy")).isEqualTo("no-referrer");
        WebVisitor person = served.visitor();
        assertThat(person.submit(link, link).target()).isEqualTo("/unterzeichnen");
    }

    /** The line broke, or there was no room: that is not the size of the file. */
    @Test
    void callsAFileThatDidNotArriveNotTooLarge() throws IOException {
        String cut = "--x\r\nContent-Disposition: form-data; name=\"dateien\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 und";
        String answer = served.raw("POST /rueckgabe?_csrf=" + clerk.token("/rueckgabe")
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nCookie: federzug=" + clerk.session()
                + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: " + cut.length()
                + "\r\nConnection: close\r\n\r\n" + cut);
        assertThat(answer)
                .startsWith("HTTP/1.1 503")
                .contains("Die Datei ist nicht angekommen")
                .doesNotContain("30\u00a0MB");
    }

    @Test
    void takesNoFormWithThousandsOfFieldsAndNoEndlessParts() {
        String[] many = new String[6000];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "f" + i;
            many[i + 1] = "x";
        }
        assertThat(clerk.submit("/konto/kennwort", "/konto/kennwort", many).status())
                .isIn(400, 403, 413, 422);
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            parts.put("d" + i + ".pdf", new byte[] {'%'});
        }
        assertThat(clerk.upload("/rueckgabe", "/rueckgabe", "dateien", parts).status())
                .isIn(400, 403, 413, 422);
        assertThat(clerk.get("/vorgaenge").status()).isEqualTo(200);
    }
}
