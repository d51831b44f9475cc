package federzug.rendering;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A draft or sheet that cannot be rendered faithfully: every problem with its place. */
public final class RenderingException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public RenderingException(Kind kind, List<Notice> notices, @Nullable Throwable cause) {
        super(kind, notices, cause);
    }

    public RenderingException(Kind kind, Notice notice, @Nullable Throwable cause) {
        super(kind, notice, cause);
    }
}
