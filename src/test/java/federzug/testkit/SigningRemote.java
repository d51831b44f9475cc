package federzug.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import federzug.testkit.SigningKeys.Holder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.function.BinaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A remote signing service on loopback, written from the Cloud Signature Consortium's API v2 and strict about it: a
 * parameter that is missing, unknown or malformed, a hash that was not released, a release that has ended or was used
 * is refused.
 */
public final class SigningRemote implements AutoCloseable {
    public static final String PIN = "271828";
    public static final String OTP = "314159";
    public static final String CLIENT = "federzug-test";
    public static final String CLIENT_KEY = "nur-zum-testen";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> DIGESTS = Map.of(
            "2.16.840.1.101.3.4.2.1",
            "SHA-256",
            "2.16.840.1.101.3.4.2.2",
            "SHA-384",
            "2.16.840.1.101.3.4.2.3",
            "SHA-512");
    private static final Map<String, List<String>> SIGN_ALGORITHMS = Map.of(
            "RSA",
                    List.of(
                            "1.2.840.113549.1.1.11",
                            "1.2.840.113549.1.1.12",
                            "1.2.840.113549.1.1.13",
                            "1.2.840.113549.1.1.10"),
            "EC", List.of("1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4"));

    private final HttpServer server;
    private final Clock clock;
    private final Map<String, Holder> credentials = new LinkedHashMap<>();
    private final SigningRemoteAuthority authority = new SigningRemoteAuthority(this);
    private final Map<String, Release> releases = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private int number;

    public String scal = "2";
    public String mode = "explicit";
    public int multisign = 10;
    public boolean enabled = true;
    public final Set<String> disabled = new TreeSet<>();
    public boolean plainValues;
    public Duration lifetime = Duration.ofMinutes(5);
    /** {@code SAD}: a release in the browser goes into the body; {@code Bearer}: it is the access token itself. */
    public String tokenType = "SAD";
    /** The authorization server describes itself (RFC 8414) and is named as {@code oauth2Issuer} only. */
    public boolean metadata;
    /** It takes pushed authorization requests (RFC 9126) and nothing else. */
    public boolean pushed;
    /** It takes {@code authorization_details} (RFC 9396) and nothing else for a release. */
    public boolean details;
    /** {@code post} or {@code basic}: how the client's secret must come. */
    public String clientLogin = "post";
    /**
     * {@code spec}: base64url in an address, Base64 in JSON; {@code percent}: Base64 in an address, percent-encoded in
     * JSON, and {@code operationMode} required, as the EU wallet's reference service has it.
     */
    public String hashes = "spec";
    /** What it says of an error to people, as {@code message}; else {@code error_description}. */
    public boolean saysMessage;
    /** From operation and answer makes the answer that goes out. */
    public BinaryOperator<String> rewrites = (operation, answer) -> answer;
    /** Runs before an operation is answered; may answer by itself. */
    public Fault fault = (operation, exchange) -> false;

    public interface Fault {
        boolean answers(String operation, HttpExchange exchange) throws IOException;
    }

    private record Release(String credential, int count, Set<String> hashes, Instant end) {}

    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        final int status;

