package federzug.notice;

import java.util.List;

/**
 * An error that ends the current operation. Each room has one subclass; the notices say what happened, and the door
 * translates them once. The exception's own message is the code: it carries no personal data into a log.
 */
public abstract class NoticedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a person can do about it; decides the exit code (2 or 3). */
    public enum Kind {
        /** Wrong usage or bad input: change something and call again. */
        INPUT,
        /** Something failed that the user did not cause. */
        FAILURE
    }

    private final transient List<Notice> notices;
    private final Kind kind;

    protected NoticedException(Kind kind, List<Notice> notices) {
        super(notices.get(0).code());
        this.kind = kind;
        this.notices = List.copyOf(notices);
    }

    protected NoticedException(Kind kind, Notice notice) {
        this(kind, List.of(notice));
    }

    public List<Notice> notices() {
        return notices;
    }

    public Kind kind() {
        return kind;
    }
}
