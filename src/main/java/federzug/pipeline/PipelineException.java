package federzug.pipeline;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A matter that cannot go on. */
public final class PipelineException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public PipelineException(Kind kind, List<Notice> notices, @Nullable Throwable cause) {
        super(kind, notices, cause);
    }

    public PipelineException(Kind kind, Notice notice, @Nullable Throwable cause) {
        super(kind, notice, cause);
    }
}
