package federzug.delivery;

import federzug.notice.Notice;
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
}
