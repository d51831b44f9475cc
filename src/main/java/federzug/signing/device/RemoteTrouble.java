package federzug.signing.device;

import federzug.notice.ForeignText;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.signing.SigningException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Names a remote signing service's refusals by their error code (RFC 6749, 4.1.2.1 and 5.2; RFC 9126; RFC 9396; CSC API
 * v2, 10.1) and quotes what the service itself says.
 */
final class RemoteTrouble {
    private static final String LOGIN = "signing.service.login-expired";
    private static final String UNAVAILABLE = "signing.service.unavailable";
    private static final String CLIENT = "signing.service.client";
    private static final String REQUEST = "signing.service.request";
    private static final String OTP = "signing.service.wrong-otp";

    private static final Map<String, String> BY_ERROR = Map.ofEntries(
            Map.entry("invalid_pin", "signing.device.wrong-pin"),
            Map.entry("invalid_otp", OTP),
            Map.entry("expired_otp", OTP),
            Map.entry("access_denied", "signing.service.denied"),
            Map.entry("invalid_client", CLIENT),
            Map.entry("unauthorized_client", CLIENT),
            Map.entry("invalid_scope", CLIENT),
            Map.entry("invalid_grant", LOGIN),
            Map.entry("invalid_token", LOGIN),
            Map.entry("expired_token", LOGIN),
            Map.entry("login_required", LOGIN),
            Map.entry("interaction_required", LOGIN),
            Map.entry("invalid_request", REQUEST),
            Map.entry("invalid_request_uri", REQUEST),
            Map.entry("invalid_authorization_details", REQUEST),
            Map.entry("unsupported_response_type", REQUEST),
            Map.entry("unsupported_grant_type", REQUEST),
            Map.entry("unsupported_algorithm", "signing.service.algorithm"),
            Map.entry("server_error", UNAVAILABLE),
            Map.entry("temporarily_unavailable", UNAVAILABLE));

    private static final Set<String> NOBODYS_FAULT =
            Set.of(UNAVAILABLE, "signing.service.timeout", "signing.service.unreachable");

    /** In another form or way, the request may be accepted. */
    private static final Set<String> ABOUT_THE_FORM = Set.of(REQUEST, LOGIN, "signing.service.hash");

    /** Where services put what they say to people, the customary names first. */
    private static final List<String> WORDS =
            List.of("error_description", "message", "error_message", "errorMessage", "detail", "description", "title");

    private static final int LONGEST = 200;
    private static final int SENTENCES = 3;

    private RemoteTrouble() {}

    /**
     * @param operation of the API, for the log and for an unknown refusal
     * @param answer its JSON, or null if it gave none
     */
    static RemoteRefusedException refusal(String device, String operation, int status, @Nullable JsonNode answer) {
        @Nullable String error = answer == null ? null : answer.path("error").asString(null);
        return refusal(device, operation, status, error, words(answer));
    }

    /** @param words what the service says to people, empty if nothing */
    static RemoteRefusedException refusal(
            String device, String operation, int status, @Nullable String error, String words) {
        @Nullable String known = error == null ? null : BY_ERROR.get(error);
        if (known == null) {
            known = status == 401 || status == 403
                    ? LOGIN
                    : status >= 500 || status == 429 || status == 408 ? UNAVAILABLE : null;
        }
        if (operation.equals(RemoteSignHash.SIGN) && REQUEST.equals(known)) {
            known = "signing.service.hash"; // the release has ended, or was for another document
        }
        String code = known == null ? "signing.service.refused" : known;
        String shown = error == null || !error.matches("[A-Za-z0-9_.-]{1,60}") ? "HTTP " + status : error;
        List<Notice> notices = new ArrayList<>();
        notices.add(Notice.error(code, Place.NOWHERE, device, shown, operation));
        if (!words.isEmpty()) {
            notices.add(Notice.note("signing.service.own-words", Place.NOWHERE, device, operation, words));
        }
        boolean form = known == null || ABOUT_THE_FORM.contains(known);
        return new RemoteRefusedException(kind(code), notices, status, !form);
    }

    /** What a service says to people about an error, in one line. */
    static String words(@Nullable JsonNode answer) {
        if (answer == null || !answer.isObject()) {
            return "";
        }
        for (String name : WORDS) {
            String text = ForeignText.shown(answer.path(name).asString(null), LONGEST);
            if (!text.isEmpty()) {
                return text;
            }
        }
        List<String> fields = new ArrayList<>();
        answer.properties().forEach(field -> {
            if (field.getValue().isString() && !field.getKey().equals("error") && fields.size() < SENTENCES) {
                fields.add(field.getKey() + ": " + field.getValue().asString());
            }
        });
        return ForeignText.shown(String.join("; ", fields), LONGEST);
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
        return trouble(code, device, host).causedBy(cause);
    }

    static SigningException trouble(String code, Object... arguments) {
        return new SigningException(kind(code), Notice.error(code, Place.NOWHERE, arguments));
    }

    private static Kind kind(String code) {
        return NOBODYS_FAULT.contains(code) ? Kind.FAILURE : Kind.INPUT;
    }
}
