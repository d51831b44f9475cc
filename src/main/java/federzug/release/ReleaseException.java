package federzug.release;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step the press release does not allow now. */
public final class ReleaseException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public ReleaseException(Kind kind, List<Notice> notices, @Nullable Throwable cause) {
        super(kind, notices, cause);
    }

    public ReleaseException(Kind kind, Notice notice, @Nullable Throwable cause) {
        super(kind, notice, cause);
    }
}
