package federzug.delivery;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail that cannot be written or handed over. */
public final class DeliveryException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public DeliveryException(Kind kind, List<Notice> notices, @Nullable Throwable cause) {
        super(kind, notices, cause);
    }

    public DeliveryException(Kind kind, Notice notice, @Nullable Throwable cause) {
        super(kind, notice, cause);
    }

    /** For wrong usage or bad input. */
    public static DeliveryException refused(String code, Place place, Object... arguments) {
        return new DeliveryException(Kind.INPUT, Notice.error(code, place, arguments), null);
    }

    /** For what failed without the user's doing. */
    public static DeliveryException failed(String code, Place place, Object... arguments) {
        return new DeliveryException(Kind.FAILURE, Notice.error(code, place, arguments), null);
    }

    public DeliveryException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
