package federzug.signing.device;

import federzug.trust.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a remote signing service by HTTP with JSON: always TLS, except on the own machine; no redirects. */
final class RemoteClient {
    /** Certificates and values: far less. */
    private static final int LARGEST = 1 << 20;

    private static final int BAD_REQUEST = 400;

    private static final Set<String> OWN_MACHINE = Set.of("127.0.0.1", "::1", "[::1]", "localhost");
    private static final JsonMapper JSON = new JsonMapper();

    private final String device;
    private final URI base;
    private final RestClient http;

    RemoteClient(String device, @Nullable URI base, Duration timeout, HttpClient.Builder client) {
        if (base == null) {
            throw RemoteTrouble.trouble("signing.service.no-url", device);
        }
        this.device = device;
        this.base = secure(base);
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(client.connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(timeout);
        this.http = RestClient.builder().requestFactory(factory).build();
    }

    /** @throws SigningException if secrets would go over the network in the clear */
    URI secure(URI address) {
        String host = address.getHost();
        boolean inside = host != null && OWN_MACHINE.contains(host);
        boolean encrypted = host != null && "https".equalsIgnoreCase(address.getScheme());
        if (!encrypted && !(inside && "http".equalsIgnoreCase(address.getScheme()))) {
            throw RemoteTrouble.trouble("signing.service.not-https", device, address);
        }
        return address;
    }

    /**
     * An address that the service names, for example of its authorization server.
     *
     * @throws SigningException as {@link #secure}, or if a service outside leads into the own network
     */
    URI named(URI address) {
        String host = String.valueOf(secure(address).getHost());
        String own = String.valueOf(base.getHost());
        if (!host.equalsIgnoreCase(own) && !Trust.liesInside(own) && Trust.liesInside(host)) {
            throw RemoteTrouble.trouble("signing.service.inside", device, address);
        }
        return address;
    }

    static boolean isOwnMachine(URI address) {
        return address.getHost() != null && OWN_MACHINE.contains(address.getHost());
    }

    /**
     * Calls an operation of the API, for example {@code credentials/list}.
     *
     * @param bearer access token, or null
     */
    JsonNode call(String operation, @Nullable String bearer, Map<String, ?> body) {
        return send(
                operation,
                below(base, operation),
                MediaType.APPLICATION_JSON,
                JSON.writeValueAsBytes(body),
                headers -> {
                    if (bearer != null) {
                        headers.setBearerAuth(bearer);
                    }
                });
    }

    /**
     * Posts a form (RFC 6749, 4.1.3).
     *
     * @param basic identifier and secret of the client for the header (RFC 6749, 2.3.1), or null
     */
    JsonNode form(String operation, URI address, @Nullable String basic, Map<String, String> fields) {
        byte[] body = query(fields).getBytes(StandardCharsets.US_ASCII);
        return send(operation, address, MediaType.APPLICATION_FORM_URLENCODED, body, headers -> {
            if (basic != null) {
                headers.setBasicAuth(Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.US_ASCII)));
            }
        });
    }

    /** Reads a document that may be absent. */
    Optional<JsonNode> get(String operation, URI address) {
        try {
            return http.get()
                    .uri(named(address))
                    .accept(MediaType.APPLICATION_JSON)
                    .exchangeForRequiredValue((request, response) -> {
                        int status = response.getStatusCode().value();
                        return status / 100 == 4 || status / 100 == 3
                                ? Optional.empty()
                                : Optional.of(answer(operation, response));
                    });
        } catch (ResourceAccessException e) {
            throw RemoteTrouble.unreachable(device, String.valueOf(address.getHost()), e);
        }
    }

    static URI below(URI base, String path) {
        String start = base.toString();
        return URI.create(start.endsWith("/") ? start + path : start + '/' + path);
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private JsonNode send(
            String operation, URI address, MediaType type, byte[] body, Consumer<HttpHeaders> authorization) {
        try {
            return http.post()
                    .uri(secure(address))
                    .contentType(type)
                    .accept(MediaType.APPLICATION_JSON)
                    .headers(authorization)
                    .body(body)
                    .exchangeForRequiredValue((request, response) -> answer(operation, response));
        } catch (ResourceAccessException e) {
            throw RemoteTrouble.unreachable(device, String.valueOf(address.getHost()), e);
        }
    }

    private JsonNode answer(String operation, ClientHttpResponse response) throws IOException {
        byte[] bytes;
        try (InputStream in = response.getBody()) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        int status = response.getStatusCode().value();
        @Nullable JsonNode json = bytes.length > LARGEST ? null : parse(bytes);
        if (status / 100 != 2) {
            throw RemoteTrouble.refusal(device, operation, status, json);
        }
        if (json == null || !json.isObject()) {
            throw RemoteTrouble.trouble("signing.service.answer", device, operation);
        }
        if (json.path("error").isString()) {
            // Some say so in the body alone (RFC 6749, 5.2, wants a status of its own).
            throw RemoteTrouble.refusal(device, operation, BAD_REQUEST, json);
        }
        return json;
    }

    private static @Nullable JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            return null;
        }
    }
}
