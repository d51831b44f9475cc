package federzug.signing.card;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.signing.SigningException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import javax.security.auth.login.FailedLoginException;

/** Maps a card's errors to messages, by return code (OASIS PKCS #11 3.1, 5.1) or else by the kind of exception. */
final class CardTrouble {
    private static final String WRONG_PIN = "signing.device.wrong-pin";
    private static final String LOCKED = "signing.card.locked";
    private static final String REMOVED = "signing.card.removed";
    private static final String CANCELLED = "signing.card.cancelled";
    private static final String PIN_EACH = "signing.card.pin-each";

    private static final long USER_NOT_LOGGED_IN = 0x101;

    /** CKR_USER_NOT_LOGGED_IN, CKR_OBJECT_HANDLE_INVALID, CKR_KEY_HANDLE_INVALID */
    private static final Set<Long> LOGGED_OUT = Set.of(USER_NOT_LOGGED_IN, 0x82L, 0x60L);

    private static final Map<Long, String> BY_CODE = Map.ofEntries(
            Map.entry(0xA0L, WRONG_PIN), // CKR_PIN_INCORRECT
            Map.entry(0xA1L, WRONG_PIN), // CKR_PIN_INVALID
            Map.entry(0xA2L, WRONG_PIN), // CKR_PIN_LEN_RANGE
            Map.entry(0xA3L, "signing.card.pin-expired"), // CKR_PIN_EXPIRED
            Map.entry(0xA4L, LOCKED), // CKR_PIN_LOCKED
            Map.entry(0x102L, "signing.card.pin-unset"), // CKR_USER_PIN_NOT_INITIALIZED
            Map.entry(0x32L, REMOVED), // CKR_DEVICE_REMOVED
            Map.entry(0xE0L, REMOVED), // CKR_TOKEN_NOT_PRESENT
            Map.entry(0xE1L, "signing.card.unknown"), // CKR_TOKEN_NOT_RECOGNIZED
            Map.entry(0xB3L, REMOVED), // CKR_SESSION_HANDLE_INVALID
            Map.entry(0xB0L, REMOVED), // CKR_SESSION_CLOSED
            Map.entry(0x50L, CANCELLED), // CKR_FUNCTION_CANCELED
            Map.entry(0x70L, "signing.card.mechanism"), // CKR_MECHANISM_INVALID
            Map.entry(0x71L, "signing.card.mechanism"), // CKR_MECHANISM_PARAM_INVALID
            Map.entry(0x200L, CANCELLED), // CKR_FUNCTION_REJECTED
            Map.entry(USER_NOT_LOGGED_IN, PIN_EACH));

    private CardTrouble() {}

    static SigningException explain(String device, Throwable trouble) {
        String code = code(trouble);
        Kind kind = code.equals("signing.device.failed") || code.equals(REMOVED) ? Kind.FAILURE : Kind.INPUT;
        return new SigningException(kind, Notice.error(code, Place.NOWHERE, device)).causedBy(trouble);
    }

    /** A card that has forgotten the login no longer knows its private objects either. */
    static boolean isLoggedOut(Throwable trouble) {
        OptionalLong code = Pkcs11Internals.code(trouble);
        return code.isPresent() && LOGGED_OUT.contains(code.getAsLong());
    }

    private static String code(Throwable trouble) {
        OptionalLong code = Pkcs11Internals.code(trouble);
        if (code.isPresent()) {
            return BY_CODE.getOrDefault(code.getAsLong(), "signing.device.failed");
        }
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedLoginException) {
                return WRONG_PIN;
            }
        }
        return "signing.device.failed";
    }
}
