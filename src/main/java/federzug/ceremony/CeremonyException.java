package federzug.ceremony;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A move the ceremony does not allow now. */
public final class CeremonyException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public CeremonyException(Kind kind, List<Notice> notices, @Nullable Throwable cause) {
        super(kind, notices, cause);
    }

    public CeremonyException(Kind kind, Notice notice, @Nullable Throwable cause) {
        super(kind, notice, cause);
    }
}
