package federzug.verification;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document that cannot be examined at all. */
public final class VerificationException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public VerificationException(Kind kind, List<Notice> notices, @Nullable Throwable cause) {
        super(kind, notices, cause);
    }

    public VerificationException(Kind kind, Notice notice, @Nullable Throwable cause) {
        super(kind, notice, cause);
    }
}
