package federzug.document;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;

/** A document that cannot be stored, is missing, or whose bytes have changed. */
public final class DocumentException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public DocumentException(Kind kind, Notice notice) {
        super(kind, notice);
    }

    /** For wrong usage or bad input. */
    public static DocumentException refused(String code, Place place, Object... arguments) {
        return new DocumentException(Kind.INPUT, Notice.error(code, place, arguments));
    }

    /** For what failed without the user's doing. */
    public static DocumentException failed(String code, Place place, Object... arguments) {
        return new DocumentException(Kind.FAILURE, Notice.error(code, place, arguments));
    }

    public DocumentException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
