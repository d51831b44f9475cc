package federzug.delivery;

import federzug.delivery.smtp.HeaderText;
import federzug.document.Content;
import federzug.document.MailText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To one address of the press list: the release as text and as PDF.
 *
 * @param version empty for the release, otherwise which correction it belongs to
 * @param answers Message-ID of the mail that it corrects; null: the first one of this recipient
 * @param unsubscribe the address that takes people off the list (RFC 2369, 3.2)
 */
public record PressMail(
        String matter,
        Recipient to,
        String subject,
        MailText text,
        Content release,
        Recipient unsubscribe,
        String version,
        @Nullable String answers)
        implements Message {
    /** The release itself. */
    public PressMail(
            String matter, Recipient to, String subject, MailText text, Content release, Recipient unsubscribe) {
        this(matter, to, subject, text, release, unsubscribe, "", null);
    }

    public PressMail {
        HeaderText.check(subject);
        HeaderText.checkPdf(release);
    }

    @Override
    public Kind kind() {
        return Kind.PRESS;
    }

    @Override
    public String about() {
        return version;
    }

    @Override
    public List<Content> attachments() {
        return List.of(release);
    }

    @Override
    public boolean signed() {
        return false;
    }
}
