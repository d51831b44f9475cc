package federzug.agreement;

import federzug.notice.Notice;
import java.util.List;

/** The result of reading: the good matters and all problems. */
public record Reading(List<Matter> matters, List<Notice> notices) {
    public Reading {
        matters = List.copyOf(matters);
        notices = List.copyOf(notices);
    }

    public boolean hasErrors() {
        return notices.stream().anyMatch(Notice::isError);
    }
}
