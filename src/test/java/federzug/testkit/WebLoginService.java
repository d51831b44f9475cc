package federzug.testkit;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A login service on loopback (OpenID Connect), strict about what it is asked, and able to misbehave: whoever comes is
 * logged in there already as the person a test names.
 */
public final class WebLoginService implements AutoCloseable {
    public static final String CLIENT = "federzug-test";
    /** With a sign that must be encoded. */
    public static final String CLIENT_KEY = "nur zum:testen";

    private static final JsonMapper JSON = new JsonMapper();

    /** How it misbehaves. */
    public enum Fault {
        NONE,
        DOWN,
        REFUSES,
        NAMES_ANOTHER_ISSUER,
        TOKENS_ELSEWHERE,
        TOKENS_REDIRECTED,
        KEYS_IN_THE_CLEAR,
        ENDLESS,
        WRONG_NONCE,
        WRONG_AUDIENCE,
        OTHER_PARTY,
        WRONG_ISSUER,
        EXPIRED,
        FROM_THE_FUTURE,
        FOREIGN_KEY,
        UNSIGNED,
        SIGNED_WITH_OUR_SECRET,
        NO_SUBJECT
    }

    private final HttpServer server;
    private final Clock clock;
    private final ECKey key;
    private final ECKey foreign;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private volatile Fault fault = Fault.NONE;
    private volatile Map<String, Object> person = Map.of();

    /** @param clock of the house: tokens are made by it */
    public WebLoginService(Clock clock) {
        try {
            this.clock = clock;
            key = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
            foreign = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "login service");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/haus";
    }

    public void fault(Fault next) {
        fault = next;
    }

    /** Who is logged in there: claims of the token. */
    public void person(String subject, String name, String shown, String... groups) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject);
        claims.put("preferred_username", name);
        claims.put("name", shown);
        claims.put("realm_access", Map.of("roles", List.of(groups)));
        person = claims;
    }

    /** Paths in the order they were asked for. */
    public List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        synchronized (asked) {
            asked.add(path);
        }
        try (exchange) {
            if (fault == Fault.DOWN) {
                send(exchange, 503, "weg");
                return;
            }
            switch (path) {
                case "/haus/.well-known/openid-configuration" -> send(exchange, 200, metadata());
                case "/haus/authorize" -> authorize(exchange);
                case "/haus/token" -> token(exchange);
                case "/haus/keys" -> send(exchange, 200, new JWKSet(key).toString());
                default -> send(exchange, 404, "");
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private String metadata() {
        if (fault == Fault.ENDLESS) {
            return " ".repeat(3 << 20);
        }
        String base = issuer();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("issuer", fault == Fault.NAMES_ANOTHER_ISSUER ? "https://evil.example" : base);
        said.put("authorization_endpoint", base + "/authorize");
        said.put(
                "token_endpoint",
                fault == Fault.TOKENS_ELSEWHERE ? base.replace("127.0.0.1", "localhost") + "/token" : base + "/token");
        said.put(
                "jwks_uri",
                fault == Fault.KEYS_IN_THE_CLEAR ? "http://169.254.169.254/latest/meta-data" : base + "/keys");
        said.put("authorization_response_iss_parameter_supported", true);
        return JSON.writeValueAsString(said);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asks = fields(exchange.getRequestURI().getRawQuery());
        boolean complete = "code".equals(asks.get("response_type"))
                && CLIENT.equals(asks.get("client_id"))
                && "S256".equals(asks.get("code_challenge_method"))
                && asks.getOrDefault("scope", "").startsWith("openid ")
                && asks.getOrDefault("state", "").length() >= 22
                && asks.getOrDefault("nonce", "").length() >= 22
                && asks.getOrDefault("code_challenge", "").length() == 43;
        if (!complete) {
            send(exchange, 400, asks.toString());
            return;
        }
        String back = asks.get("redirect_uri") + "?iss=" + issuer() + "&state=" + asks.get("state");
        if (fault == Fault.REFUSES) {
            redirect(exchange, back + "&error=access_denied");
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, asks);
        redirect(exchange, back + "&code=" + code);
    }

    private void token(HttpExchange exchange) throws Exception {
        Map<String, String> form =
                fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
        if (fault == Fault.TOKENS_REDIRECTED) {
            redirect(exchange, issuer() + "/inside");
            return;
        }
        Map<String, String> asks = codes.remove(form.getOrDefault("code", ""));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT + ":nur+zum%3Atesten").getBytes(StandardCharsets.US_ASCII));
        byte[] challenge = MessageDigest.getInstance("SHA-256")
                .digest(form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII));
        boolean right = asks != null
                && exchange.getRequestMethod().equals("POST")
                && "authorization_code".equals(form.get("grant_type"))
                && basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && asks.get("redirect_uri").equals(form.get("redirect_uri"))
                && asks.get("code_challenge")
                        .equals(Base64.getUrlEncoder().withoutPadding().encodeToString(challenge));
        if (!right) {
            send(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        send(
                exchange,
                200,
                JSON.writeValueAsString(
                        Map.of("access_token", "x", "token_type", "Bearer", "id_token", signed(asks.get("nonce")))));
    }

    private String signed(String nonce) throws Exception {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        person.forEach(claims::claim);
        claims.issuer(fault == Fault.WRONG_ISSUER ? "https://evil.example" : issuer());
        claims.audience(
                fault == Fault.WRONG_AUDIENCE
                        ? List.of("somebody-else")
                        : fault == Fault.OTHER_PARTY ? List.of(CLIENT, "somebody-else") : List.of(CLIENT));
        if (fault == Fault.OTHER_PARTY) {
            claims.claim("azp", "somebody-else");
        }
        if (fault == Fault.NO_SUBJECT) {
            claims.subject(null);
        }
        claims.claim("nonce", fault == Fault.WRONG_NONCE ? "another" : nonce);
        Instant issued = fault == Fault.FROM_THE_FUTURE ? now.plus(Duration.ofHours(1)) : now;
        claims.issueTime(Date.from(issued));
        claims.expirationTime(
                Date.from(fault == Fault.EXPIRED ? now.minus(Duration.ofHours(1)) : issued.plusSeconds(300)));
        if (fault == Fault.UNSIGNED) {
            return new PlainJWT(claims.build()).serialize();
        }
        boolean ours = fault == Fault.SIGNED_WITH_OUR_SECRET;
        JWSSigner signer = ours
                ? new MACSigner(key.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8))
                : new ECDSASigner(fault == Fault.FOREIGN_KEY ? foreign : key);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(ours ? JWSAlgorithm.HS256 : JWSAlgorithm.ES256)
                        .keyID("1")
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private static Map<String, String> fields(String query) {
        Map<String, String> fields = new HashMap<>();
        for (String field : String.valueOf(query).split("&")) {
            int at = field.indexOf('=');
            if (at > 0) {
                fields.put(field.substring(0, at), URLDecoder.decode(field.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().set("Location", URI.create(target).toString());
        exchange.sendResponseHeaders(302, -1);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try {
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            // Hung up on.
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
