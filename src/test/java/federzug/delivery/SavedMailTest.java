package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.delivery.SavedMail.Attached;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.testkit.OutlookSpecimen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKEKRecipientInfoGenerator;
import org.junit.jupiter.api.Test;

/** Mails in every form in which people save and send them. */
class SavedMailTest {
    private static final byte[] PDF = "%PDF-1.7\nvertrag".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};

    @Test
    void findsThePdfOfAPlainMailAndSaysItsNameWithoutAPath() {
        byte[] mail = mail("../../etc/vertrag.pdf", "application/octet-stream", PDF);

        assertThat(found(mail)).containsExactly("vertrag.pdf");
        assertThat(SavedMail.pdfs(mail).get(0).bytes()).isEqualTo(PDF);
        assertThat(found(("From ob@stadt.example Mon Nov 23 10:00:00 2026\n" + text(mail)).getBytes()))
                .containsExactly("vertrag.pdf");
    }

    @Test
    void findsThePdfInForwardedMailsWhateverTheyAreDeclaredAs() {
        byte[] inner = mail("vertrag.pdf", "application/pdf", PDF);

        assertThat(found(mail("weiter.eml", "application/octet-stream", inner))).containsExactly("vertrag.pdf");
        assertThat(found(plain("message/rfc822", text(inner)))).containsExactly("vertrag.pdf");
    }

    @Test
    void findsThePdfInAMailSavedByOutlookAndInAMailForwardedInIt() throws IOException {
        assertThat(found(OutlookSpecimen.msg("Vertrag.pdf", PDF))).containsExactly("Vertrag.pdf");
        assertThat(found(OutlookSpecimen.forwarding(OutlookSpecimen.attachment("Vertrag.pdf", PDF))))
                .containsExactly("Vertrag.pdf");
        assertThat(found(OutlookSpecimen.msg("smime.p7m", mail("vertrag.pdf", "application/pdf", PDF))))
                .containsExactly("vertrag.pdf");
    }

    @Test
    void findsThePdfInWhatOutlookCallsWinmailDat() throws IOException {
        byte[] winmail = OutlookSpecimen.tnef("vertrag.pdf", PDF);

        assertThat(found(winmail)).containsExactly("vertrag.pdf");
        assertThat(found(mail("winmail.dat", "application/ms-tnef", winmail))).containsExactly("vertrag.pdf");
    }

    @Test
    void findsThePdfInArchivesAlsoInsideEachOther() throws IOException {
        byte[] zip = zip("unterlagen/vertrag.pdf", PDF);

        assertThat(found(zip)).containsExactly("vertrag.pdf");
        assertThat(found(mail("unterlagen.zip", "application/zip", zip("innen.zip", zip))))
                .containsExactly("vertrag.pdf");
    }

    @Test
    void findsThePdfInsideASignatureOfTheMail() throws Exception {
        CMSSignedDataGenerator signer = new CMSSignedDataGenerator();
        byte[] inner = mail("vertrag.pdf", "application/pdf", PDF);
        byte[] signed =
                signer.generate(new CMSProcessableByteArray(inner), true).getEncoded();

        assertThat(found(signed)).containsExactly("vertrag.pdf");
        assertThat(found(whole("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", signed)))
                .containsExactly("vertrag.pdf");
    }

    @Test
    void saysThatAMailIsEncrypted() throws Exception {
        byte[] encrypted = enveloped(mail("vertrag.pdf", "application/pdf", PDF));

        refuses(
                whole("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", encrypted),
                "delivery.mail-file.encrypted");
    }

    @Test
    void saysThatAnArchiveHasAPassword() throws IOException {
        byte[] zip = zip("vertrag.pdf", PDF);
        zip[6] |= 1;

        refuses(mail("unterlagen.zip", "application/zip", zip), "delivery.mail-file.locked");
    }

    @Test
    void aDamagedAttachmentDoesNotHideThePdfBesideIt() throws IOException {
        byte[] broken = java.util.Arrays.copyOf(zip("x.pdf", PDF), 40);

        assertThat(found(mail("kaputt.zip", "application/zip", broken, "vertrag.pdf", PDF)))
                .containsExactly("vertrag.pdf");
        refuses(mail("kaputt.zip", "application/zip", broken), "delivery.mail-file.unreadable");
        byte[] damaged = OutlookSpecimen.msg("Vertrag.pdf", PDF);
        refuses(java.util.Arrays.copyOf(damaged, 700), "delivery.mail-file.unreadable");
    }

    @Test
    void mailsWithoutAPdfAndOtherFilesGiveNone() throws IOException {
        assertThat(SavedMail.pdfs(mail("logo.png", "image/png", PICTURE))).isEmpty();
        assertThat(SavedMail.pdfs(zip("logo.png", PICTURE))).isEmpty();
        assertThat(SavedMail.isContainer(PDF)).isFalse();
        assertThat(SavedMail.isContainer("Guten Tag, anbei: der Vertrag".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        refuses(PICTURE, "delivery.mail-file.unreadable");
    }

    @Test
    void goesNeitherTooDeepNorUnpacksWithoutEnd() throws IOException {
        byte[] deep = PDF;
        for (int i = 0; i < 12; i++) {
            deep = zip("tiefer.zip", deep);
        }
        refuses(deep, "delivery.mail-file.too-large");
        refuses(zip("leer.bin", new byte[80 << 20]), "delivery.mail-file.too-large");
    }

    private static void refuses(byte[] file, String code) {
        assertThatThrownBy(() -> SavedMail.pdfs(file))
                .isInstanceOfSatisfying(
                        DeliveryException.class,
                        refusal -> assertThat(refusal.notices())
                                .allSatisfy(notice -> assertThat(Texts.german().text(notice))
                                        .hasSizeGreaterThan(40)
                                        .doesNotContain("{0}"))
                                .extracting(Notice::code)
                                .containsExactly(code));
    }

    private static List<String> found(byte[] file) {
        assertThat(SavedMail.isContainer(file)).isTrue();
        return SavedMail.pdfs(file).stream().map(Attached::name).toList();
    }

    private static byte[] enveloped(byte[] content) throws CMSException, IOException {
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(new JceKEKRecipientInfoGenerator(
                new byte[] {1}, new javax.crypto.spec.SecretKeySpec(new byte[16], "AES")));
        return generator
                .generate(
                        new CMSProcessableByteArray(content),
                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES128_CBC)
                                .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider())
                                .build())
                .getEncoded();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static String text(byte[] mail) {
        return new String(mail, StandardCharsets.UTF_8);
    }

    private static byte[] plain(String type, String content) {
        String head = "From: ob@stadt.example\r\nMIME-Version: 1.0\r\nContent-Type: " + type + "\r\n\r\n";
        return (head + content).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] whole(String type, byte[] content) {
        String head =
                "From: ob@stadt.example\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\nContent-Type: ";
        return (head + type + "\r\n\r\n" + Base64.getMimeEncoder().encodeToString(content))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mail(String name, String type, byte[] content, Object... more) {
        StringBuilder mail = new StringBuilder("From: ob@stadt.example\r\nMIME-Version: 1.0\r\n")
                .append("Content-Type: multipart/mixed; boundary=grenze\r\n\r\n")
                .append("--grenze\r\nContent-Type: text/plain\r\n\r\nAnbei.\r\n");
        attach(mail, name, type, content);
        for (int i = 0; i < more.length; i += 2) {
            attach(mail, (String) more[i], "application/octet-stream", (byte[]) more[i + 1]);
        }
        return mail.append("--grenze--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void attach(StringBuilder mail, String name, String type, byte[] content) {
        mail.append("--grenze\r\nContent-Type: ")
                .append(type)
                .append("; name=\"")
                .append(name);
        mail.append("\"\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        mail.append(Base64.getMimeEncoder().encodeToString(content)).append("\r\n");
    }
}
