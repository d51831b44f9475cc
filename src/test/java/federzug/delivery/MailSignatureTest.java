package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.Mailbox;
import federzug.agreement.Mailbox.SignedFiles;
import federzug.testkit.MailAsText;
import federzug.testkit.MailPki;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.mail.smime.SMIMESigned;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outgoing mail carries the sender's signature where it is configured and where the mailbox lets it through. */
class MailSignatureTest {
    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private final MailPki house = new MailPki();
    private final MailPki.Holder sender = house.certified("asskomm@lpr.example");
    private Map<String, String> settings;

    @BeforeEach
    void writeKey() throws Exception {
        settings = Map.of(
                "smime.file",
                        house.writePkcs12(sender, folder.resolve("absender.p12"))
                                .toString(),
                "smime.pin-file", AMailroom.secret(folder.resolve("pin"), MailPki.PIN + "\n"));
    }

    @Test
    void theSignatureHoldsForTheBytesThatLeave() throws Exception {
        MimeMessage mail = MailAsText.parse(written());
        assertThat(mail.getContentType()).startsWith("multipart/signed").contains("micalg=sha-256");
        SignerInformation signer = signer(mail);
        assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(sender.certificate())))
                .isTrue();
        Time time = Time.getInstance(signer.getSignedAttributes()
                .get(CMSAttributes.signingTime)
                .getAttrValues()
                .getObjectAt(0));
        assertThat(time.getDate()).isEqualTo(Date.from(AMailroom.START));
        Multipart parts =
                (Multipart) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(mail.getHeader("Message-ID")).hasSize(1);
    }

    @Test
    void aChangedWordBreaksTheSignature() throws Exception {
        String mail = new String(written(), StandardCharsets.US_ASCII);
        String changed = mail.replaceFirst("Kooperationsvereinbarung im", "Kooperationsvereinbarunk im");
        assertThat(changed).isNotEqualTo(mail);
        SignerInformation signer = signer(MailAsText.parse(changed.getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(sender.certificate())))
                .hasMessageContaining("digest");
    }

    @Test
    void aMailboxThatTakesSignedFilesOnlyUnderConditionsGetsAPlainMail() throws Exception {
        Mailbox mailbox = new Mailbox("ob@crimmitschau.example", false, SignedFiles.BEDINGT, 0, Set.of());
        assertThat(text(mailbox)).doesNotContain("multipart/signed");
        Mailbox pdfOnly = new Mailbox("ob@crimmitschau.example", true, SignedFiles.JA, 0, Set.of("pdf"));
        assertThat(MailboxRules.takesSignedMail(room.agreementMail(false), java.util.List.of(pdfOnly)))
                .isFalse();
    }

    @Test
    void aDraftForAPersonIsNotSigned() throws Exception {
        Mailbox mailbox = new Mailbox("ob@crimmitschau.example", true, SignedFiles.NEIN, 0, Set.of());
        assertThat(text(mailbox)).contains("X-Unsent: 1").doesNotContain("multipart/signed");
    }

    @Test
    void reportsAWrongPinAndSendsNothing() throws Exception {
        Files.writeString(folder.resolve("pin"), "falsch");
        assertThatThrownBy(this::written).hasMessage("delivery.settings.smime-key");
        assertThat(room.rows()).extracting(row -> row.get("STATE")).containsExactly("PENDING");
    }

    private byte[] written(Mailbox... register) throws Exception {
        Posted posted = room.postbox(new FakeMailTransport(), settings)
                .post(room.agreementMail(false), AMailroom.to(folder.resolve("mail"), false, register));
        return Files.readAllBytes(folder.resolve("mail").resolve(posted.mail().file()));
    }

    private String text(Mailbox register) throws Exception {
        return new String(written(register), StandardCharsets.US_ASCII);
    }

    private static SignerInformation signer(MimeMessage mail) throws Exception {
        return new SMIMESigned((MimeMultipart) mail.getContent())
                .getSignerInfos()
                .getSigners()
                .iterator()
                .next();
    }
}
