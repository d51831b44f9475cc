package federzug.ceremony;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** A move the ceremony does not allow now. */
public final class CeremonyException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public CeremonyException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    public CeremonyException(Kind kind, Notice notice) {
        super(kind, notice);
    }

    /** For wrong usage or bad input. */
    public static CeremonyException refused(String code, Place place, Object... arguments) {
        return new CeremonyException(Kind.INPUT, Notice.error(code, place, arguments));
    }

    /** For what failed without the user's doing. */
    public static CeremonyException failed(String code, Place place, Object... arguments) {
        return new CeremonyException(Kind.FAILURE, Notice.error(code, place, arguments));
    }

    public CeremonyException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
