package federzug.delivery;

import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.smtp.SmtpTrouble;
import federzug.notice.Notice;
import java.util.ArrayList;
import java.util.List;

/**
 * What posting a message gave.
 *
 * @param changed whether this call moved the mail on; false if it had been dealt with before
 * @param notices what a person should know: why it is not on its way, or under which conditions it is
 */
public record Posted(MailStatus mail, boolean changed, List<Notice> notices) {
    static final String NO_SERVER = "delivery.server.by-hand";

    public Posted {
        notices = List.copyOf(notices);
    }

    /** Held together with all others because of the mail server: nothing is the matter with this one. */
    public boolean waitsForServer() {
        Notice reason = mail.reason();
        return mail.state() == MailState.DEFERRED && reason != null && SmtpTrouble.isTheServers(reason.code());
    }

    /** Lies in the folder because there is no mail server: nobody has got it yet. */
    public boolean waitsForHand() {
        Notice reason = mail.reason();
        return mail.state() == MailState.BY_HAND
                && reason != null
                && reason.code().equals(NO_SERVER);
    }

    static Posted of(LedgerRow row, boolean changed, List<Notice> conditions) {
        List<Notice> notices = new ArrayList<>(conditions);
        Notice reason = row.notice();
        if (reason != null) {
            notices.add(reason);
        }
        return new Posted(row.status(), changed, notices);
    }
}
