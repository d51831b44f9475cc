package federzug.release;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** A step the press release does not allow now. */
public final class ReleaseException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public ReleaseException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    public ReleaseException(Kind kind, Notice notice) {
        super(kind, notice);
    }

    /** For wrong usage or bad input. */
    public static ReleaseException refused(String code, Place place, Object... arguments) {
        return new ReleaseException(Kind.INPUT, Notice.error(code, place, arguments));
    }

    /** For what failed without the user's doing. */
    public static ReleaseException failed(String code, Place place, Object... arguments) {
        return new ReleaseException(Kind.FAILURE, Notice.error(code, place, arguments));
    }

    public ReleaseException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
