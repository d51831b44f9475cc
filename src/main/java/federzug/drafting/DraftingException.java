package federzug.drafting;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template that cannot be filled: every problem with its place. */
public final class DraftingException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public DraftingException(Kind kind, List<Notice> notices, @Nullable Throwable cause) {
        super(kind, notices, cause);
    }
}
