package federzug.signing.device;

import federzug.signing.Devices;
import federzug.signing.SigningSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A remote signing service before its person has logged in (Cloud Signature Consortium API v2, chapter 11).
 *
 * @param device the name under which it is configured, for messages
 * @param http makes the client: proxy and own certification authority are set
 */
record RemoteService(
        String device, SigningSettings.Device settings, PinSource pins, Supplier<HttpClient.Builder> http) {
    /** Logs in and finds the credential; nothing is released for signing yet. */
    RemoteDevice open(Devices.Secrets secrets) {
        SigningSettings.@Nullable Service service = settings.service();
        if (service == null) {
            throw RemoteTrouble.trouble("signing.service.no-url", null, device);
        }
        RemoteClient client = new RemoteClient(device, service.url(), service.timeout(), http.get());
        JsonNode info = client.call("info", null, Map.of());
        if (!texts(info.path("methods")).contains("signatures/signHash")) {
            throw RemoteTrouble.trouble("signing.service.no-sign-hash", null, device);
        }
        String login = info.path("oauth2").asString("");
        if (login.isEmpty()) {
            throw RemoteTrouble.trouble("signing.service.no-oauth", null, device);
        }
        RemoteLogin oauth = new RemoteLogin(device, service, client, URI.create(login), pins, secrets);
        String token = oauth.service();
        String credential = choose(service.credential(), client, token);
        JsonNode facts = client.call(
                "credentials/info",
                token,
                Map.of("credentialID", credential, "certificates", "chain", "certInfo", true, "authInfo", true));
        RemoteKey key = RemoteKey.of(device, credential, facts, chain(facts), settings.algorithm());
        RemoteRelease release =
                new RemoteRelease(device, settings, client, oauth, token, texts(info.path("methods")), pins, secrets);
        return new RemoteDevice(device, client, token, key, release);
    }

    private String choose(@Nullable String wanted, RemoteClient client, String token) {
        List<String> all =
                texts(client.call("credentials/list", token, Map.of()).path("credentialIDs"));
        String names = String.join(", ", all);
        if (wanted != null) {
            if (!all.contains(wanted)) {
                throw RemoteTrouble.trouble("signing.device.no-alias", null, device, wanted, names);
            }
            return wanted;
        }
        if (all.size() == 1) {
            return all.get(0);
        }
        throw all.isEmpty()
                ? RemoteTrouble.trouble("signing.service.no-key", null, device)
                : RemoteTrouble.trouble("signing.service.several", null, device, names);
    }

    private List<byte[]> chain(JsonNode facts) {
        List<byte[]> chain = new ArrayList<>();
        try {
            for (String one : texts(facts.path("cert").path("certificates"))) {
                chain.add(Base64.getDecoder().decode(one));
            }
        } catch (IllegalArgumentException e) {
            throw RemoteTrouble.trouble("signing.certificate.unreadable", e);
        }
        if (chain.isEmpty()) {
            throw RemoteTrouble.trouble("signing.service.no-key", null, device);
        }
        return chain;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asString("")));
        return texts;
    }
}
