package federzug.agreement;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data that cannot be used, or a change that is not allowed. */
public final class AgreementException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public AgreementException(Kind kind, List<Notice> notices, @Nullable Throwable cause) {
        super(kind, notices, cause);
    }
}
