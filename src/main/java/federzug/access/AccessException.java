package federzug.access;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;

/** An account or a link that cannot be made or changed like this. */
public final class AccessException extends NoticedException {
    private static final long serialVersionUID = 1L;

    private AccessException(Kind kind, Notice notice) {
        super(kind, notice);
    }

    /** For wrong usage or bad input. */
    public static AccessException refused(String code, Object... arguments) {
        return new AccessException(Kind.INPUT, Notice.error(code, Place.NOWHERE, arguments));
    }
}
