package federzug.web.account;

import com.nimbusds.jose.jwk.JWKSet;
import federzug.start.OutwardNetwork;
import federzug.web.frame.HouseLoginException;
import federzug.web.frame.HouseLoginException.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the login service of the house: what it says of itself, tokens, keys. Each login asks again: new keys count at
 * once, and a service that was down is found again. Redirects are not followed, answers are bounded.
 */
@Component
@ConditionalOnWebApplication
@ConditionalOnProperty("federzug.web.oidc.issuer")
class OidcClient {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LARGEST = 1 << 20;
    private static final int OK = 200;
    private static final JsonMapper JSON = new JsonMapper();

    private final OidcSettings settings;
    private final HttpClient http;
    private final @Nullable String secret;

    OidcClient(OidcSettings settings, OutwardNetwork network) {
        this.settings = settings;
        this.http = network.httpClient()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
        boolean isPublic = settings.clientSecretEnv() == null && settings.clientSecretFile() == null;
        this.secret =
                isPublic ? null : new String(network.secret(settings.clientSecretEnv(), settings.clientSecretFile()));
    }

    /**
     * What the service says of itself (OpenID Connect Discovery 1.0, 3).
     *
     * @param posted whether its token endpoint wants the secret in the form
     * @param names whether it names itself when the browser comes back (RFC 9207)
     */
    record Metadata(URI authorize, URI token, URI keys, boolean posted, boolean names) {}

    /** @throws HouseLoginException if it does not answer, is another one, or names addresses it may not */
    Metadata metadata() {
        String issuer = String.valueOf(settings.issuer());
        String start = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        JsonNode said = json(HttpRequest.newBuilder(URI.create(start + "/.well-known/openid-configuration")));
        if (!said.path("issuer").asString("").equals(issuer)) {
            throw wrong("issuer " + said.path("issuer").asString(""));
        }
        JsonNode methods = said.path("token_endpoint_auth_methods_supported");
        boolean basic = methods.isMissingNode()
                || methods.valueStream().anyMatch(one -> one.asString("").equals("client_secret_basic"));
        return new Metadata(
                address(said, "authorization_endpoint"),
                address(said, "token_endpoint"),
                address(said, "jwks_uri"),
                !basic,
                said.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    private URI address(JsonNode said, String name) {
        try {
            URI address = URI.create(said.path(name).asString(""));
            if (settings.mayLieAt(address)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(name, e);
        }
        throw wrong(name + " " + said.path(name).asString(""));
    }

    /** Redeems a code (OpenID Connect Core 1.0, 3.1.3); gives the ID token as it came. */
    String idToken(Metadata service, String code, String verifier, URI back) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", back.toString());
        form.put("code_verifier", verifier);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.token()).header("Content-Type", "application/x-www-form-urlencoded");
        if (secret == null || service.posted()) {
            form.put("client_id", settings.clientId());
        }
        if (secret != null && service.posted()) {
            form.put("client_secret", secret);
        } else if (secret != null) {
            // Both encoded first (RFC 6749, 2.3.1).
            String both = encoded(settings.clientId()) + ':' + encoded(secret);
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        JsonNode answer = json(request.POST(HttpRequest.BodyPublishers.ofString(query(form))));
        String token = answer.path("id_token").asString("");
        if (token.isEmpty()) {
            throw wrong("no id_token");
        }
        return token;
    }

    JWKSet keys(Metadata service) {
        try {
            return JWKSet.parse(new String(bytes(HttpRequest.newBuilder(service.keys())), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw wrong("keys", e);
        }
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + '=' + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode json(HttpRequest.Builder request) {
        try {
            JsonNode node = JSON.readTree(bytes(request));
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw wrong("no JSON", e);
        }
        throw wrong("no object");
    }

    private byte[] bytes(HttpRequest.Builder builder) {
        HttpRequest request =
                builder.header("Accept", "application/json").timeout(PATIENCE).build();
        CompletableFuture<HttpResponse<byte[]>> coming = http.sendAsync(request, info -> new LimitedBody(LARGEST));
        try {
            HttpResponse<byte[]> response = Objects.requireNonNull(
                    coming.orTimeout(PATIENCE.toSeconds() + 1, java.util.concurrent.TimeUnit.SECONDS)
                            .join());
            int status = response.statusCode();
            if (status == OK) {
                return response.body();
            }
            String where = request.uri().getHost() + request.uri().getPath() + " " + status;
            throw status / 100 == 5 ? new HouseLoginException(Trouble.UNREACHABLE, where, null) : wrong(where);
        } catch (CompletionException e) {
            throw new HouseLoginException(
                    e.getCause() instanceof LimitedBody.TooLarge ? Trouble.ANSWER : Trouble.UNREACHABLE,
                    String.valueOf(request.uri().getHost()),
                    e.getCause() instanceof IOException io ? io : e);
        }
    }

    private static HouseLoginException wrong(String why) {
        return new HouseLoginException(Trouble.ANSWER, why, null);
    }

    private static HouseLoginException wrong(String why, Exception cause) {
        return new HouseLoginException(Trouble.ANSWER, why, cause);
    }
}
