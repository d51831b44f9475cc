package federzug.signing;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A signature that cannot be made or finished. */
public class SigningException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public SigningException(Kind kind, List<Notice> notices, @Nullable Throwable cause) {
        super(kind, notices, cause);
    }

    public SigningException(Kind kind, Notice notice, @Nullable Throwable cause) {
        super(kind, notice, cause);
    }

    /** For wrong usage or bad input. */
    public static SigningException refused(String code, Place place, Object... arguments) {
        return new SigningException(Kind.INPUT, Notice.error(code, place, arguments), null);
    }

    /** For what failed without the user's doing. */
    public static SigningException failed(String code, Place place, Object... arguments) {
        return new SigningException(Kind.FAILURE, Notice.error(code, place, arguments), null);
    }

    public SigningException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
