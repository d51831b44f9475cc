package federzug.signing.device;

import federzug.signing.Devices;
import federzug.signing.SigningException;
import federzug.signing.SigningSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A remote signing service before its person has logged in (Cloud Signature Consortium API v2, chapter 11).
 *
 * @param device the name under which it is configured, for messages
 * @param http makes the client: proxy and own certification authority are set
 * @param understood which spelling of hashes each service has understood before
 */
record RemoteService(
        String device,
        SigningSettings.Device settings,
        PinSource pins,
        Supplier<HttpClient.Builder> http,
        Map<String, HashSpelling> understood) {
    /** More credentials than that are not looked through. */
    private static final int MANY = 10;

    /** Logs in and finds the credential; nothing is released for signing yet. */
    RemoteDevice open(Devices.Secrets secrets) {
        Connection service = connect();
        RemoteBrowser browser = new RemoteBrowser(device, service.settings().redirect(), service.login(), secrets);
        String token = service.loginOfTheClient() ? service.login().ofTheClient() : inBrowser(service, browser);
        return new RemoteDevice(device, token, service.key(token), service.release(), service.signHash(), browser);
    }

    private static String inBrowser(Connection service, RemoteBrowser browser) {
        RemoteLogin.Pending pending = service.login()
                .ask(Map.of("scope", "service"), service.settings().redirect());
        return RemoteLogin.value(service.login().redeem(pending, browser.code(pending, "signing.service.open")));
    }

    /** Asks the service what it offers. */
    Connection connect() {
        SigningSettings.@Nullable Service service = settings.service();
        if (service == null) {
            throw RemoteTrouble.trouble("signing.service.no-url", device);
        }
        RemoteChoices choices = new RemoteChoices(
                device, service.hashes(), service.release(), service.lang(), "federzug-" + UUID.randomUUID());
        RemoteClient client = new RemoteClient(device, service.url(), service.timeout(), http.get());
        JsonNode answer = client.call("info", null, Map.of("lang", service.lang()));
        RemoteInfo info = RemoteInfo.of(answer);
        if (!info.methods().contains(RemoteSignHash.SIGN)) {
            throw RemoteTrouble.trouble("signing.service.no-sign-hash", device);
        }
        RemoteLogin login = new RemoteLogin(device, service, client, RemoteEndpoints.of(device, client, answer), pins);
        return new Connection(
                device,
                service,
                client,
                login,
                new RemoteRelease(device, settings, client, login, info, choices, pins, understood),
                new RemoteSignHash(device, client, choices),
                settings.algorithm());
    }

    /** A service that has said what it offers. */
    record Connection(
            String device,
            SigningSettings.Service settings,
            RemoteClient client,
            RemoteLogin login,
            RemoteRelease release,
            RemoteSignHash signHash,
            @Nullable String algorithm) {
        boolean loginOfTheClient() {
            return switch (settings.login()) {
                case "client" -> true;
                case "person" -> false;
                default -> throw RemoteTrouble.trouble("signing.service.login", device, settings.login());
            };
        }

        /** The credential that is configured, or the only one that can be used. */
        RemoteKey key(String token) {
            List<String> all =
                    texts(client.call("credentials/list", token, common()).path("credentialIDs"));
            String names = String.join(", ", all);
            @Nullable String wanted = settings.credential();
            if (wanted != null) {
                if (!all.contains(wanted)) {
                    throw RemoteTrouble.trouble("signing.device.no-alias", device, wanted, names);
                }
                return key(token, wanted);
            }
            if (all.isEmpty()) {
                throw RemoteTrouble.trouble("signing.service.no-key", device);
            }
            if (all.size() == 1) {
                return key(token, all.get(0));
            }
            List<RemoteKey> usable = usable(token, all.subList(0, Math.min(MANY, all.size())));
            if (usable.size() == 1 && all.size() <= MANY) {
                return usable.get(0);
            }
            throw RemoteTrouble.trouble("signing.service.several", device, names);
        }

        private List<RemoteKey> usable(String token, List<String> credentials) {
            List<RemoteKey> usable = new ArrayList<>();
            for (String credential : credentials) {
                try {
                    usable.add(key(token, credential));
                } catch (RemoteRefusedException e) {
                    throw e;
                } catch (SigningException e) {
                    // Locked, expired or of another kind: it is none to choose from.
                }
            }
            return usable;
        }

        private RemoteKey key(String token, String credential) {
            Map<String, Object> question = new LinkedHashMap<>();
            question.put("credentialID", credential);
            question.put("certificates", "chain");
            question.put("certInfo", true);
            question.put("authInfo", true);
            question.putAll(common());
            JsonNode facts = client.call("credentials/info", token, question);
            return RemoteKey.of(device, credential, facts, chain(facts), algorithm);
        }

        private Map<String, Object> common() {
            return Map.of(
                    "lang", settings.lang(), "clientData", signHash.choices().clientData());
        }

        private List<byte[]> chain(JsonNode facts) {
            List<byte[]> chain = new ArrayList<>();
            try {
                for (String one : texts(facts.path("cert").path("certificates"))) {
                    chain.add(RemoteBase64.decoded(one));
                }
            } catch (IllegalArgumentException e) {
                throw RemoteTrouble.trouble("signing.certificate.unreadable").causedBy(e);
            }
            if (chain.isEmpty()) {
                throw RemoteTrouble.trouble("signing.service.no-key", device);
            }
            return SignerFirst.of(chain);
        }
    }

    /** A signing in a browser that comes back to one of our addresses. */
    RemoteBrowserSigning inBrowser(URI redirect, Optional<byte[]> picture) {
        return new RemoteBrowserSigning(connect(), redirect, picture);
    }

    /** The same signing when the browser is back. */
    RemoteBrowserSigning backInBrowser(String kept, Optional<byte[]> picture) {
        return RemoteBrowserSigning.restored(connect(), kept, picture);
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asString("")));
        return texts;
    }
}
