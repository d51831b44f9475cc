package federzug.pipeline.collecting;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.PressRelease.Quote;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.delivery.AgreementMail;
import federzug.delivery.Delivery;
import federzug.delivery.Letters;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Postbox;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.board.Board;
import federzug.pipeline.collecting.CollectDesk.Entry;
import federzug.pipeline.doctor.Doctor;
import federzug.release.ApprovalCode;
import federzug.testkit.AMatter;
import federzug.testkit.BounceReport;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.MailPki;
import federzug.testkit.OutlookSpecimen;
import federzug.testkit.OwnField;
import federzug.testkit.SigningSpecimen;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What comes back by a mailbox over TLS and by a folder: each kind ends where it should, and once. */
@TestInstance(Lifecycle.PER_CLASS)
class CollectDeskIT {
    private static final PDRectangle BLANK = new PDRectangle(70, 60, 200, 50);
    private static final String OWN = "asskomm@lpr.example";

    private final byte[] sent = SigningSpecimen.pdf(210, 62, "raphael", "rodig", "forkert");
    private GreenMail server;
    private GreenMailUser user;
    private CeremonyApplication application;
    private Path folder;
    private int numbers;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        MailPki pki = new MailPki();
        System.setProperty(
                "greenmail.tls.keystore.file",
                pki.writePkcs12(pki.certified("localhost"), folder.resolve("server.p12"))
                        .toString());
        System.setProperty("greenmail.tls.keystore.password", MailPki.PIN);
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS));
        user = server.setUser(OWN, OWN, "geheim");
        server.start();
        Path password = Files.writeString(folder.resolve("password"), "geheim");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Files.createDirectory(folder.resolve("eingang"));
        String inbox = "--federzug.delivery.inbox.";
        application = new CeremonyApplication(
                folder,
                List.of(
                        inbox + "host=localhost",
                        inbox + "port=" + server.getImaps().getPort(),
                        inbox + "ca-file=" + pki.writeAuthority(folder.resolve("ca.pem")),
                        inbox + "user=" + OWN,
                        inbox + "password-file=" + password,
                        inbox + "watch=" + folder.resolve("eingang"),
                        inbox + "largest=2000000",
                        "--federzug.delivery.sender-address=" + OWN));
    }

    @AfterAll
    void stop() {
        application.close();
        server.stop();
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    @Test
    void eachKindEndsWhereItShouldAndTwiceCollectedIsOnceDone() throws Exception {
        byte[] copy = copy("rueckgabe-2026", sent);
        byte[] inWinmail = copy("winmail-2026", SigningSpecimen.pdf(205, 62, "raphael", "rodig", "forkert"));
        byte[] inSignature = copy("smime-2026", SigningSpecimen.pdf(200, 62, "raphael", "rodig", "forkert"));
        byte[] inOutlook = copy("outlook-2026", SigningSpecimen.pdf(195, 62, "raphael", "rodig", "forkert"));
        StoredMatter press = pressMatter();
        MailStatus bounced = mail(press, 0);
        MailStatus lost = mail(press, 1);
        MailStatus third = mail(press, 2);
        byte[] altered = OwnField.sign(sent, "rodig", BLANK, (pdf, widget) -> {});
        Quote quote = press.matter().release().quotes().stream()
                .filter(one -> !one.person().mail().isEmpty())
                .findFirst()
                .orElseThrow();
        String code = code(press, quote, quote.text());
        String old = code(press, quote, "ein früherer Wortlaut");
        String person = quote.person().mail();
        String subscriber = press.matter().release().recipients().get(0).address();

        Map<String, byte[]> kinds = new TreeMap<>();
        kinds.put("a returned copy", withFile("ob@stadt.example", "vertrag.pdf", "application/pdf", copy));
        kinds.put("b altered copy", withFile("pp@pd.example", "vertrag.pdf", "application/pdf", altered));
        kinds.put("c a file of others", withFile("x@y.example", "angebot.pdf", "application/pdf", stranger()));
        kinds.put(
                "d vacation",
                text(
                        "ob@stadt.example",
                        "Auto-Submitted: auto-replied\nIn-Reply-To: " + lost.messageId(),
                        "Ich bin im Urlaub"));
        kinds.put("e report of postfix", report(bounced.messageId(), "5.1.1"));
        kinds.put("f report that fails for now", report(lost.messageId(), "4.4.7"));
        kinds.put(
                "g report in words",
                text("MAILER-DAEMON@qmail.example", "Return-Path: <>", "Sorry.\n\nMessage-ID: " + lost.messageId()));
        kinds.put("h report about strangers", report("<a@b.example>", "5.1.1"));
        kinds.put(
                "i winmail",
                withFile(
                        "ob@stadt.example",
                        "winmail.dat",
                        "application/ms-tnef",
                        OutlookSpecimen.tnef("vertrag.pdf", inWinmail)));
        kinds.put("j opaque", withFile("ob@stadt.example", "smime.p7m", "application/pkcs7-mime", opaque(inSignature)));
        kinds.put(
                "k oversized",
                withFile("ob@stadt.example", "film.bin", "application/octet-stream", new byte[1_900_000]));
        kinds.put(
                "l malformed",
                "From: x@y.example\r\nContent-Type: multipart/mixed; boundary=\"\r\n\r\n--\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        kinds.put("m approval", text(person, "Subject: AW: Zitat", code + "\n\n> Bitte freigeben"));
        kinds.put("n approval of an older text", text(person, "Subject: AW: Zitat", old));
        kinds.put("o approval that is only quoted", text(person, "Subject: AW: Zitat", "Ja, freigegeben\n\n> " + code));
        kinds.put("p approval by another", text("x@y.example", "Subject: AW: Zitat", code));
        kinds.put("q approval by a machine", text(person, "Auto-Submitted: auto-replied", code));
        kinds.put("r unsubscription", text(subscriber, "Subject: Presseverteiler abbestellen", ""));
        kinds.put("s unsubscription of a stranger", text("x@y.example", "Subject: Presseverteiler abbestellen", ""));
        kinds.put("t empty", text("x@y.example", "X-Nothing: 1", ""));
        kinds.put("u report of exchange", reportOfExchange(third.messageId()));
        kinds.put(
                "v approval that is refused",
                text(person, "Subject: AW: Zitat", "Die " + code + " erteile ich nicht."));
        kinds.put(
                "w openpgp",
                text(
                        "ob@stadt.example",
                        "Subject: AW: Zitat",
                        "-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----"));
        kinds.put("x locked", withFile("ob@stadt.example", "vertrag.zip", "application/zip", locked()));
        kinds.put("y1 approval by a delegate", text(person, "Sender: vorzimmer@stadt.example\nSubject: AW", code));
        kinds.put(
                "y2 forwarded approval",
                text("vorzimmer@stadt.example", "Subject: WG: Zitat", "anbei\n\nVon: " + person + "\n\n" + code));
        kinds.put(
                "y3 report about strangers in words",
                text("kollege@lpr.example", "Subject: WG: Undelivered Mail", "<fremd@sonstwo.example>: unknown"));
        kinds.put(
                "y4 recall",
                text(person, "Subject: =?utf-8?Q?R=C3=BCckruf:?= AW: Zitat", "Der Absender ruft sie zur\u00fcck."));
        kinds.put(
                "y5 two copies",
                withFiles(
                        "ob@stadt.example",
                        Map.of(
                                "a.pdf",
                                copy("zwei-2026", SigningSpecimen.pdf(190, 62, "raphael", "rodig", "forkert")),
                                "b.pdf",
                                copy("drei-2026", SigningSpecimen.pdf(185, 62, "raphael", "rodig", "forkert")))));
        kinds.put(
                "y6 forwarded report",
                forwarded(
                        "kollege@lpr.example",
                        new String(report(bounced.messageId(), "5.1.1"), StandardCharsets.UTF_8)));
        kinds.put(
                "y7 machine that wants a confirmation",
                text(
                        lost.recipient(),
                        "Auto-Submitted: auto-replied\nIn-Reply-To: " + lost.messageId(),
                        "Please confirm that you are human"));
        kinds.put(
                "y8 report in words",
                text("kollege@lpr.example", "Subject: WG: Undelivered Mail", "<" + lost.recipient() + ">: unknown"));
        for (Map.Entry<String, byte[]> kind : kinds.entrySet()) {
            deliver(kind.getKey(), kind.getValue());
        }
        file("kopie.msg", OutlookSpecimen.msg("vertrag.pdf", inOutlook));
        file("~$kopie.pdf", copy);

        List<Entry> entries = collect();

        Map<String, String> outcomes = new TreeMap<>();
        for (int i = 0; i < kinds.size(); i++) {
            outcomes.put(List.copyOf(kinds.keySet()).get(i), entries.get(i).outcome());
        }
        assertThat(outcomes)
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("a returned copy", "DONE"),
                        Map.entry("b altered copy", "UNCLEAR"),
                        Map.entry("c a file of others", "LEFT"),
                        Map.entry("d vacation", "DONE"),
                        Map.entry("e report of postfix", "DONE"),
                        Map.entry("f report that fails for now", "UNCLEAR"),
                        Map.entry("g report in words", "UNCLEAR"),
                        Map.entry("h report about strangers", "LEFT"),
                        Map.entry("i winmail", "DONE"),
                        Map.entry("j opaque", "DONE"),
                        Map.entry("k oversized", "UNCLEAR"),
                        Map.entry("l malformed", "LEFT"),
                        Map.entry("m approval", "DONE"),
                        Map.entry("n approval of an older text", "UNCLEAR"),
                        Map.entry("o approval that is only quoted", "LEFT"),
                        Map.entry("p approval by another", "UNCLEAR"),
                        Map.entry("q approval by a machine", "DONE"),
                        Map.entry("r unsubscription", "DONE"),
                        Map.entry("s unsubscription of a stranger", "UNCLEAR"),
                        Map.entry("t empty", "LEFT"),
                        Map.entry("u report of exchange", "DONE"),
                        Map.entry("v approval that is refused", "UNCLEAR"),
                        Map.entry("w openpgp", "UNCLEAR"),
                        Map.entry("x locked", "UNCLEAR"),
                        Map.entry("y1 approval by a delegate", "UNCLEAR"),
                        Map.entry("y2 forwarded approval", "UNCLEAR"),
                        Map.entry("y3 report about strangers in words", "LEFT"),
                        Map.entry("y4 recall", "UNCLEAR"),
                        Map.entry("y5 two copies", "DONE"),
                        Map.entry("y6 forwarded report", "DONE"),
                        Map.entry("y7 machine that wants a confirmation", "UNCLEAR"),
                        Map.entry("y8 report in words", "UNCLEAR"))));
        assertThat(entries.subList(24, 32))
                .extracting(entry ->
                        entry.notices().isEmpty() ? "" : entry.notices().get(0).code())
                .containsExactly(
                        "pipeline.collect.approval-together",
                        "pipeline.collect.approval-forwarded",
                        "",
                        "pipeline.collect.recalled",
                        "pipeline.return.done",
                        "delivery.bounce.failed",
                        "pipeline.collect.challenge",
                        "delivery.bounce.which");
        assertThat(List.of("zwei-2026", "drei-2026"))
                .allSatisfy(matter -> assertThat(application
                                .the(Ceremonies.class)
                                .ofMatter(matter)
                                .get(0)
                                .turn("raphael")
                                .state())
                        .isEqualTo(TurnState.SIGNED));
        assertThat(entries.subList(kinds.size(), entries.size()))
                .extracting(Entry::outcome)
                .containsExactly("DONE");
        assertThat(entries.get(1).notices()).extracting(Notice::code).contains("delivery.inbox.answer-drafted");

        assertThat(entries.get(16).notices())
                .as("approves nothing")
                .extracting(Notice::code)
                .containsExactly("pipeline.collect.automatic");

        Ceremony after =
                application.the(Ceremonies.class).ofMatter("rueckgabe-2026").get(0);
        assertThat(after.turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        assertThat(after.turn("rodig").state()).isNotEqualTo(TurnState.SIGNED);
        assertThat(state(bounced)).isEqualTo(MailState.BOUNCED);
        assertThat(state(lost)).isEqualTo(MailState.BY_HAND);
        assertThat(state(third)).isEqualTo(MailState.BOUNCED);
        assertThat(release(press, subscriber)).isEqualTo(MailState.WITHDRAWN);
        assertThat(folder.resolve("eingang").toFile().list()).containsExactlyInAnyOrder("erledigt", "~$kopie.pdf");
        assertThat(count("INBOX")).isEqualTo(6);
        assertThat(count("Federzug.Erledigt")).isEqualTo(11);
        assertThat(count("Federzug.Unklar")).isEqualTo(15);

        assertThat(collect()).as("again").isEmpty();
        theAddressThatBouncedIsNamedWhereverItIsUsed(
                bounced.recipient(), press.matter().id());
        assertThat(count("INBOX")).isEqualTo(6);
    }

    /** The mail's own matter says so of the mail. */
    private void theAddressThatBouncedIsNamedWhereverItIsUsed(String address, String matter) {
        String code = "pipeline.mail.address-bounced";
        Board board = application.the(Board.class);
        assertThat(board.of("rueckgabe-2026").notices())
                .filteredOn(notice -> notice.code().equals(code))
                .hasSize(2)
                .anySatisfy(notice -> assertThat(Texts.german().text(notice)).contains(address, "nein"));
        assertThat(board.of(matter).notices())
                .extracting(Notice::code)
                .contains("delivery.bounce.failed")
                .doesNotContain(code);
        for (String about : new String[] {matter, null}) {
            assertThat(application
                            .the(Doctor.class)
                            .examine(about, Progress.SILENT)
                            .findings())
                    .extracting(Notice::code)
                    .contains(code);
        }
    }

    /** Signed by the first, of a matter of its own. */
    private byte[] copy(String matter, byte[] pdf) {
        Ceremony ceremony = application.open(application.acceptWithOwnFields(matter), pdf);
        return application.signed(ceremony.paper(), "raphael", "demo-raphael", true);
    }

    private List<Entry> collect() {
        return application.the(CollectDesk.class).collect(Acting.of("test"), Progress.SILENT);
    }

    private StoredMatter pressMatter() {
        Matter matter = AMatter.like(AMatter.crimmitschau()).id("presse-2026").build();
        return application.the(Matters.class).accept(matter, false, folder.resolve("out"));
    }

    private MailStatus mail(StoredMatter stored, int signatory) {
        Agreement agreement = stored.matter().agreements().get(0);
        Content pdf = application.the(DocumentStore.class).put("vertrag.pdf", sent);
        return application
                .the(Postbox.class)
                .post(
                        application
                                .the(Letters.class)
                                .agreementMail(
                                        stored.matter(),
                                        List.of(new AgreementMail.Concluded(
                                                agreement,
                                                stored.matter().date(),
                                                false,
                                                AgreementMail.Times.UNKNOWN,
                                                pdf,
                                                pdf)),
                                        agreement.signatories().get(signatory).person(),
                                        false),
                        delivery())
                .mail();
    }

    private MailState release(StoredMatter stored, String address) {
        Content pdf = application.the(DocumentStore.class).put("medieninformation.pdf", sent);
        return application
                .the(Postbox.class)
                .post(
                        application
                                .the(Letters.class)
                                .pressMail(
                                        stored.matter(),
                                        stored.matter().release().recipients().get(0),
                                        false,
                                        new federzug.document.MailText("Text", "<html><body>Text</body></html>"),
                                        pdf),
                        delivery())
                .mail()
                .state();
    }

    private Delivery delivery() {
        return new Delivery(false, folder.resolve("out/presse-2026/mail"), List.of());
    }

    private MailState state(MailStatus mail) {
        return application.the(Postbox.class).mails(mail.matter()).stream()
                .filter(one -> one.id().equals(mail.id()))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static String code(StoredMatter stored, Quote quote, String wording) {
        Digest digest = Digest.of(wording.getBytes(StandardCharsets.UTF_8));
        return ApprovalCode.of(stored.matter().id(), quote.person().key(), digest)
                .phrase();
    }

    private static byte[] stranger() {
        return "%PDF-1.4\n% ein Angebot\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] opaque(byte[] pdf) throws Exception {
        byte[] inner = withFile("ob@stadt.example", "vertrag.pdf", "application/pdf", pdf);
        return new CMSSignedDataGenerator()
                .generate(new CMSProcessableByteArray(inner), true)
                .getEncoded();
    }

    /** Its first entry says that a password is needed. */
    private static byte[] locked() {
        byte[] zip = new byte[60];
        System.arraycopy(new byte[] {'P', 'K', 3, 4, 20, 0, 1, 0}, 0, zip, 0, 8);
        zip[26] = 1;
        zip[30] = 'a';
        return zip;
    }

    private static byte[] report(String messageId, String status) {
        return new BounceReport(messageId, "niemand@sonstwo.example", status, "nein").bytes();
    }

    /** With the whole mail instead of its headers, and no Message-ID of ours among the report's own headers. */
    private static byte[] reportOfExchange(String messageId) {
        return """
            From: <postmaster@stadt.example>
            To: <asskomm@lpr.example>
            Subject: Unzustellbar: Vertrag
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
            \tboundary="_005_exchange_"

            --_005_exchange_
            Content-Type: multipart/alternative; boundary="_000_exchange_"

            --_000_exchange_
            Content-Type: text/plain; charset="utf-8"

            Ihre Nachricht konnte nicht zugestellt werden.

            --_000_exchange_--

            --_005_exchange_
            Content-Type: message/delivery-status

            Reporting-MTA: dns;exchange.stadt.example
            Received-From-MTA: dns;mx.stadt.example
            Arrival-Date: Wed, 1 Dec 2021 11:05:31 +0000

            Original-Recipient: rfc822;wer@stadt.example
            Final-Recipient: rfc822;wer@stadt.example
            Action: failed
            Status: 5.1.10
            Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found
            X-Display-Name: wer@stadt.example

            --_005_exchange_
            Content-Type: message/rfc822

            Received: from mx.stadt.example by exchange.stadt.example; Wed, 1 Dec 2021 11:05:31 +0000
            From: <asskomm@lpr.example>
            Message-ID: %s
            Subject: Vertrag
            Content-Type: text/plain

            Text
            --_005_exchange_--
            """.formatted(messageId).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] text(String from, String headers, String body) {
        return ("From: " + from + "\nTo: " + OWN + "\n" + headers + "\nContent-Type: text/plain; charset=utf-8\n\n"
                        + body + "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] forwarded(String from, String mail) {
        return ("From: " + from + "\nSubject: WG\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n"
                        + "--o\nContent-Type: message/rfc822\n\n" + mail.replace("\r", "") + "\n--o--\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withFiles(String from, Map<String, byte[]> files) {
        StringBuilder parts = new StringBuilder(
                "From: " + from + "\nSubject: AW\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n");
        files.forEach((name, bytes) -> parts.append("--b\nContent-Type: application/pdf; name=" + name
                + "\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(bytes).replace("\r", "") + "\n"));
        return (parts + "--b--\n").replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] withFile(String from, String name, String type, byte[] bytes) {
        return ("From: " + from + "\nTo: " + OWN
                        + "\nSubject: Vertrag\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                        + "Content-Type: text/plain\n\nanbei\n--b\nContent-Type: " + type
                        + "\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=" + name
                        + "\n\n" + Base64.getMimeEncoder().encodeToString(bytes).replace("\r", "") + "\n--b--\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Each with an identity of its own. */
    private void deliver(String name, byte[] mail) throws Exception {
        byte[] id = ("Message-ID: <" + ++numbers + "@test.example>\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[id.length + mail.length];
        System.arraycopy(id, 0, whole, 0, id.length);
        System.arraycopy(mail, 0, whole, id.length, mail.length);
        MimeMessage message =
                new MimeMessage(Session.getInstance(new java.util.Properties()), new ByteArrayInputStream(whole));
        server.getManagers()
                .getImapHostManager()
                .getInbox(user)
                .appendMessage(message, new jakarta.mail.Flags(), new java.util.Date());
    }

    private void file(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("eingang").resolve(name), bytes);
        Files.setLastModifiedTime(
                file, FileTime.from(application.clock().instant().minus(Duration.ofMinutes(1))));
    }

    private int count(String name) {
        return server.getManagers().getImapHostManager().getFolder(user, name).getMessageCount();
    }
}
