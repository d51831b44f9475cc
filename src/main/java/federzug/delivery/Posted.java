package federzug.delivery;

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
    public Posted {
        notices = List.copyOf(notices);
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
