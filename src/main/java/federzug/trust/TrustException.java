package federzug.trust;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trust data, time stamps or revocation answers that cannot be had. */
public final class TrustException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public TrustException(Kind kind, List<Notice> notices, @Nullable Throwable cause) {
        super(kind, notices, cause);
    }

    public TrustException(Kind kind, Notice notice, @Nullable Throwable cause) {
        super(kind, notice, cause);
    }
}
