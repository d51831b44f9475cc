package federzug.testkit;

import com.sun.net.httpserver.HttpExchange;
import federzug.testkit.SigningRemote.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The authorization server of {@link SigningRemote}: it lets everybody in, and nobody who asks for it wrongly. */
final class SigningRemoteAuthority {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DETAILS = "authorization_details";

    private final SigningRemote service;
    private final Map<String, Map<String, String>> requests = new HashMap<>();
    private final Map<String, Map<String, String>> codes = new HashMap<>();
    private final Set<String> tokens = new TreeSet<>();

    SigningRemoteAuthority(SigningRemote service) {
        this.service = service;
    }

    boolean knows(String token) {
        return tokens.contains(token);
    }

    Map<String, ?> metadata() throws Refusal {
        if (!service.metadata) {
            throw new Refusal(404, "not_found");
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("issuer", service.root());
        all.put("authorization_endpoint", service.root() + "/oauth2/authorize");
        all.put("token_endpoint", service.root() + "/oauth2/token");
        all.put("token_endpoint_auth_methods_supported", List.of("client_secret_" + service.clientLogin));
        if (service.pushed) {
            all.put("pushed_authorization_request_endpoint", service.root() + "/oauth2/pushed_authorize");
            all.put("require_pushed_authorization_requests", true);
        }
        if (service.details) {
            all.put("authorization_details_types_supported", List.of("credential"));
        }
        return all;
    }

    Map<String, ?> push(HttpExchange exchange) throws Refusal, IOException {
        Map<String, String> form = proven(exchange);
        if (!service.pushed) {
            throw new Refusal(404, "not_found");
        }
        require(fits(form));
        String reference = "urn:ietf:params:oauth:request_uri:" + service.next("request");
        requests.put(reference, form);
        return Map.of("request_uri", reference, "expires_in", 60);
    }

    void authorize(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> asked =
                    SigningRemote.fields(exchange.getRequestURI().getRawQuery());
            String code;
            Map<String, String> fields;
            synchronized (service) {
                fields = service.pushed ? requests.remove(asked.getOrDefault("request_uri", "")) : asked;
                if (fields == null || !fits(fields)) {
                    exchange.sendResponseHeaders(400, -1);
                    return;
                }
                code = service.next("code");
                codes.put(code, fields);
            }
            String back = fields.getOrDefault("redirect_uri", "https://anzeige.example/") + "?code=" + code + "&state="
                    + fields.get("state");
            exchange.getResponseHeaders().set("Location", back);
            exchange.sendResponseHeaders(302, -1);
        }
    }

    private boolean fits(Map<String, String> fields) {
        String scope = fields.getOrDefault("scope", "");
        boolean release = service.details ? fields.containsKey(DETAILS) : scope.equals("credential");
        return "code".equals(fields.get("response_type"))
                && SigningRemote.CLIENT.equals(fields.get("client_id"))
                && "S256".equals(fields.get("code_challenge_method"))
                && fields.containsKey("state")
                && (release || scope.equals("service"));
    }

    Map<String, ?> token(HttpExchange exchange) throws Refusal, GeneralSecurityException, IOException {
        Map<String, String> form = proven(exchange);
        if ("client_credentials".equals(form.get("grant_type"))) {
            return forTheService();
        }
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        byte[] verifier = form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII);
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier));
        if (!"authorization_code".equals(form.get("grant_type"))
                || asked == null
                || !challenge.equals(asked.get("code_challenge"))
                || !asked.getOrDefault("redirect_uri", "").equals(form.getOrDefault("redirect_uri", ""))
                || !asked.getOrDefault(DETAILS, "").equals(form.getOrDefault(DETAILS, ""))) {
            throw new Refusal(400, "invalid_grant");
        }
        if ("service".equals(asked.get("scope"))) {
            return forTheService();
        }
        String token = service.next("token");
        Map<String, String> what = asked.containsKey(DETAILS) ? named(asked.get(DETAILS)) : asked;
        Set<String> hashes = new TreeSet<>();
        for (String hash : what.getOrDefault("hashes", "").split(",")) {
            if (!hash.isEmpty()) {
                hashes.add(asked.containsKey(DETAILS) ? inJson(hash) : inAddress(hash));
            }
        }
        service.keep(
                token,
                what.getOrDefault("credentialID", ""),
                Integer.parseInt(what.getOrDefault("numSignatures", "0")),
                hashes);
        return Map.of("access_token", token, "token_type", service.tokenType, "expires_in", 300);
    }

    private Map<String, ?> forTheService() {
        String token = service.next("token");
        tokens.add(token);
        return Map.of("access_token", token, "token_type", "Bearer", "expires_in", 3600);
    }

    private static Map<String, String> named(String details) throws Refusal {
        JsonNode detail = JSON.readTree(details).path(0);
        require(detail.path("type").asString("").equals("credential")
                && detail.has("hashAlgorithmOID")
                && detail.path("documentDigests").isArray());
        List<String> hashes = new java.util.ArrayList<>();
        detail.path("documentDigests")
                .forEach(one -> hashes.add(one.path("hash").asString("")));
        return Map.of(
                "credentialID",
                detail.path("credentialID").asString(""),
                "numSignatures",
                String.valueOf(hashes.size()),
                "hashes",
                String.join(",", hashes));
    }

    /** Base64, from what this service wants in an address; a wrong spelling is taken and fits nothing afterwards. */
    private String inAddress(String hash) {
        return service.hashes.equals("percent")
                ? hash
                : Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(hash));
    }

    /** The reference service decodes once more, so that a plus sign becomes a space. */
    private String inJson(String hash) {
        return service.hashes.equals("percent") ? java.net.URLDecoder.decode(hash, StandardCharsets.UTF_8) : hash;
    }

    private Map<String, String> proven(HttpExchange exchange) throws Refusal, IOException {
        Map<String, String> form = SigningRemote.form(exchange);
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((SigningRemote.CLIENT + ':' + SigningRemote.CLIENT_KEY)
                                .getBytes(StandardCharsets.US_ASCII));
        boolean known = service.clientLogin.equals("basic")
                ? header.equals(basic) && !form.containsKey("client_secret")
                : SigningRemote.CLIENT_KEY.equals(form.get("client_secret"));
        if (!SigningRemote.CLIENT.equals(form.get("client_id")) || !known) {
            throw new Refusal(401, "invalid_client");
        }
        return form;
    }

    private static void require(boolean right) throws Refusal {
        if (!right) {
            throw new Refusal(400, "invalid_request");
        }
    }
}
