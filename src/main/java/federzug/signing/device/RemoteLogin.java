package federzug.signing.device;

import federzug.notice.ForeignText;
import federzug.signing.SigningSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks an authorization server for tokens (OAuth 2.0, RFC 6749): for a person by authorization code with PKCE (RFC 7636),
 * pushed where the server takes it (RFC 9126), or for the agency by its client credentials.
 */
final class RemoteLogin {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final String DETAILS = "authorization_details";
    private static final int LONGEST = 200;

    private final String device;
    private final SigningSettings.Service settings;
    private final RemoteClient client;
    private final RemoteEndpoints endpoints;
    private final PinSource pins;

    RemoteLogin(
            String device,
            SigningSettings.Service settings,
            RemoteClient client,
            RemoteEndpoints endpoints,
            PinSource pins) {
        this.device = device;
        this.settings = settings;
        this.client = client;
        this.endpoints = endpoints;
        this.pins = pins;
    }

    /**
     * A request that waits for the person to come back.
     *
     * @param address for the browser
     * @param details the {@code authorization_details} asked for, or null
     */
    record Pending(
            URI address,
            String state,
            String verifier,
            @Nullable URI redirect,
            @Nullable String details) {
        @Override
        public String toString() {
            return "Pending";
        }
    }

    RemoteEndpoints endpoints() {
        return endpoints;
    }

    /** Begins a request that the person answers in a browser. */
    Pending ask(Map<String, String> what, @Nullable URI redirect) {
        String verifier = random(48);
        String state = random(16);
        Map<String, String> question = new LinkedHashMap<>();
        question.put("response_type", "code");
        question.put("client_id", clientId());
        if (redirect != null) {
            question.put("redirect_uri", redirect.toString());
        }
        question.putAll(what);
        question.put("state", state);
        question.put("code_challenge", URL.encodeToString(sha256(verifier)));
        question.put("code_challenge_method", "S256");
        question.put("lang", settings.lang());
        Map<String, String> query = pushed(question)
                .map(reference -> Map.of("client_id", clientId(), "request_uri", reference))
                .orElse(question);
        String join = endpoints.authorize().getRawQuery() == null ? "?" : "&";
        URI address = URI.create(endpoints.authorize() + join + RemoteClient.query(query));
        return new Pending(address, state, verifier, redirect, what.get(DETAILS));
    }

    private Optional<String> pushed(Map<String, String> question) {
        if (endpoints.push().isEmpty()) {
            return Optional.empty();
        }
        try {
            String reference = form("oauth2/pushed_authorize", endpoints.push().get(), question)
                    .path("request_uri")
                    .asString("");
            if (reference.isEmpty()) {
                throw RemoteTrouble.trouble("signing.service.answer", device, "oauth2/pushed_authorize");
            }
            return Optional.of(reference);
        } catch (RemoteRefusedException e) {
            boolean absent = e.status() == 404 || e.status() == 405 || e.status() == 501;
            if (absent && !endpoints.pushRequired()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The authorization code in the query of a redirect (RFC 6749, 4.1.2).
     *
     * @throws SigningException if it is an answer to another question, or a refusal
     */
    String code(Pending pending, @Nullable String rawQuery) {
        Map<String, String> fields = LoopbackReturn.fields(rawQuery);
        String issuer = fields.getOrDefault("iss", "");
        boolean foreign =
                !issuer.isEmpty() && !endpoints.issuer().isEmpty() && !issuer.equals(endpoints.issuer()); // RFC 9207
        if (foreign || !LoopbackReturn.same(pending.state(), fields.getOrDefault("state", ""))) {
            throw RemoteTrouble.trouble("signing.service.state", device);
        }
        if (fields.containsKey("error")) {
            String words = ForeignText.shown(fields.get("error_description"), LONGEST);
            throw RemoteTrouble.refusal(device, "oauth2/authorize", 400, fields.get("error"), words);
        }
        String code = fields.getOrDefault("code", "");
        if (code.isEmpty()) {
            throw RemoteTrouble.trouble("signing.service.no-answer", device);
        }
        return code;
    }

    /** Exchanges the code for a token. */
    JsonNode redeem(Pending pending, String code) {
        Map<String, String> grant = new LinkedHashMap<>();
        grant.put("grant_type", "authorization_code");
        grant.put("code", code);
        grant.put("code_verifier", pending.verifier());
        @Nullable URI redirect = pending.redirect();
        if (redirect != null) {
            grant.put("redirect_uri", redirect.toString());
        }
        @Nullable String details = pending.details();
        if (details != null) {
            grant.put(DETAILS, details);
        }
        return token(grant);
    }

    /** An access token of the agency's own. */
    String ofTheClient() {
        return value(token(Map.of("grant_type", "client_credentials", "scope", "service")));
    }

    /** RFC 6749, A.12: it goes into a header line. */
    private static final Pattern TOKEN = Pattern.compile("[ -~]{1,65536}");

    static String value(JsonNode token) {
        return token.path("access_token").asString("");
    }

    private JsonNode token(Map<String, String> grant) {
        JsonNode answer = form("oauth2/token", endpoints.token(), grant);
        if (!TOKEN.matcher(value(answer)).matches()) {
            throw RemoteTrouble.trouble("signing.service.answer", device, "oauth2/token");
        }
        return answer;
    }

    /** Posts as this client; where the server does not say how clients prove themselves, one way after the other. */
    private JsonNode form(String operation, URI address, Map<String, String> fields) {
        Map<String, String> named = new LinkedHashMap<>(fields);
        named.put("client_id", clientId());
        Optional<char[]> secret = pins.find(device, settings.clientSecretEnv(), settings.clientSecretFile());
        if (secret.isEmpty()) {
            return client.form(operation, address, null, named);
        }
        List<String> ways = clientLogins();
        String text = new String(secret.get());
        Arrays.fill(secret.get(), '\0');
        @Nullable RemoteRefusedException refused = null;
        for (String way : ways) {
            try {
                return form(operation, address, way, text, named);
            } catch (RemoteRefusedException e) {
                boolean unproven = e.status() == 401
                        || e.notices().get(0).code().equals("signing.service.client")
                        || e.status() == 400 && e.isAboutTheForm() && way.equals(RemoteEndpoints.POST);
                if (!unproven) {
                    throw e;
                }
                refused = refused == null ? e : refused;
            }
        }
        throw refused == null ? RemoteTrouble.trouble("signing.service.client-login", device) : refused;
    }

    private JsonNode form(String operation, URI address, String way, String secret, Map<String, String> fields) {
        if (way.equals(RemoteEndpoints.BASIC)) {
            String basic = encoded(clientId()) + ':' + encoded(secret);
            return client.form(operation, address, basic, fields);
        }
        Map<String, String> proven = new LinkedHashMap<>(fields);
        if (way.equals(RemoteEndpoints.POST)) {
            proven.put("client_secret", secret);
        }
        return client.form(operation, address, null, proven);
    }

    private List<String> clientLogins() {
        return switch (settings.clientLogin()) {
            case "auto" -> endpoints.clientLogins();
            case "basic" -> List.of(RemoteEndpoints.BASIC);
            case "post" -> List.of(RemoteEndpoints.POST);
            default ->
                throw RemoteTrouble.trouble(
                        "signing.service.choice", device, settings.clientLogin(), "client-login", "auto, basic, post");
        };
    }

    private String clientId() {
        @Nullable String id = settings.clientId();
        if (id == null) {
            throw RemoteTrouble.trouble("signing.service.no-client", device);
        }
        return id;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
