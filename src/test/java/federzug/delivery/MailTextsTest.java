package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.Mailbox;
import federzug.agreement.Mailbox.SignedFiles;
import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.delivery.SigningNewsLetters.Event;
import federzug.delivery.SigningNewsLetters.Standing;
import federzug.delivery.SigningNewsMail.News;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.MailText;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import federzug.testkit.Golden;
import federzug.testkit.MailAsText;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTextsTest {
    private static final PressRelease.Recipient NEWSPAPER =
            new PressRelease.Recipient("redaktion@mülsener-blatt.example", "Mülsener Blättchen, „Lokales“");

    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();

    @Test
    void theAgreementMailReadsAsItShould() throws Exception {
        Golden.assertSame("delivery/agreement-mail.txt", posted(room.agreementMail(false), false));
    }

    @Test
    void theAgreementMailOfARehearsalSaysSoFirst() throws Exception {
        Golden.assertSame("delivery/agreement-mail-rehearsal.txt", posted(room.agreementMail(true), true));
    }

    @Test
    void thePressMailCarriesTheEmbargoEverywhere() throws Exception {
        Matter matter = AMatter.like(room.matter)
                .release(old -> ARelease.like(old)
                        .embargo(LocalDateTime.of(2021, 12, 1, 11, 30))
                        .build())
                .build();
        Golden.assertSame("delivery/press-mail-rehearsal.txt", posted(room.pressMail(matter, NEWSPAPER, true), true));
    }

    @Test
    void thePressMailReadsAsItShould() throws Exception {
        Golden.assertSame("delivery/press-mail.txt", posted(room.pressMail(room.matter, NEWSPAPER, false), false));
    }

    /** An address keeps its lines, wrapped prose becomes one paragraph, and who signs is said to be that. */
    @Test
    void theTextToApproveKeepsItsLines() {
        String signing =
                "André Raphael, Oberbürgermeister\nLutz Rodig, Polizeipräsident\nSven Forkert, Geschäftsführer";
        String prose = "Heute tritt die Große Kreisstadt Crimmitschau dem ASSKomm-Verbund bei;\n"
                + "gemeinsam will man Kriminalität früher begegnen.";
        String wording = "Medieninformation\nMittwoch, 1. Dezember 2021\n\n" + prose
                + "\n\nKim Muster\nTelefon +49 30 23125 000\n\n" + signing;
        Content release = new Content(Digest.of(new byte[] {1}), "medieninformation.pdf", 1);
        ApprovalLetters.Request request = new ApprovalLetters.Request(
                null,
                Recipient.of("", "presse@lpr.example"),
                wording,
                release.digest(),
                List.of(),
                "FREIGABE 1234",
                release,
                0,
                "");

        MailText text = new ApprovalLetters(AMailroom.settings(""))
                .mail(room.matter, request, "Überschrift", false)
                .text();

        assertThat(text.plain())
                .contains(
                        "Medieninformation\nMittwoch, 1. Dezember 2021\n\nHeute tritt",
                        "Kim Muster\nTelefon +49 30 23125 000\n",
                        "Zu dieser Fassung gehört, wer unterzeichnet:\n\n- André Raphael, Oberbürgermeister\n- Lutz Rodig");
        assertThat(text.html())
                .contains(
                        "Kim Muster<br>\nTelefon", "<li>Sven Forkert, Geschäftsführer</li>", "bei; gemeinsam will man");
    }

    /** Who has signed, was asked or is replaced hears of it in words that fit; golden, one mail after the other. */
    @Test
    void theNewsOfASigningReadAsTheyShould() throws Exception {
        StringBuilder all = new StringBuilder();
        SigningNewsLetters letters = new SigningNewsLetters(AMailroom.settings(""), new InvitationSettings("", ""));
        Event declined = new Event(News.DECLINED, 7, AMatter.RODIG, null);
        Event reconsidered = new Event(News.RECONSIDERED, 8, AMatter.RODIG, null);
        Event replaced = new Event(News.REPLACED, 9, AMatter.RODIG, AMatter.FORKERT);
        Event cancelled = new Event(News.CANCELLED, 12, null, null);
        for (SigningNewsMail mail : List.of(
                news(letters, declined, Standing.SIGNED, false),
                news(letters, reconsidered, Standing.SIGNED, false),
                news(letters, replaced, Standing.SIGNED, false),
                news(letters, replaced, Standing.LEFT, false),
                news(letters, new Event(News.REPLACED, 9, AMatter.RODIG, null), Standing.LEFT, false),
                news(letters, cancelled, Standing.SIGNED, true),
                news(letters, cancelled, Standing.ASKED, false))) {
            all.append("== ").append(mail.businessKey()).append('\n');
            all.append("Subject: ").append(mail.subject()).append("\n\n");
            all.append(mail.text().plain()).append('\n');
        }
        Golden.assertSame("delivery/signing-news.txt", all.toString());
        posted(news(letters, declined, Standing.SIGNED, false), false);
        MimeMessage mail = MailAsText.parse(Files.readAllBytes(folder.resolve("01-raphael.eml")));
        assertThat(mail.getSubject()).isEqualTo("Unterzeichnung unterbrochen: Kooperationsvereinbarung Crimmitschau");
    }

    private SigningNewsMail news(SigningNewsLetters letters, Event event, Standing standing, boolean rehearsal) {
        return letters.mail(room.matter, room.matter.agreements().get(0), event, AMatter.RAPHAEL, standing, rehearsal);
    }

    @Test
    void theSameNewsGoOnceAndALaterOneIsAnotherMail() {
        SigningNewsLetters letters = new SigningNewsLetters(AMailroom.settings(""), new InvitationSettings("", ""));
        Delivery delivery = AMailroom.to(folder, false);
        SigningNewsMail first = news(letters, new Event(News.DECLINED, 7, AMatter.RODIG, null), Standing.SIGNED, false);
        SigningNewsMail later =
                news(letters, new Event(News.DECLINED, 11, AMatter.RODIG, null), Standing.SIGNED, false);
        Postbox postbox = room.postbox();
        postbox.post(first, delivery);
        postbox.post(first, delivery);
        postbox.post(later, delivery);
        assertThat(postbox.mails(room.matter.id())).hasSize(2);
    }

    @Test
    void everyLineIsShortAndSevenBit() throws Exception {
        posted(room.pressMail(room.matter, NEWSPAPER, true), true);
        byte[] mail = Files.readAllBytes(folder.resolve("01-redaktion.eml"));
        assertThat(mail).doesNotContain((byte) 0x80).satisfies(bytes -> {
            for (byte b : bytes) {
                assertThat(b).isPositive();
            }
        });
        List<String> lines = Arrays.asList(new String(mail, StandardCharsets.US_ASCII).split("\r\n"));
        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(120).doesNotContain("\n"));
    }

    @Test
    void textFromDataIsEscapedInTheHtmlPart() {
        Letter letter = new Letter(
                "<t>", "a & b", "Guten Tag <b>,", List.of(new Letter.Items(List.of("\"x\" <script>"))), List.of("<z>"));
        assertThat(letter.text().html())
                .contains("&lt;t&gt;", "a &amp; b", "&lt;b&gt;", "&quot;x&quot; &lt;script&gt;", "&lt;z&gt;")
                .doesNotContain("<script>", "<b>");
    }

    @Test
    void whoAnswersQuestionsStandsUnderTheLetter() {
        String contact = "Kim Muster, Telefon 0351 564-0";
        assertThat(closing(Map.of("contact", contact)).plain())
                .endsWith("Mit freundlichen Grüßen\nLandespräventionsrat Sachsen\nRückfragen: " + contact + "\n");
        assertThat(closing(Map.of("contact", contact)).html()).contains("Rückfragen: " + contact);
        assertThat(closing(Map.of()).plain()).doesNotContain("Rückfragen");
    }

    @Test
    void aDraftForAPersonOpensAsOneAndNamesNoOtherRecipient() throws Exception {
        MimeMessage draft = draft(false);
        assertThat(draft.getHeader("X-Unsent")).containsExactly("1");
        assertThat(draft.getHeader("To", ",")).contains("<ob@crimmitschau.example>");
        assertThat(draft.getHeader("Message-ID")).hasSize(1);
        assertThat(draft.getHeader("Cc")).isNull();
        assertThat(draft.getHeader("Bcc")).isNull();
        // It is a person who sends it.
        assertThat(draft.getHeader("Auto-Submitted")).isNull();
    }

    @Test
    void theDraftOfARehearsalCannotReachARealAddressByAClick() throws Exception {
        MimeMessage draft = draft(true);
        assertThat(draft.getHeader("X-Unsent")).containsExactly("1");
        assertThat(draft.getHeader("To")).isNull();
        assertThat(draft.getSubject()).startsWith("[PROBE] ");
    }

    @Test
    void aSubjectWithALineBreakIsRefused() {
        AgreementMail good = room.agreementMail(false);
        assertThatThrownBy(() -> new AgreementMail(
                        good.matter(),
                        good.agreements(),
                        good.to(),
                        "Betreff\r\nBcc: alle@presse.example",
                        good.text(),
                        good.attachments()))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("delivery.header.control-character");
    }

    @Test
    void aBodyCannotAddHeaders() throws Exception {
        AgreementMail good = room.agreementMail(false);
        AgreementMail mail = new AgreementMail(
                good.matter(),
                good.agreements(),
                good.to(),
                good.subject(),
                new MailText("\r\n.\r\nBcc: a@b.example\r\n", "<p>.</p>"),
                good.attachments());
        posted(mail, false);
        byte[] bytes = Files.readAllBytes(folder.resolve("01-raphael.eml"));
        assertThat(MailAsText.parse(bytes).getHeader("Bcc")).isNull();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", ""))
                .as("ends of lines, which nobody mends on the way (RFC 5321, 2.3.8)")
                .doesNotContain("\r", "\n");
    }

    private MailText closing(Map<String, String> settings) {
        return new Letters(AMailroom.settings(settings))
                .agreementMail(
                        room.matter,
                        List.of(room.concluded(room.matter.agreements().get(0))),
                        AMatter.RAPHAEL,
                        false)
                .text();
    }

    private MimeMessage draft(boolean rehearsal) throws Exception {
        Mailbox mailbox = new Mailbox("ob@crimmitschau.example", true, SignedFiles.NEIN, 0, Set.of());
        MailStatus mail = room.postbox()
                .post(room.agreementMail(rehearsal), AMailroom.to(folder, rehearsal, mailbox))
                .mail();
        assertThat(mail.state()).isEqualTo(MailState.BY_HAND);
        return MailAsText.parse(Files.readAllBytes(folder.resolve(mail.file())));
    }

    private String posted(Message message, boolean rehearsal) throws Exception {
        MailStatus mail =
                room.postbox().post(message, AMailroom.to(folder, rehearsal)).mail();
        return MailAsText.of(Files.readAllBytes(folder.resolve(mail.file())));
    }
}
