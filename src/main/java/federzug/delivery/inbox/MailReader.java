package federzug.delivery.inbox;

import federzug.delivery.DeliveryException;
import federzug.delivery.DeliveryReport;
import federzug.delivery.IncomingMail;
import federzug.delivery.SavedMail;
import federzug.document.Digest;
import federzug.notice.ForeignText;
import federzug.notice.Notice;
import federzug.notice.Place;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Reads a mail or file that came in. Written by strangers: whatever is wrong with it, what can be read is. */
public final class MailReader {
    private MailReader() {}

    public static IncomingMail read(String name, byte[] bytes) {
        AttachmentKind kind = AttachmentKind.of(bytes);
        List<Notice> troubles = new ArrayList<>();
        MailParts parts = new MailParts();
        try {
            if (kind == AttachmentKind.OUTLOOK) {
                OutlookFiles.words(bytes, parts);
            } else if (kind == AttachmentKind.MAIL) {
                AttachmentSearch.requireReadable(bytes);
                parts.read(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(AttachmentSearch.withoutEnvelope(bytes))));
            }
        } catch (DeliveryException e) {
            troubles.addAll(e.notices());
        } catch (MessagingException | IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            troubles.add(Notice.warning("delivery.inbox.unreadable", Place.file(name)));
        }
        if (parts.isEncrypted()) {
            troubles.add(Notice.warning("delivery.mail-file.encrypted", Place.NOWHERE, name));
        }
        List<SavedMail.Attached> pdfs = pdfs(name, bytes, kind, parts, troubles);
        return new IncomingMail(
                Digest.of(bytes),
                name,
                ForeignText.shown(parts.messageId(), 390),
                parts.from(),
                parts.to(),
                ForeignText.shown(parts.subject(), 390),
                parts.isAutomatic(),
                parts.answer(),
                parts.aside(),
                parts.references(),
                parts.report(),
                pdfs,
                troubles);
    }

    /** A report brings back what we sent: nothing in it was signed by anybody. */
    private static List<SavedMail.Attached> pdfs(
            String name, byte[] bytes, AttachmentKind kind, MailParts parts, List<Notice> troubles) {
        DeliveryReport report = parts.report();
        if (report != null || kind == AttachmentKind.OTHER) {
            return List.of();
        }
        AttachmentSearch search = new AttachmentSearch();
        try {
            search.open(name, bytes, 0);
        } catch (DeliveryException e) {
            e.notices().stream().filter(notice -> !troubles.contains(notice)).forEach(troubles::add);
        }
        troubles.addAll(search.troubles());
        return search.found();
    }
}
