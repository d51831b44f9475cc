package federzug.signing;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** A signature that cannot be made or finished. */
public class SigningException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public SigningException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    public SigningException(Kind kind, Notice notice) {
        super(kind, notice);
    }

    /** For wrong usage or bad input. */
    public static SigningException refused(String code, Place place, Object... arguments) {
        return new SigningException(Kind.INPUT, Notice.error(code, place, arguments));
    }

    /** For what failed without the user's doing. */
    public static SigningException failed(String code, Place place, Object... arguments) {
        return new SigningException(Kind.FAILURE, Notice.error(code, place, arguments));
    }

    public SigningException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
