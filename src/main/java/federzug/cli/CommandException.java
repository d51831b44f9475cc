package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;

/** A command that cannot be carried out as it was written. */
final class CommandException extends NoticedException {
    private static final long serialVersionUID = 1L;

    CommandException(Notice notice) {
        this(List.of(notice));
    }

    CommandException(List<Notice> notices) {
        super(Kind.INPUT, notices);
    }

    CommandException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
