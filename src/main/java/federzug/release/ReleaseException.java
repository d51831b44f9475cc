package federzug.release;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
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

    /** For wrong usage or bad input. */
    public static ReleaseException refused(String code, Place place, Object... arguments) {
        return new ReleaseException(Kind.INPUT, Notice.error(code, place, arguments), null);
    }

    /** For what failed without the user's doing. */
    public static ReleaseException failed(String code, Place place, Object... arguments) {
        return new ReleaseException(Kind.FAILURE, Notice.error(code, place, arguments), null);
    }

    public ReleaseException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
