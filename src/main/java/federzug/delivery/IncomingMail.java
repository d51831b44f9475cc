package federzug.delivery;

import federzug.document.Digest;
import federzug.notice.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail or file that came in, as far as it can be read.
 *
 * @param name of the file, or the subject: for messages only
 * @param messageId empty if it has none
 * @param from address of the sender in small letters, empty if there is none
 * @param to addresses it was sent to, in small letters
 * @param automatic written by a machine (RFC 3834): never an approval, never answered
 * @param answer what the sender wrote, without what is quoted below
 * @param aside what else it holds
 * @param references Message-IDs that it answers
 * @param report null if it reports nothing about a delivery
 * @param pdfs what is attached, however it is packed
 * @param troubles what could not be opened, and why
 */
public record IncomingMail(
        Digest digest,
        String name,
        String messageId,
        String from,
        List<String> to,
        String subject,
        boolean automatic,
        String answer,
        Aside aside,
        List<String> references,
        @Nullable DeliveryReport report,
        List<SavedMail.Attached> pdfs,
        List<Notice> troubles) {
    public IncomingMail {
        to = List.copyOf(to);
        references = List.copyOf(references);
        pdfs = List.copyOf(pdfs);
        troubles = List.copyOf(troubles);
    }

    /**
     * What a mail holds beside its sender's own words.
     *
     * @param others addresses of who wrote, sent or signed it besides the one sender
     * @param beneath the whole text, what is quoted and enclosed included
     * @param informal a report in the text of the mail, not in the form of RFC 3464; null if there is none
     */
    public record Aside(
            List<String> others, String beneath, @Nullable DeliveryReport informal) {
        public static final Aside NONE = new Aside(List.of(), "", null);

        public Aside {
            others = List.copyOf(others);
        }
    }

    /** What is done with a mail. */
    public enum Outcome {
        /** Dealt with. */
        DONE,
        /** Meant for us, and not understood: a person has to read it. */
        UNCLEAR,
        /** Nothing for us: it stays where it is. */
        LEFT
    }

    /**
     * What became of a mail.
     *
     * @param matter empty if it belongs to none
     */
    public record Handled(Outcome outcome, String matter, List<Notice> notices) {
        public Handled {
            notices = List.copyOf(notices);
        }
    }
}
