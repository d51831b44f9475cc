package federzug.trust;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** Trust data, time stamps or revocation answers that are not available. */
public final class TrustException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public TrustException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    public TrustException(Kind kind, Notice notice) {
        super(kind, notice);
    }

    /** For wrong usage or bad input. */
    public static TrustException refused(String code, Place place, Object... arguments) {
        return new TrustException(Kind.INPUT, Notice.error(code, place, arguments));
    }

    /** For what failed without the user's doing. */
    public static TrustException failed(String code, Place place, Object... arguments) {
        return new TrustException(Kind.FAILURE, Notice.error(code, place, arguments));
    }

    public TrustException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
