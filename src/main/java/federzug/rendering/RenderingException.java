package federzug.rendering;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** A draft or sheet that cannot be rendered faithfully: every problem with its place. */
public final class RenderingException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public RenderingException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    public RenderingException(Kind kind, Notice notice) {
        super(kind, notice);
    }

    /** For wrong usage or bad input. */
    public static RenderingException refused(String code, Place place, Object... arguments) {
        return new RenderingException(Kind.INPUT, Notice.error(code, place, arguments));
    }

    /** For what failed without the user's doing. */
    public static RenderingException failed(String code, Place place, Object... arguments) {
        return new RenderingException(Kind.FAILURE, Notice.error(code, place, arguments));
    }

    public RenderingException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
