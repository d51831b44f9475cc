package federzug.delivery;

import federzug.delivery.smtp.HeaderText;
import federzug.document.Content;
import federzug.document.MailText;
import java.util.List;
import java.util.Locale;

/**
 * To one person who has signed, was asked to sign or no longer signs: what has become of the signing.
 *
 * @param agreement key of the agreement
 * @param news what has happened
 * @param entry number of the journal entry that records it
 */
public record SigningNewsMail(
        String matter, String agreement, Recipient to, String subject, MailText text, News news, int entry)
        implements Message {
    /** What has happened to the signing. */
    public enum News {
        /** Somebody refuses to sign; it is interrupted. */
        DECLINED,
        /** Who had refused signs after all; it goes on. */
        RECONSIDERED,
        /** A deputy takes over; the text is new and signed from the beginning. */
        REPLACED,
        /** It was cancelled. */
        CANCELLED
    }

    public SigningNewsMail {
        HeaderText.check(subject);
    }

    @Override
    public Kind kind() {
        return Kind.SIGNING_NEWS;
    }

    @Override
    public String about() {
        return agreement;
    }

    @Override
    public List<Content> attachments() {
        return List.of();
    }

    @Override
    public boolean signed() {
        return false;
    }

    /** The same thing may happen twice to one agreement: each is a mail of its own. */
    @Override
    public String businessKey() {
        return String.join(
                "/", "signing-news", agreement, news.name().toLowerCase(Locale.ROOT) + "-" + entry, to.identity());
    }

    @Override
    public String formerKey() {
        return businessKey();
    }
}
