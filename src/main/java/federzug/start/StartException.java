package federzug.start;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The application cannot start with what it was given. */
public final class StartException extends NoticedException {
    private static final long serialVersionUID = 1L;

    StartException(Notice notice, @Nullable Throwable cause) {
        super(Kind.INPUT, List.of(notice), cause);
    }
}