        Refusal(int status, String error) {
            super(error);
            this.status = status;
        }
    }

    public SigningRemote(Clock clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/csc/v2/", this::api);
        server.createContext("/oauth2/authorize", authority::authorize);
        server.createContext(
                "/oauth2/token", exchange -> answer(exchange, "oauth2/token", () -> authority.token(exchange)));
        server.createContext(
                "/oauth2/pushed_authorize",
                exchange -> answer(exchange, "oauth2/pushed_authorize", () -> authority.push(exchange)));
        server.createContext(
                "/.well-known/oauth-authorization-server",
                exchange -> answer(exchange, "metadata", authority::metadata));
        server.start();
    }

    public SigningRemote with(String credential, Holder holder) {
        credentials.put(credential, holder);
        return this;
    }

    public URI url() {
        return URI.create(root() + "/csc/v2");
    }

    /** The operations that were called, in order. */
    public List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    interface Operation {
        Map<String, ?> perform() throws Refusal, IOException, GeneralSecurityException;
    }

    private void api(HttpExchange exchange) throws IOException {
        String operation = exchange.getRequestURI().getPath().substring("/csc/v2/".length());
        answer(exchange, operation, () -> {
            if (!exchange.getRequestMethod().equals("POST")
                    || !String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                            .startsWith("application/json")) {
                throw new Refusal(400, "invalid_request");
            }
            JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (operation.equals("info")) {
                return info();
            }
            String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            String token = bearer.startsWith("Bearer ") ? bearer.substring(7) : "";
            boolean released = tokenType.equals("Bearer") && operation.equals("signatures/signHash");
            if (released ? !releases.containsKey(token) : !authority.knows(token)) {
                throw new Refusal(released ? 403 : 401, released ? "insufficient_scope" : "invalid_token");
            }
            if (released) {
                return sign(question, token);
            }
            return switch (operation) {
                case "credentials/list" -> Map.of("credentialIDs", List.copyOf(credentials.keySet()));
                case "credentials/info" -> credential(question);
                case "credentials/getChallenge" -> {
                    known(question);
                    yield Map.of();
                }
                case "credentials/authorize" -> release(question);
                case "signatures/signHash" ->
                    sign(question, question.path("SAD").asString(""));
                default -> throw new Refusal(404, "invalid_request");
            };
        });
    }

    private void answer(HttpExchange exchange, String operation, Operation work) throws IOException {
        synchronized (calls) {
            calls.add(operation);
        }
        try (exchange) {
            if (fault.answers(operation, exchange)) {
                return;
            }
            int status = 200;
            byte[] body;
            try {
                synchronized (this) {
                    body = JSON.writeValueAsBytes(work.perform());
                }
            } catch (Refusal refusal) {
                status = refusal.status;
                body = JSON.writeValueAsBytes(
                        saysMessage
                                ? Map.of("message", refusal.getMessage() + ": \u001b[31mno.")
                                : Map.of("error", refusal.getMessage(), "error_description", "english"));
            } catch (GeneralSecurityException | RuntimeException e) {
                status = 500;
                body = JSON.writeValueAsBytes(Map.of("error", "server_error"));
            }
            String written = rewrites.apply(operation, new String(body, StandardCharsets.UTF_8));
            send(exchange, status, written.getBytes(StandardCharsets.UTF_8));
        }
    }

    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Map<String, ?> info() {
        List<String> methods = new ArrayList<>(
                List.of("credentials/list", "credentials/info", "credentials/getChallenge", "signatures/signHash"));
        if (tokenType.equals("SAD")) {
            methods.add("credentials/authorize");
        }
        return Map.of(
                "specs",
                "2.0.0.2",
                "name",
                "Wegwerf-Fernsignatur",
                "region",
                "DE",
                "lang",
                "de-DE",
                "authType",
                List.of("oauth2code", "oauth2client"),
                metadata ? "oauth2Issuer" : "oauth2",
                root(),
                "methods",
                methods);
    }

    private Map<String, ?> credential(JsonNode question) throws Refusal, GeneralSecurityException {
        Holder holder = known(question);
        String key = holder.key().getPublic().getAlgorithm();
        List<Map<String, String>> objects = List.of(
                Map.of("type", "Password", "id", "PIN", "format", "N", "label", "PIN"),
                Map.of("type", "ChallengeResponse", "id", "OTP", "format", "N", "label", "Einmalkennwort"));
        return Map.of(
                "key",
                Map.of(
                        "status",
                        enabled
                                        && !disabled.contains(
                                                question.path("credentialID").asString(""))
                                ? "enabled"
                                : "disabled",
                        "algo",
                        SIGN_ALGORITHMS.get(key.equals("RSA") ? "RSA" : "EC"),
                        "len",
                        256),
                "cert",
                Map.of(
                        "status",
                        "valid",
                        "certificates",
                        holder.chain().stream()
                                .map(Base64.getEncoder()::encodeToString)
                                .toList()),
                "auth",
                mode.equals("explicit")
                        ? Map.of("mode", mode, "expression", "PIN AND OTP", "objects", objects)
                        : Map.of("mode", mode),
                "SCAL",
                scal,
                "multisign",
                multisign);
    }

    private Map<String, ?> release(JsonNode question) throws Refusal {
        known(question);
        if (mode.equals("oauth2code")) {
            throw new Refusal(400, "invalid_request");
        }
        Map<String, String> answers = new HashMap<>();
        question.path("authData")
                .forEach(one -> answers.put(
                        one.path("id").asString(""), one.path("value").asString("")));
        if (mode.equals("explicit")) {
            if (!PIN.equals(answers.get("PIN"))) {
                throw new Refusal(400, "invalid_pin");
            }
            if (!OTP.equals(answers.get("OTP")) || !calls().contains("credentials/getChallenge")) {
                throw new Refusal(400, "invalid_otp");
            }
        }
        Set<String> hashes = new TreeSet<>();
        question.path("hashes").forEach(hash -> hashes.add(hash.asString("")));
        String sad = "sad-" + ++number;
        keep(
                sad,
                question.path("credentialID").asString(""),
                question.path("numSignatures").asInt(0),
                hashes);
        return Map.of("SAD", sad, "expiresIn", 300);
    }

    void keep(String sad, String credential, int count, Set<String> hashes) throws Refusal {
        boolean fits = count >= 1 && count <= multisign && credentials.containsKey(credential);
        boolean named = scal.equals("1") || hashes.size() == count;
        if (!fits || !named) {
            throw new Refusal(400, "invalid_request");
        }
        releases.put(sad, new Release(credential, count, hashes, clock.instant().plus(lifetime)));
    }

    String next(String kind) {
        return kind + '-' + ++number;
    }

    private Map<String, ?> sign(JsonNode question, String proof) throws Refusal, GeneralSecurityException, IOException {
        Holder holder = known(question);
        if (tokenType.equals("Bearer") && question.has("SAD")
                || this.hashes.equals("percent")
                        && !question.path("operationMode").asString("").equals("S")) {
            throw new Refusal(400, "invalid_request");
        }
        List<String> hashes = new ArrayList<>();
        for (JsonNode hash : question.path("hashes")) {
            hashes.add(plain(hash.asString("")));
        }
        Release release = releases.remove(proof); // once only
        if (release == null
                || !release.credential().equals(question.path("credentialID").asString(""))
                || !clock.instant().isBefore(release.end())
                || hashes.isEmpty()
                || hashes.size() > release.count()
                || scal.equals("2") && !release.hashes().containsAll(hashes)) {
            throw new Refusal(400, "invalid_request");
        }
        String digest = DIGESTS.get(question.path("hashAlgorithmOID").asString(""));
        String algorithm = question.path("signAlgo").asString("");
        String key = holder.key().getPublic().getAlgorithm().equals("RSA") ? "RSA" : "EC";
        if (digest == null || !SIGN_ALGORITHMS.get(key).contains(algorithm)) {
            throw new Refusal(400, "invalid_request");
        }
        List<String> values = new ArrayList<>();
        for (String hash : hashes) {
            byte[] raw = Base64.getDecoder().decode(hash);
            if (raw.length != MessageDigest.getInstance(digest).getDigestLength()) {
                throw new Refusal(400, "invalid_request");
            }
            values.add(Base64.getEncoder().encodeToString(value(holder, raw, question, algorithm)));
        }
        return Map.of("signatures", values);
    }

    /** The hash in Base64, whatever this service wants to have in JSON. */
    private String plain(String written) throws Refusal {
        if (!hashes.equals("percent")) {
            return written;
        }
        if (!written.matches("([a-zA-Z0-9-_.=]|%[0-9A-Fa-f]{2}){1,100}")) {
            throw new Refusal(400, "hashes: Each hash must be URL-encoded");
        }
        return URLDecoder.decode(written, StandardCharsets.UTF_8);
    }

    private byte[] value(Holder holder, byte[] hash, JsonNode question, String algorithm)
            throws GeneralSecurityException, IOException, Refusal {
        BouncyCastleProvider provider = new BouncyCastleProvider();
        Signature signature;
        byte[] input = hash;
        if (algorithm.equals("1.2.840.113549.1.1.10")) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("PSS", provider);
            parameters.init(
                    Base64.getDecoder().decode(question.path("signAlgoParams").asString("")));
            signature = Signature.getInstance("RAWRSASSA-PSS", provider);
            signature.setParameter(parameters.getParameterSpec(java.security.spec.PSSParameterSpec.class));
        } else if (algorithm.startsWith("1.2.840.113549")) {
            signature = Signature.getInstance("NONEwithRSA", provider);
            AlgorithmIdentifier digest = new AlgorithmIdentifier(
                    new ASN1ObjectIdentifier(question.path("hashAlgorithmOID").asString("")), DERNull.INSTANCE);
            input = new DigestInfo(digest, new DEROctetString(hash).getOctets()).getEncoded();
        } else {
            signature = Signature.getInstance("NONEwithECDSA", provider);
        }
        signature.initSign(holder.key().getPrivate());
        signature.update(input);
        byte[] value = signature.sign();
        return plainValues ? plain(holder, value) : value;
    }

    /** r and s one after the other, as some services give them. */
    private static byte[] plain(Holder holder, byte[] value) throws IOException {
        BigInteger order = ((ECPublicKey) holder.key().getPublic()).getParams().getOrder();
        BigInteger[] numbers = StandardDSAEncoding.INSTANCE.decode(order, value);
        return PlainDSAEncoding.INSTANCE.encode(order, numbers[0], numbers[1]);
    }

    private Holder known(JsonNode question) throws Refusal {
        Holder holder = credentials.get(question.path("credentialID").asString(""));
        if (holder == null) {
            throw new Refusal(400, "invalid_request");
        }
        return holder;
    }

    static Map<String, String> form(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        exchange.getRequestBody().transferTo(body);
        return fields(body.toString(StandardCharsets.US_ASCII));
    }

    static Map<String, String> fields(String query) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int at = pair.indexOf('=');
            if (at > 0) {
                fields.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
