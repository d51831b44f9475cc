package federzug.delivery;

import federzug.delivery.smtp.HeaderText;
import federzug.document.Content;
import federzug.document.MailText;
import java.util.List;

/**
 * To one address of the press list: the release as text and as PDF.
 *
 * @param unsubscribe the address that takes people off the list (RFC 2369, 3.2)
 */
public record PressMail(
        String matter, Recipient to, String subject, MailText text, Content release, Recipient unsubscribe)
        implements Message {
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
        return "";
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
