package federzug.agreement;

import federzug.notice.Notice;
import java.util.List;

/** What reading gave: the good matters and everything that is wrong, at once. */
public record Reading(List<Matter> matters, List<Notice> notices) {
    public Reading {
        matters = List.copyOf(matters);
        notices = List.copyOf(notices);
    }

    public boolean hasErrors() {
        return notices.stream().anyMatch(Notice::isError);
    }
}
