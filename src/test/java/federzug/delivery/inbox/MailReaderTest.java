package federzug.delivery.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import federzug.delivery.DeliveryReport;
import federzug.delivery.DeliveryReport.Action;
import federzug.delivery.DeliveryReport.Fate;
import federzug.delivery.IncomingMail;
import federzug.delivery.SavedMail;
import federzug.notice.Notice;
import federzug.testkit.MailPki;
import federzug.testkit.OutlookSpecimen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailReaderTest {
    private static final String ID = "<0123456789abcdef@lpr.example>";
    private static final byte[] PDF = "%PDF-1.7 unterzeichnet".getBytes(StandardCharsets.US_ASCII);

    @Test
    void readsAReportAsPostfixWritesIt() {
        IncomingMail mail = read("""
            Return-Path: <>
            From: MAILER-DAEMON@mx.lpr.example (Mail Delivery System)
            To: asskomm@lpr.example
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b/1"

            --b/1
            Content-Type: text/plain; charset=us-ascii

            <ob@stadt.example>: host mx.stadt.example said: 550 5.1.1 User unknown
            --b/1
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.lpr.example
            Original-Envelope-Id: +3C0123456789abcdef@lpr.example+3E
            Arrival-Date: Wed,  1 Dec 2021 12:05:30 +0100 (CET)

            Final-Recipient: rfc822; OB@stadt.example
            Original-Recipient: rfc822;ob@stadt.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 User
                unknown

            --b/1
            Content-Type: text/rfc822-headers

            Message-ID: %s
            Subject: Vereinbarung
            --b/1--
            """.formatted(ID));

        DeliveryReport report = mail.report();
        assertThat(report).isNotNull();
        assertThat(report.machineReadable()).isTrue();
        assertThat(report.envelopeId()).isEqualTo(ID);
        assertThat(report.messageIds()).containsExactly(ID);
        assertThat(report.fates())
                .containsExactly(new Fate(
                        "ob@stadt.example", "ob@stadt.example", Action.FAILED, "5.1.1", "550 5.1.1 User unknown"));
        assertThat(mail.automatic()).isTrue();
    }

    @Test
    void readsAReportWithoutEndWithoutStatusAndWithTwoRecipientsInOneBlock() {
        IncomingMail mail = read("""
            From: Postmaster@exchange.example
            Subject: Unzustellbar: Vereinbarung
            Content-Type: multipart/report; boundary=x

            --x
            Content-Type: message/delivery-status

            Final-Recipient: rfc822;a@b.example
            Action: failed
            Diagnostic-Code: smtp;554 nein
            Final-Recipient: rfc822;c@b.example
            Action: delayed
            Status: 4.4.1 (keine Antwort)
            """);

        assertThat(mail.report().fates())
                .containsExactly(
                        new Fate("a@b.example", "", Action.FAILED, "5.0.0", "554 nein"),
                        new Fate("c@b.example", "", Action.DELAYED, "4.4.1", ""));
    }

    @Test
    void readsAReportInWordsOnlyAsOneThatAPersonMustRead() {
        IncomingMail mail = read("""
            Return-Path: <>
            From: MAILER-DAEMON@qmail.example
            Subject: failure notice

            Hi. This is the qmail-send program at qmail.example.
            <ob@stadt.example>:
            Sorry, no mailbox here by that name. (#5.1.1)

            --- Below this line is a copy of the message.

            Message-ID: %s
            """.formatted(ID));

        assertThat(mail.report().machineReadable()).isFalse();
        assertThat(mail.report().messageIds()).containsExactly(ID);
        assertThat(mail.report().fates())
                .as("for a person")
                .containsExactly(new Fate(
                        "ob@stadt.example",
                        "",
                        Action.UNKNOWN,
                        "",
                        "<ob@stadt.example>: Sorry, no mailbox here by that name. (#5.1.1)"));
    }

    private static final String FORWARDED = """
            From: kollege@lpr.example
            Subject: WG: Undelivered
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=o

            --o
            Content-Type: text/plain

            zur Kenntnis
            --o
            Content-Type: message/rfc822

            From: %s
            Subject: Undelivered
            Content-Type: multipart/report; boundary=x

            --x
            Content-Type: message/delivery-status; charset=utf-16

            Final-Recipient: rfc822; ob@stadt.example
            Action: failed
            Status: 5.1.1

            --x--

            --o--
            """;

    @Test
    void aReportThatAPersonForwardsIsOneAsAttachmentAndOnlyPerhapsInWords() {
        IncomingMail enclosed = read(FORWARDED.formatted("mailer-daemon@mx.example"));
        assertThat(enclosed.report().fates())
                .containsExactly(new Fate("ob@stadt.example", "", Action.FAILED, "5.1.1", ""));
        assertThat(enclosed.aside().beneath()).contains("Final-Recipient");

        IncomingMail words = read("""
            From: kollege@lpr.example
            To: asskomm@lpr.example
            Subject: WG: Undelivered Mail

            Das kam gestern.

            -----Ursprüngliche Nachricht-----
            Von: Mail Delivery System <MAILER-DAEMON@mx.example>
            An: asskomm@lpr.example

            <ob@stadt.example>: host mx said: 550 5.1.1 unknown
            """);
        assertThat(words.report()).isNull();
        assertThat(words.aside().informal().fates())
                .extracting(Fate::recipient, Fate::action)
                .contains(tuple("ob@stadt.example", Action.UNKNOWN))
                .doesNotContain(tuple("asskomm@lpr.example", Action.UNKNOWN));
        assertThat(read("From: a@b.example\nSubject: Vertrag\n\nFrag ob@stadt.example\n")
                        .aside()
                        .informal())
                .as("an ordinary mail")
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: ob@stadt.example, fremd@x.example",
                "From: ob@stadt.example\nFrom: fremd@x.example",
                "From: Ob <ob@stadt.example>\nSender: \"Vorzimmer\" <fremd@x.example>"
            })
    void namesWhoElseWroteAMail(String headers) {
        IncomingMail mail = read(headers + "\nSubject: AW\n\nx\n");
        assertThat(mail.from()).isEqualTo("ob@stadt.example");
        assertThat(mail.aside().others()).containsExactly("fremd@x.example");
        assertThat(read("From: \"fremd@x.example\" <ob@stadt.example>\nSender: OB@stadt.example\n\nx\n")
                        .aside()
                        .others())
                .as("one alone")
                .isEmpty();
    }

    @Test
    void namesWhoSignedAMailInsteadOfItsSender() throws Exception {
        MailPki.Holder signer = new MailPki().certified("vorzimmer@stadt.example");
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(signer.keys().getPrivate()),
                                signer.certificate()));
        generator.addCertificate(new JcaX509CertificateHolder(signer.certificate()));
        String signature = Base64.getMimeEncoder(76, new byte[] {'\n'})
                .encodeToString(generator
                        .generate(new CMSProcessableByteArray(new byte[] {'x'}), false)
                        .getEncoded());
        String mail = """
            From: %s
            Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=b

            --b
            Content-Type: text/plain

            x
            --b
            Content-Type: application/pkcs7-signature; name=smime.p7s
            Content-Transfer-Encoding: base64

            %s
            --b--
            """;
        assertThat(read(mail.formatted("ob@stadt.example", signature)).aside().others())
                .containsExactly("vorzimmer@stadt.example");
        assertThat(read(mail.formatted("vorzimmer@stadt.example", signature))
                        .aside()
                        .others())
                .isEmpty();
    }

    @Test
    void readsHeadersInUtf8AndTheMailThatAReceiptIsAbout() {
        IncomingMail mail = read("""
            From: ob@stadt.example
            Subject: Réponse automatique : Ämter
            Content-Type: multipart/report; report-type=disposition-notification; boundary=x

            --x
            Content-Type: message/disposition-notification

            Original-Message-ID: %s
            Disposition: automatic-action/MDN-sent-automatically; deleted
            --x--
            """.formatted(ID));
        assertThat(mail.subject()).isEqualTo("Réponse automatique : Ämter");
        assertThat(mail.references()).containsExactly(ID);
        assertThat(mail.automatic()).isTrue();
        assertThat(read("From: a@b.example\nSubject: Absence du bureau\n\nx\n").automatic())
                .isTrue();
    }

    @Test
    void whatAReportBringsBackIsNoSignedCopy() throws IOException {
        String report = """
            From: mailer-daemon@mx.example
            Content-Type: multipart/report; boundary=x

            --x
            Content-Type: message/delivery-status

            Final-Recipient: rfc822;a@b.example
            Action: failed
            Status: 5.1.1

            --x
            Content-Type: application/pdf; name=vertrag.pdf

            %PDF-1.7
            --x--
            """;

        assertThat(read(report).pdfs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied\nSubject: Vereinbarung",
                "Subject: Automatische Antwort: Vereinbarung",
                "Subject: =?utf-8?Q?Abwesenheitsnotiz=3A_Vereinbarung?=",
                "Precedence: auto_reply\nSubject: x",
                "X-Auto-Response-Suppress: All\nSubject: x",
                "Return-Path: <>\nSubject: x"
            })
    void knowsAnsweringMachines(String headers) {
        IncomingMail mail = read("From: ob@stadt.example\n" + headers + "\n\nFREIGABE 1234-5678-9ABC\n");

        assertThat(mail.automatic()).isTrue();
        assertThat(mail.report()).isNull();
    }

    @Test
    void takesTheOwnWordsOfAnAnswerAndNotWhatIsQuoted() {
        String head = "From: Ob <OB@Stadt.example>\nTo: presse@lpr.example\nSubject: AW: Zitat\nAuto-Submitted: no\n"
                + "In-Reply-To: " + ID + "\n";

        IncomingMail plain = read(head + """
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Gepr=FCft.

            Am 01.12.2021 um 12:05 schrieb Landespr=E4ventionsrat
            <asskomm@lpr.example>:
            > FREIGABE 1234-5678-9ABC
            """);
        IncomingMail outlook = read(head + """
            Content-Type: text/html; charset=utf-8

            <html><head><style>p {}</style></head><body><p>Ja, freigegeben &amp; danke</p>
            <div>Von: Presse &lt;presse@lpr.example&gt;</div><p>FREIGABE 1234-5678-9ABC</p></body></html>
            """);

        assertThat(plain.answer()).isEqualTo("Geprüft.");
        assertThat(plain.automatic()).isFalse();
        assertThat(plain.from()).isEqualTo("ob@stadt.example");
        assertThat(plain.references()).containsExactly(ID);
        assertThat(outlook.answer()).isEqualTo("Ja, freigegeben & danke");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*Von:* Presse <presse@lpr.example>",
                "Presse <presse@lpr.example> schrieb am 01.12.2021 12:05:",
                "Anfang der weitergeleiteten Nachricht:",
                "Am Mittwoch, 1. Dezember 2021 um 12:05:00 MEZ hat Presse Folgendes geschrieben:",
                "-------- Urspr\u00fcngliche Nachricht --------"
            })
    void knowsWhereTheQuotedMailBegins(String line) {
        IncomingMail mail =
                read("From: ob@stadt.example\nSubject: AW: Zitat\nContent-Type: text/plain; charset=utf-8\n\n"
                        + "Siehe unten.\n\n" + line + "\n\nFREIGABE 1234-5678-9ABC\n");
        assertThat(mail.answer()).isEqualTo("Siehe unten.");
    }

    @Test
    void readsCharactersByTheirNumbersAndAReportThatIsEncoded() {
        assertThat(read("From: ob@stadt.example\nContent-Type: text/html\n\n"
                                + "<p>FREIGABE&#160;1234&#x2011;5678&ndash;9ABC&#7;&#9999999;</p>\n")
                        .answer())
                .isEqualTo("FREIGABE 1234\u20115678\u20139ABC");
        String status =
                "Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; ob@stadt.example\r\nAction: failed\r\nStatus: 5.1.1\r\n";
        for (String type : List.of("message/delivery-status", "message/global-delivery-status")) {
            IncomingMail encoded =
                    read("From: mailer-daemon@x.example\nContent-Type: multipart/report; boundary=x\n\n--x\n"
                            + "Content-Type: " + type + "\nContent-Transfer-Encoding: base64\n\n"
                            + Base64.getEncoder().encodeToString(status.getBytes(StandardCharsets.US_ASCII))
                            + "\n--x--\n");
            assertThat(encoded.report().fates())
                    .containsExactly(new Fate("ob@stadt.example", "", Action.FAILED, "5.1.1", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=x\n\n--x\n"
                        + "Content-Type: application/pgp-encrypted\n\nVersion: 1\n--x--\n",
                "Content-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n"
            })
    void saysThatAMailIsEncryptedWithOpenPgp(String mail) {
        assertThat(read("From: ob@stadt.example\n" + mail).troubles())
                .extracting(Notice::code)
                .containsExactly("delivery.mail-file.encrypted");
    }

    /** The library would make an object of each, until the memory is full. */
    @Test
    void doesNotReadMorePartsAndHeadersThanAMailHas() {
        for (String mail : List.of(
                "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n" + "--x\n\na\n".repeat(5_001),
                "From: a@b.example\n" + "X: 1\n".repeat(5_001) + "\na\n")) {
            IncomingMail read = read(mail);
            assertThat(read.troubles()).extracting(Notice::code).containsExactly("delivery.mail-file.too-large");
        }
        assertThat(read("From: a@b.example\nX: 1\n\n" + "X: 1\n".repeat(6_000)).troubles())
                .isEmpty();
    }

    /** Each took minutes once. */
    @Test
    void isNotHeldUpByLongHeadersAndEmptyLines() {
        assertThat(read("Return-Path: <>\nFrom: mailer-daemon@x.example\nSubject: u\n\n" + "   \n".repeat(40_000)
                                + "Message-ID: " + ID + "\n")
                        .report()
                        .messageIds())
                .containsExactly(ID);
        assertThat(read("From: ob@stadt.example\nSubject: " + "=?utf-8?Q?=C3=A4?= ".repeat(20_000) + "\n\ny\n")
                        .subject())
                .startsWith("\u00e4\u00e4");
    }

    @Test
    void opensOutlooksFilesAndTheirAttachments() throws IOException {
        assertThat(MailReader.read("a.msg", OutlookSpecimen.msg("vertrag.pdf", PDF))
                        .pdfs())
                .extracting(SavedMail.Attached::name)
                .containsExactly("vertrag.pdf");
        assertThat(MailReader.read("vertrag.pdf", PDF).pdfs()).hasSize(1);
    }

    @Test
    void nothingThatComesInBreaksIt() {
        Random random = new Random(18);
        byte[] base = ("From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
                        + "Content-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822;a@b\r\n--x--\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 300; i++) {
            byte[] mutant = base.clone();
            for (int j = 0; j < 4; j++) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            assertThat(MailReader.read("x.eml", mutant)).isNotNull();
        }
        assertThat(MailReader.read("leer.eml", new byte[0]).pdfs()).isEmpty();
        String deep = "Content-Type: multipart/mixed; boundary=x\n\n--x\n".repeat(500);
        assertThat(read("From: a@b.example\n" + deep)).isNotNull();
    }

    private static IncomingMail read(String mail) {
        return MailReader.read("mail.eml", mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
