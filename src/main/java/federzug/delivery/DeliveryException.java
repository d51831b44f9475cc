package federzug.delivery;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
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
}
