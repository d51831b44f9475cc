package federzug.pipeline;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** A stage of a matter or a run that cannot be continued. */
public final class PipelineException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public PipelineException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    public PipelineException(Kind kind, Notice notice) {
        super(kind, notice);
    }

    /** For wrong usage or bad input. */
    public static PipelineException refused(String code, Place place, Object... arguments) {
        return new PipelineException(Kind.INPUT, Notice.error(code, place, arguments));
    }

    /** For what failed without the user's doing. */
    public static PipelineException failed(String code, Place place, Object... arguments) {
        return new PipelineException(Kind.FAILURE, Notice.error(code, place, arguments));
    }

    public PipelineException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
