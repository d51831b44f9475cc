package federzug.verification;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document that cannot be examined at all. */
public final class VerificationException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public VerificationException(Kind kind, List<Notice> notices, @Nullable Throwable cause) {
        super(kind, notices, cause);
    }

    public VerificationException(Kind kind, Notice notice, @Nullable Throwable cause) {
        super(kind, notice, cause);
    }

    /** For wrong usage or bad input. */
    public static VerificationException refused(String code, Place place, Object... arguments) {
        return new VerificationException(Kind.INPUT, Notice.error(code, place, arguments), null);
    }

    /** For what failed without the user's doing. */
    public static VerificationException failed(String code, Place place, Object... arguments) {
        return new VerificationException(Kind.FAILURE, Notice.error(code, place, arguments), null);
    }

    public VerificationException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
