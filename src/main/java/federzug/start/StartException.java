package federzug.start;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;

/** The application cannot start with what it was given. */
public final class StartException extends NoticedException {
    private static final long serialVersionUID = 1L;

    StartException(Notice notice) {
        this(List.of(notice));
    }

    StartException(List<Notice> notices) {
        super(Kind.INPUT, notices);
    }

    StartException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
