package federzug.delivery;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** A mail that cannot be written or handed over. */
public final class DeliveryException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public DeliveryException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    public DeliveryException(Kind kind, Notice notice) {
        super(kind, notice);
    }

    /** For wrong usage or bad input. */
    public static DeliveryException refused(String code, Place place, Object... arguments) {
        return new DeliveryException(Kind.INPUT, Notice.error(code, place, arguments));
    }

    /** For what failed without the user's doing. */
    public static DeliveryException failed(String code, Place place, Object... arguments) {
        return new DeliveryException(Kind.FAILURE, Notice.error(code, place, arguments));
    }

    public DeliveryException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
