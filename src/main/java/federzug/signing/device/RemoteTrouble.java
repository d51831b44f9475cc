package federzug.signing.device;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.signing.SigningException;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a remote signing service's refusals are called, told by their error code (RFC 6749, 5.2; CSC API v2, 10.1). */
final class RemoteTrouble {
    private static final String LOGIN = "signing.service.login-expired";
    private static final String UNAVAILABLE = "signing.service.unavailable";

    private static final Map<String, String> BY_ERROR = Map.ofEntries(
            Map.entry("invalid_pin", "signing.device.wrong-pin"),
            Map.entry("invalid_otp", "signing.service.wrong-otp"),
            Map.entry("access_denied", "signing.service.denied"),
            Map.entry("invalid_client", "signing.service.client"),
            Map.entry("unauthorized_client", "signing.service.client"),
            Map.entry("invalid_grant", LOGIN),
            Map.entry("invalid_token", LOGIN),
            Map.entry("expired_token", LOGIN),
            Map.entry("invalid_request", "signing.service.request"),
            Map.entry("unsupported_algorithm", "signing.service.algorithm"),
            Map.entry("server_error", UNAVAILABLE),
            Map.entry("temporarily_unavailable", UNAVAILABLE));

    private static final Set<String> NOBODYS_FAULT =
            Set.of(UNAVAILABLE, "signing.service.timeout", "signing.service.unreachable");

    private RemoteTrouble() {}

    /**
     * @param operation of the API, for the log and for a refusal nobody has a word for
     * @param error its code, or null if the service gave none
     */
    static SigningException refusal(String device, String operation, int status, @Nullable String error) {
        String known = error == null ? null : BY_ERROR.get(error);
        if (known == null && error == null) {
            known = status == 401 || status == 403 ? LOGIN : status >= 500 || status == 429 ? UNAVAILABLE : null;
        }
        if (operation.equals("signatures/signHash") && "signing.service.request".equals(known)) {
            known = "signing.service.hash"; // the release has ended, or was for another document
        }
        String code = known == null ? "signing.service.refused" : known;
        String shown = error == null || !error.matches("[a-z_]{1,40}") ? "HTTP " + status : error;
        return trouble(code, null, device, shown, operation);
    }

    static SigningException unreachable(String device, String host, Throwable cause) {
        String code = "signing.service.unreachable";
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof HttpTimeoutException || reason instanceof java.util.concurrent.TimeoutException) {
                code = "signing.service.timeout";
            } else if (reason instanceof SSLException) {
                code = "signing.service.tls";
            }
        }
        return trouble(code, cause, device, host);
    }

    static SigningException trouble(String code, @Nullable Throwable cause, Object... arguments) {
        Kind kind = NOBODYS_FAULT.contains(code) ? Kind.FAILURE : Kind.INPUT;
        return new SigningException(kind, Notice.error(code, Place.NOWHERE, arguments), cause);
    }
}
