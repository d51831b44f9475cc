package federzug.trust;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Says what a time-stamp service has really answered, and what to do about it. */
final class TimestampTrouble {
    private static final String PREFIX = "trust.timestamp.";
    private static final String NONSENSE = "nonsense";
    private static final int DEEPEST = 20;

    /** Errors that may pass without anybody's action. */
    private static final Set<String> PASSING =
            Set.of("unreachable", "hung-up", "too-slow", "http", "empty", "refused", "failed", "unknown-host");

    private TimestampTrouble() {}

    /** Asking again later may help. */
    static boolean passes(Notice answer) {
        return PASSING.contains(answer.code().substring(PREFIX.length()));
    }

    static Notice explain(URI service, Throwable trouble) {
        String code = "failed";
        Throwable cause = trouble;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof TimestampFault fault) {
                return fault.detail().isEmpty()
                        ? notice(fault.code(), name(service))
                        : notice(fault.code(), name(service), fault.detail());
            }
            code = code(cause, code);
        }
        return notice(code, name(service));
    }

    private static String code(Throwable cause, String before) {
        if (cause instanceof UnknownHostException) {
            return "unknown-host";
        }
        if (cause instanceof CertificateExpiredException) {
            return "tls-expired";
        }
        if (cause instanceof SSLException) {
            return "tls";
        }
        if (cause instanceof ConnectTimeoutException
                || cause instanceof ConnectException
                || cause instanceof NoRouteToHostException) {
            return "unreachable";
        }
        if (cause instanceof SocketTimeoutException) {
            return "too-slow";
        }
        if (cause instanceof LimitedAnswer.TooMuchException tooMuch) {
            return tooMuch.late() ? "too-slow" : NONSENSE;
        }
        if (cause instanceof SocketException || cause instanceof org.apache.hc.core5.http.NoHttpResponseException) {
            return "hung-up";
        }
        return before;
    }

    /** The path too: one host may offer several. */
    static String name(URI service) {
        String path = service.getRawPath() == null ? "" : service.getRawPath();
        String port = service.getPort() > 0 ? ":" + service.getPort() : "";
        return service.getHost() + port + (path.equals("/") ? "" : path);
    }

    private static Notice notice(String code, Object... arguments) {
        return Notice.error(PREFIX + code, Place.NOWHERE, arguments);
    }
}
