package federzug.verification;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** A document that cannot be examined at all. */
public final class VerificationException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public VerificationException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    public VerificationException(Kind kind, Notice notice) {
        super(kind, notice);
    }

    /** For wrong usage or bad input. */
    public static VerificationException refused(String code, Place place, Object... arguments) {
        return new VerificationException(Kind.INPUT, Notice.error(code, place, arguments));
    }

    /** For what failed without the user's doing. */
    public static VerificationException failed(String code, Place place, Object... arguments) {
        return new VerificationException(Kind.FAILURE, Notice.error(code, place, arguments));
    }

    public VerificationException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
