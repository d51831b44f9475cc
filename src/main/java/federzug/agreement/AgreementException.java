package federzug.agreement;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** Data that cannot be used, or a change that is not allowed. */
public final class AgreementException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public AgreementException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    /** For wrong usage or bad input. */
    public static AgreementException refused(String code, Place place, Object... arguments) {
        return new AgreementException(Kind.INPUT, List.of(Notice.error(code, place, arguments)));
    }

    /** For what failed without the user's doing. */
    public static AgreementException failed(String code, Place place, Object... arguments) {
        return new AgreementException(Kind.FAILURE, List.of(Notice.error(code, place, arguments)));
    }

    public AgreementException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
