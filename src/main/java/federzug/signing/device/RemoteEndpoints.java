package federzug.signing.device;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where and how a service's authorization server is asked.
 *
 * @param issuer as its metadata name it, empty without metadata
 * @param push address for pushed authorization requests (RFC 9126)
 * @param details it takes {@code authorization_details} of the type {@code credential} (RFC 9396)
 * @param clientLogins how a client proves itself, in the order to try
 */
record RemoteEndpoints(
        String issuer,
        URI authorize,
        URI token,
        Optional<URI> push,
        boolean pushRequired,
        boolean details,
        List<String> clientLogins) {
    static final String BASIC = "client_secret_basic";
    static final String POST = "client_secret_post";

    private static final String WELL_KNOWN = "/.well-known/oauth-authorization-server";

    RemoteEndpoints {
        clientLogins = List.copyOf(clientLogins);
    }

    /**
     * Reads the server's metadata (RFC 8414) where {@code info} names an issuer, else takes the paths of the CSC API.
     *
     * @throws SigningException if there is no authorization server, or its metadata are of another one
     */
    static RemoteEndpoints of(String device, RemoteClient client, JsonNode info) {
        String issuer = info.path("oauth2Issuer").asString("");
        String base = info.path("oauth2").asString("");
        if (!issuer.isEmpty()) {
            Optional<JsonNode> metadata = metadata(client, address(device, issuer));
            if (metadata.isPresent()) {
                return described(device, client, issuer, metadata.get());
            }
            if (base.isEmpty()) {
                throw RemoteTrouble.trouble("signing.service.no-metadata", device, issuer);
            }
        }
        if (base.isEmpty()) {
            throw RemoteTrouble.trouble("signing.service.no-oauth", device);
        }
        URI root = client.named(address(device, base));
        boolean pushes = RemoteService.texts(info.path("methods")).contains("oauth2/pushed_authorize");
        return new RemoteEndpoints(
                "",
                RemoteClient.below(root, "oauth2/authorize"),
                RemoteClient.below(root, "oauth2/token"),
                pushes ? Optional.of(RemoteClient.below(root, "oauth2/pushed_authorize")) : Optional.empty(),
                false,
                false,
                List.of(POST, BASIC));
    }

    private static Optional<JsonNode> metadata(RemoteClient client, URI issuer) {
        String path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceAll("/+$", "");
        String host = issuer.getScheme() + "://" + issuer.getRawAuthority();
        List<String> places = new ArrayList<>(List.of(host + WELL_KNOWN + path));
        if (!path.isEmpty()) {
            places.add(host + path + WELL_KNOWN); // before RFC 8414
        }
        places.add(host + path + "/.well-known/openid-configuration");
        for (String place : places) {
            Optional<JsonNode> found = client.get("oauth-authorization-server", URI.create(place));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static RemoteEndpoints described(String device, RemoteClient client, String issuer, JsonNode metadata) {
        if (!plain(metadata.path("issuer").asString("")).equals(plain(issuer))) {
            // RFC 8414, 3.3: else another server could receive what the person enters.
            throw RemoteTrouble.trouble("signing.service.issuer", device, issuer);
        }
        @Nullable
        String push = metadata.path("pushed_authorization_request_endpoint").asString(null);
        List<String> logins = RemoteService.texts(metadata.path("token_endpoint_auth_methods_supported"));
        List<String> fitting = logins.isEmpty()
                ? List.of(BASIC, POST)
                : logins.stream()
                        .filter(one -> one.equals(BASIC) || one.equals(POST) || one.equals("none"))
                        .toList();
        return new RemoteEndpoints(
                issuer,
                endpoint(device, client, metadata, "authorization_endpoint"),
                endpoint(device, client, metadata, "token_endpoint"),
                Optional.ofNullable(push).map(text -> client.named(address(device, text))),
                metadata.path("require_pushed_authorization_requests").asBoolean(false),
                RemoteService.texts(metadata.path("authorization_details_types_supported"))
                        .contains("credential"),
                fitting);
    }

    private static URI endpoint(String device, RemoteClient client, JsonNode metadata, String name) {
        String text = metadata.path(name).asString("");
        if (text.isEmpty()) {
            throw RemoteTrouble.trouble("signing.service.answer", device, name);
        }
        return client.named(address(device, text));
    }

    private static URI address(String device, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw RemoteTrouble.trouble("signing.service.answer", device, "oauth2")
                    .causedBy(e);
        }
    }

    private static String plain(String issuer) {
        return issuer.replaceAll("/+$", "");
    }
}
