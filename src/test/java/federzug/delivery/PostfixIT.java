package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.smtp.SmtpTransport;
import federzug.testkit.AMatter;
import federzug.testkit.MailAsText;
import federzug.testkit.MailPki;
import federzug.testkit.MailPostfix;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.mail.smime.SMIMESigned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All kinds of mail through a real mail server with STARTTLS, compared part by part with what lies in the outbox. */
class PostfixIT {
    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private final MailPki house = new MailPki();

    @Test
    void whatArrivesIsWhatLiesInTheOutbox() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path server = Files.createDirectory(folder.resolve("server"));
        try (MailPostfix postfix = MailPostfix.start(server, house, house.certified("localhost"))) {
            Postbox plain = room.postbox(carrier(postfix), Map.of("reply-to", "team@lpr.example"));
            plain.post(room.agreementMail(false), AMailroom.to(out, false));
            AMatter.crimmitschau()
                    .release()
                    .recipients()
                    .forEach(to -> plain.post(room.pressMail(room.matter, to, false), AMailroom.to(out, false)));
            MailPki.Holder sender = house.certified("asskomm@lpr.example");
            room.postbox(carrier(postfix), signing(sender))
                    .post(
                            room.agreementMailTo(Recipient.of("Lutz Rödig", "pp@zwickau.example")),
                            AMailroom.to(out, false));

            Map<String, String> arrived = new TreeMap<>();
            for (byte[] mail : postfix.awaitMails(7)) {
                arrived.put(MailAsText.parse(mail).getMessageID(), MailAsText.of(withoutTraces(mail)));
                if (MailAsText.parse(mail).getContentType().startsWith("multipart/signed")) {
                    assertSignedBy(sender, mail);
                }
            }
            assertThat(room.rows())
                    .extracting(row -> row.get("STATE"))
                    .hasSize(7)
                    .containsOnly("ACCEPTED");
            assertThat(arrived).as(postfix.log()).isEqualTo(outbox(out));
            assertThat(postfix.log()).contains("TLSv1.3").doesNotContain("status=bounced");
        }
    }

    private SmtpTransport carrier(MailPostfix postfix) throws Exception {
        return new SmtpTransport(AMailroom.smtp(
                postfix.port(),
                "host",
                "localhost",
                "tls",
                "starttls",
                "read-timeout",
                "20s",
                "ca-file",
                house.writeAuthority(folder.resolve("ca.pem")).toString()));
    }

    private Map<String, String> signing(MailPki.Holder sender) throws Exception {
        return Map.of(
                "smime.file",
                        house.writePkcs12(sender, folder.resolve("absender.p12"))
                                .toString(),
                "smime.pin-file", AMailroom.secret(folder.resolve("pin"), MailPki.PIN));
    }

    private static void assertSignedBy(MailPki.Holder sender, byte[] mail) throws Exception {
        SMIMESigned signed =
                new SMIMESigned((MimeMultipart) MailAsText.parse(mail).getContent());
        assertThat(signed.getSignerInfos()
                        .getSigners()
                        .iterator()
                        .next()
                        .verify(new JcaSimpleSignerInfoVerifierBuilder().build(sender.certificate())))
                .isTrue();
    }

    private static Map<String, String> outbox(Path out) throws Exception {
        Map<String, String> mails = new TreeMap<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".eml")).toList()) {
                byte[] mail = Files.readAllBytes(file);
                mails.put(MailAsText.parse(mail).getMessageID(), MailAsText.of(mail));
            }
        }
        return mails;
    }

    /** Without what a mail server writes above every mail (RFC 5321, 4.4). */
    private static byte[] withoutTraces(byte[] mail) {
        return new String(mail, StandardCharsets.ISO_8859_1)
                .replaceFirst(
                        "(?s)^((Return-Path|X-Original-To|Delivered-To|Received):[^\\n]*\\n([ \\t][^\\n]*\\n)*)+", "")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
