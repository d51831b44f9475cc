package federzug.delivery.inbox;

import federzug.delivery.DeliveryException;
import federzug.delivery.IncomingMail;
import federzug.file.WholeFile;
import federzug.notice.Place;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

/** Writes a draft that opens in a mail program; a person reads and sends it. */
public final class AnswerDraft {
    private AnswerDraft() {}

    /** @return the file; the same for the same mail */
    public static Path write(IncomingMail mail, InternetAddress from, String text, Path folder) {
        Path file = folder.resolve(mail.digest().brief() + ".eml");
        try {
            MimeMessage draft = new MimeMessage(Session.getInstance(new Properties()));
            draft.setFrom(from);
            draft.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(mail.from()));
            String subject = mail.subject().replaceFirst("(?i)^(?:(?:re|aw): ?)+", "");
            draft.setSubject("Re: " + subject, "UTF-8");
            if (!mail.messageId().isEmpty()) {
                draft.setHeader("In-Reply-To", mail.messageId());
            }
            draft.setHeader("X-Unsent", "1");
            draft.setText(text.replaceAll("\r\n|\r|\n", "\r\n"), "UTF-8");
            draft.setHeader("Content-Transfer-Encoding", "quoted-printable");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            draft.writeTo(out);
            WholeFile.write(file, out.toByteArray());
            return file;
        } catch (MessagingException | IOException e) {
            throw DeliveryException.failed("delivery.outbox.unwritable", Place.file(file.toString()))
                    .causedBy(e);
        }
    }

    /** The sender's own mailbox, with its name. */
    public static InternetAddress mailbox(String address, String name) {
        try {
            return new InternetAddress(address, name.isEmpty() ? null : name, StandardCharsets.UTF_8.name());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
