package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that cannot be carried out as it was written. */
final class CommandException extends NoticedException {
    private static final long serialVersionUID = 1L;

    CommandException(Notice notice, @Nullable Throwable cause) {
        this(List.of(notice), cause);
    }

    CommandException(List<Notice> notices, @Nullable Throwable cause) {
        super(Kind.INPUT, notices, cause);
    }
}
