package federzug.web;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;

/** What the pages cannot do. */
public final class WebException extends NoticedException {
    private static final long serialVersionUID = 1L;

    private WebException(Kind kind, Notice notice) {
        super(kind, notice);
    }

    /** For wrong usage or bad input. */
    public static WebException refused(String code, Object... arguments) {
        return new WebException(Kind.INPUT, Notice.error(code, Place.NOWHERE, arguments));
    }

    /** For what failed without the user's doing. */
    public static WebException failed(String code, Object... arguments) {
        return new WebException(Kind.FAILURE, Notice.error(code, Place.NOWHERE, arguments));
    }
}
