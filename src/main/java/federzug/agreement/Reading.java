package federzug.agreement;

import federzug.notice.Notice;
import java.util.List;

/**
 * The result of reading: the good matters and all problems.
 *
 * @param refused so many matters more were read that cannot be taken
 */
public record Reading(List<Matter> matters, List<Notice> notices, int refused) {
    public Reading {
        matters = List.copyOf(matters);
        notices = List.copyOf(notices);
    }

    public boolean hasErrors() {
        return notices.stream().anyMatch(Notice::isError);
    }
}
