package federzug.signing.device;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.signing.Devices;
import federzug.signing.SigningSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The person's release of hashes for signing: in a browser, or by PIN and one-time password given here. */
record RemoteRelease(
        String device,
        SigningSettings.Device settings,
        RemoteClient client,
        RemoteLogin login,
        RemoteInfo info,
        RemoteChoices choices,
        PinSource pins,
        Map<String, HashSpelling> understood) {
    private static final String CHALLENGE = "credentials/getChallenge";
    private static final String SEND_OTP = "credentials/sendOTP";
    private static final String AUTHORIZE = "credentials/authorize";
    private static final JsonMapper JSON = new JsonMapper();

    /** Begins a release in the browser (CSC API v2, 8.4.2). */
    RemoteLogin.Pending ask(RemoteKey key, RemoteHashes hashes, HashSpelling spelling, @Nullable URI redirect) {
        return login.ask(details() ? details(key, hashes, spelling) : parameters(key, hashes, spelling), redirect);
    }

    /** What a release in the browser has given. */
    RemoteGrant redeem(RemoteLogin.Pending pending, String code) {
        JsonNode token = login.redeem(pending, code);
        return RemoteGrant.token(
                RemoteLogin.value(token), token.path("token_type").asString(""), info);
    }

    /** Spellings worth trying, the one this service has understood before first: two that write these hashes alike are one. */
    List<HashSpelling> spellings(RemoteHashes hashes) {
        List<HashSpelling> known = new ArrayList<>(choices.inRelease(!details()));
        HashSpelling before = understood.get(device);
        if (known.remove(before)) {
            known.add(0, before);
        }
        List<HashSpelling> different = new ArrayList<>();
        List<List<String>> written = new ArrayList<>();
        for (HashSpelling spelling : known) {
            if (!written.contains(hashes.spelled(spelling))) {
                written.add(hashes.spelled(spelling));
                different.add(spelling);
            }
        }
        return different;
    }

    /** So that the next person releases once only. */
    void understood(List<HashSpelling> tried, int attempt) {
        if (tried.size() > 1) {
            understood.put(device, tried.get(attempt));
        }
    }

    private boolean details() {
        return choices.details(login.endpoints());
    }

    private static Map<String, String> parameters(RemoteKey key, RemoteHashes hashes, HashSpelling spelling) {
        Map<String, String> what = new LinkedHashMap<>();
        what.put("scope", "credential");
        what.put("credentialID", key.credential());
        what.put("numSignatures", String.valueOf(hashes.size()));
        if (key.bound()) {
            what.put("hashes", String.join(",", hashes.spelled(spelling)));
            what.put("hashAlgorithmOID", hashes.algorithm());
        }
        if (!hashes.label().isEmpty()) {
            what.put("description", hashes.label());
        }
        return what;
    }

    /** RFC 9396 with the type of the CSC API v2, 8.4.2. */
    private static Map<String, String> details(RemoteKey key, RemoteHashes hashes, HashSpelling spelling) {
        List<Map<String, String>> documents = hashes.spelled(spelling).stream()
                .map(hash -> Map.of("hash", hash, "label", hashes.label()))
                .toList();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("type", "credential");
        detail.put("credentialID", key.credential());
        detail.put("documentDigests", documents);
        detail.put("hashAlgorithmOID", hashes.algorithm());
        return Map.of("authorization_details", JSON.writeValueAsString(List.of(detail)));
    }

    /** @return signature activation data for exactly these hashes */
    RemoteGrant here(RemoteKey key, RemoteHashes hashes, String bearer, Devices.Secrets secrets) {
        Map<String, Object> what = new LinkedHashMap<>();
        what.put("credentialID", key.credential());
        what.put("numSignatures", hashes.size());
        if (key.bound()) {
            what.put("hashes", hashes.spelled(choices.inRelease(false).get(0)));
            what.put("hashAlgorithmOID", hashes.algorithm());
        }
        List<Map<String, String>> answers = new ArrayList<>();
        for (RemoteKey.Question question : key.asked()) {
            answers.add(Map.of("id", question.id(), "value", answer(key, question, bearer, secrets)));
        }
        if (!answers.isEmpty()) {
            what.put("authData", answers);
        }
        if (!hashes.label().isEmpty()) {
            what.put("description", hashes.label());
        }
        what.put("clientData", choices.clientData());
        String sad = client.call(AUTHORIZE, bearer, what).path("SAD").asString("");
        if (sad.isEmpty()) {
            throw RemoteTrouble.trouble("signing.service.answer", device, AUTHORIZE);
        }
        return RemoteGrant.activation(sad);
    }

    private String answer(RemoteKey key, RemoteKey.Question question, String bearer, Devices.Secrets secrets) {
        char[] given;
        if (question.isPin()) {
            given = pins.find(device, settings).orElseGet(() -> secrets.ask(device));
        } else {
            if (question.isChallenge()) {
                sendOneTimePassword(key, bearer);
            }
            given = secrets.ask(Notice.note("signing.service.ask", Place.NOWHERE, device, question.label()));
        }
        if (given.length == 0) {
            throw RemoteTrouble.trouble("signing.service.no-answer", device);
        }
        String answer = new String(given);
        Arrays.fill(given, '\0');
        return answer;
    }

    private void sendOneTimePassword(RemoteKey key, String bearer) {
        for (String method : List.of(CHALLENGE, SEND_OTP)) {
            if (info.methods().contains(method)) {
                client.call(
                        method, bearer, Map.of("credentialID", key.credential(), "clientData", choices.clientData()));
                return;
            }
        }
    }

    @Override
    public String toString() {
        return "RemoteRelease[" + device + "]";
    }
}
