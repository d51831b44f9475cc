package federzug.document;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import org.jspecify.annotations.Nullable;

/** A document that cannot be stored, is missing, or whose bytes have changed. */
public final class DocumentException extends NoticedException {
    private static final long serialVersionUID = 1L;

    public DocumentException(Kind kind, Notice notice, @Nullable Throwable cause) {
        super(kind, notice, cause);
    }
}
