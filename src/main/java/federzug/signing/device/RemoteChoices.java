package federzug.signing.device;

import java.util.List;
import java.util.Locale;

/**
 * What is settled for all calls to one service.
 *
 * @param hashes {@code auto}, or how this service wants hashes to be written
 * @param form {@code auto}, {@code parameters} or {@code details}: how a release names its hashes
 * @param clientData finds these calls in the service's log
 */
record RemoteChoices(String device, String hashes, String form, String lang, String clientData) {
    private static final List<String> SPELLINGS = List.of("auto", "base64", "base64url", "percent");
    private static final List<String> FORMS = List.of("auto", "parameters", "details");

    RemoteChoices {
        require(device, "hashes", hashes, SPELLINGS);
        require(device, "release", form, FORMS);
    }

    private static void require(String device, String name, String value, List<String> known) {
        if (!known.contains(value)) {
            throw RemoteTrouble.trouble("signing.service.choice", device, value, name, String.join(", ", known));
        }
    }

    /** Whether a release in the browser names its hashes as {@code authorization_details} (RFC 9396). */
    boolean details(RemoteEndpoints endpoints) {
        return form.equals("details") || form.equals("auto") && endpoints.details();
    }

    /**
     * How hashes are written in a release, in the order to try.
     *
     * @param inAddress as a parameter, which is percent-encoded anyway; else in JSON
     */
    List<HashSpelling> inRelease(boolean inAddress) {
        return switch (hashes) {
            case "auto" ->
                inAddress
                        ? List.of(HashSpelling.BASE64URL, HashSpelling.BASE64)
                        : List.of(HashSpelling.BASE64, HashSpelling.PERCENT);
            case "percent" -> List.of(inAddress ? HashSpelling.BASE64 : HashSpelling.PERCENT);
            default -> List.of(HashSpelling.valueOf(hashes.toUpperCase(Locale.ROOT)));
        };
    }

    /** How they are written in the request to sign. */
    List<HashSpelling> inBody(HashSpelling released) {
        return hashes.equals("auto")
                ? List.of(HashSpelling.BASE64, HashSpelling.PERCENT, released)
                : List.of(HashSpelling.valueOf(hashes.toUpperCase(Locale.ROOT)));
    }
}
