package federzug.delivery;

import federzug.delivery.smtp.HeaderText;
import federzug.document.Content;
import federzug.document.MailText;
import java.util.List;

/**
 * To ourselves: shows that a kind of mail goes out and how it arrives.
 *
 * @param kind whose way is tried
 * @param about distinguishes this attempt from all others
 */
public record TestMail(Kind kind, String about, Recipient to, String subject, MailText text, Content attachment)
        implements Message {
    /** Stands for the matter in the ledger; no matter can be called so. */
    public static final String MATTER = "_testmail";

    public TestMail {
        HeaderText.check(subject);
        HeaderText.checkPdf(attachment);
    }

    @Override
    public String matter() {
        return MATTER;
    }

    @Override
    public List<Content> attachments() {
        return List.of(attachment);
    }

    @Override
    public boolean signed() {
        return false;
    }
}
