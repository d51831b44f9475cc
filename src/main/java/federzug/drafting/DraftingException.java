package federzug.drafting;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** A template that cannot be filled: every problem with its place. */
public final class DraftingException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public DraftingException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    /** For wrong usage or bad input. */
    public static DraftingException refused(String code, Place place, Object... arguments) {
        return new DraftingException(Kind.INPUT, List.of(Notice.error(code, place, arguments)));
    }

    /** For what failed without the user's doing. */
    public static DraftingException failed(String code, Place place, Object... arguments) {
        return new DraftingException(Kind.FAILURE, List.of(Notice.error(code, place, arguments)));
    }

    public DraftingException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
