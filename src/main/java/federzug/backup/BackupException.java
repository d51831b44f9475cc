package federzug.backup;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.util.List;

/** A backup that cannot be made or restored. */
public final class BackupException extends NoticedException {
    private static final long serialVersionUID = 1L;

    BackupException(Kind kind, List<Notice> notices) {
        super(kind, notices);
    }

    /** For wrong usage or bad input. */
    static BackupException refused(String code, Place place, Object... arguments) {
        return new BackupException(Kind.INPUT, List.of(Notice.error(code, place, arguments)));
    }

    BackupException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    /** For what failed without the user's doing. */
    static BackupException failed(String code, Place place, Throwable cause) {
        return new BackupException(Kind.FAILURE, List.of(Notice.error(code, place))).causedBy(cause);
    }
}
