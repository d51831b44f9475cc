package federzug.access;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** An account or a link that cannot be made or changed like this. */
public final class AccessException extends NoticedException {
    private static final long serialVersionUID = 1L;

    private AccessException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    /** For wrong usage or bad input. */
    public static AccessException refused(String code, Object... arguments) {
        return refused(List.of(Notice.error(code, Place.NOWHERE, arguments)));
    }

    /** With all that is wrong. */
    static AccessException refused(List<Notice> wrong) {
        return new AccessException(Kind.INPUT, wrong);
    }
}
