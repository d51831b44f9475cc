package federzug.signing.device;

import federzug.notice.Notice;
import federzug.signing.SigningException;
import java.util.List;

/** A remote signing service has answered a request with an error. */
final class RemoteRefusedException extends SigningException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean known;

    /** @param known the error says more than that the request was not understood or not allowed */
    RemoteRefusedException(Kind kind, List<Notice> notices, int status, boolean known) {
        super(kind, notices);
        this.status = status;
        this.known = known;
    }

    int status() {
        return status;
    }

    /** The same request in another form may be understood: nobody has denied it, and the service works. */
    boolean isAboutTheForm() {
        return !known && status / 100 == 4 && status != 429 || status == 501;
    }

    /** The service has not accepted the token, or not for this. */
    boolean isAboutTheToken() {
        return status == 401 || status == 403;
    }
}
