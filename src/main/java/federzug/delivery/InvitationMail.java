package federzug.delivery;

import federzug.delivery.smtp.HeaderText;
import federzug.document.Content;
import federzug.document.MailText;
import java.util.List;
import java.util.Locale;

/**
 * To one signatory: please sign, or a reminder of it.
 *
 * @param agreement key of the agreement
 * @param paper the document as it lies with the person
 * @param signed whether others have signed it before
 * @param round 0 for the invitation, then the number of the reminder; 1, 2 …
 */
public record InvitationMail(
        String matter,
        String agreement,
        Recipient to,
        String subject,
        MailText text,
        Content paper,
        boolean signed,
        String route,
        int round)
        implements Message {
    public InvitationMail {
        HeaderText.check(subject);
        HeaderText.checkPdf(paper);
    }

    @Override
    public Kind kind() {
        return round == 0 ? Kind.INVITATION : Kind.REMINDER;
    }

    @Override
    public String about() {
        return agreement;
    }

    @Override
    public List<Content> attachments() {
        return List.of(paper);
    }

    /** Another document or another way of signing is another invitation. */
    @Override
    public String businessKey() {
        return String.join(
                "/",
                kind().name().toLowerCase(Locale.ROOT) + (round == 0 ? "" : "-" + round),
                agreement,
                to.key(),
                to.asciiAddress(),
                route,
                paper.digest().hex());
    }
}
