package federzug.signing.device;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.signing.Devices;
import federzug.signing.SigningSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Logs in to a remote signing service (OAuth 2.0, RFC 6749): the person in a browser with PKCE (RFC 7636), or the agency
 * with its client credentials.
 */
final class RemoteLogin {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final String device;
    private final SigningSettings.Service settings;
    private final RemoteClient client;
    private final URI base;
    private final PinSource pins;
    private final Devices.Secrets secrets;

    RemoteLogin(
            String device,
            SigningSettings.Service settings,
            RemoteClient client,
            URI base,
            PinSource pins,
            Devices.Secrets secrets) {
        this.device = device;
        this.settings = settings;
        this.client = client;
        this.base = client.secure(base);
        this.pins = pins;
        this.secrets = secrets;
    }

    /** An access token for the service. */
    String service() {
        return switch (settings.login()) {
            case "client" -> token(Map.of("grant_type", "client_credentials", "scope", "service"));
            case "person" -> inBrowser(Map.of("scope", "service"));
            default -> throw RemoteTrouble.trouble("signing.service.login", null, device, settings.login());
        };
    }

    /**
     * A person's release of these hashes in the browser (CSC API v2, 8.4.2).
     *
     * @return the signature activation data
     */
    String release(Map<String, String> what) {
        Map<String, String> parameters = new LinkedHashMap<>(what);
        parameters.put("scope", "credential");
        return inBrowser(parameters);
    }

    private String inBrowser(Map<String, String> scope) {
        String verifier = random(48);
        String state = random(16);
        Map<String, String> question = new LinkedHashMap<>();
        question.put("response_type", "code");
        question.put("client_id", clientId());
        @Nullable URI redirect = settings.redirect();
        if (redirect != null) {
            question.put("redirect_uri", redirect.toString());
        }
        question.putAll(scope);
        question.put("state", state);
        question.put("code_challenge", URL.encodeToString(sha256(verifier)));
        question.put("code_challenge_method", "S256");
        question.put("lang", "de-DE");
        String address = RemoteClient.below(base, "oauth2/authorize") + "?" + RemoteClient.query(question);
        Map<String, String> exchange = new LinkedHashMap<>();
        exchange.put("grant_type", "authorization_code");
        exchange.put("code", redirect == null ? pasted(address, state) : caught(address, redirect, state));
        exchange.put("code_verifier", verifier);
        if (redirect != null) {
            exchange.put("redirect_uri", redirect.toString());
        }
        return token(exchange);
    }

    private String caught(String address, URI redirect, String state) {
        try (LoopbackReturn back = LoopbackReturn.at(device, redirect, state)) {
            secrets.tell(Notice.note("signing.service.open", Place.NOWHERE, device, address));
            return back.code();
        }
    }

    /** The person copies either the code or the whole address the browser has ended at. */
    private String pasted(String address, String state) {
        secrets.tell(Notice.note("signing.service.open", Place.NOWHERE, device, address));
        char[] answer = secrets.ask(Notice.note("signing.service.paste", Place.NOWHERE, device));
        String text = new String(answer).strip();
        Arrays.fill(answer, '\0');
        if (text.isEmpty()) {
            throw RemoteTrouble.trouble("signing.service.no-answer", null, device);
        }
        return text.contains("?") ? LoopbackReturn.code(device, URI.create(text).getRawQuery(), state) : text;
    }

    private String token(Map<String, String> grant) {
        Map<String, String> fields = new LinkedHashMap<>(grant);
        fields.put("client_id", clientId());
        pins.find(device, settings.clientSecretEnv(), settings.clientSecretFile())
                .ifPresent(secret -> {
                    fields.put("client_secret", new String(secret));
                    Arrays.fill(secret, '\0');
                });
        JsonNode answer = client.form("oauth2/token", RemoteClient.below(base, "oauth2/token"), fields);
        String token = answer.path("access_token").asString("");
        if (token.isEmpty()) {
            throw RemoteTrouble.trouble("signing.service.answer", null, device, "oauth2/token");
        }
        return token;
    }

    private String clientId() {
        @Nullable String id = settings.clientId();
        if (id == null) {
            throw RemoteTrouble.trouble("signing.service.no-client", null, device);
        }
        return id;
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return URL.encodeToString(random);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
