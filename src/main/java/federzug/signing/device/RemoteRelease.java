package federzug.signing.device;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.signing.Devices;
import federzug.signing.SigningSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The person's release of hashes for signing; its proof (signature activation data, SAD) is used once and not kept. */
record RemoteRelease(
        String device,
        SigningSettings.Device settings,
        RemoteClient client,
        RemoteLogin login,
        String bearer,
        List<String> methods,
        PinSource pins,
        Devices.Secrets secrets) {
    private static final String CHALLENGE = "credentials/getChallenge";
    private static final String SEND_OTP = "credentials/sendOTP";

    /** @return the SAD for exactly these hashes */
    String of(RemoteKey key, List<byte[]> hashes, String hashAlgorithm) {
        return key.mode().equals("oauth2code")
                ? inBrowser(key, hashes, hashAlgorithm)
                : here(key, hashes, hashAlgorithm);
    }

    private String inBrowser(RemoteKey key, List<byte[]> hashes, String hashAlgorithm) {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        Map<String, String> what = new LinkedHashMap<>();
        what.put("credentialID", key.credential());
        what.put("numSignatures", String.valueOf(hashes.size()));
        if (key.bound()) {
            what.put(
                    "hashes",
                    String.join(",", hashes.stream().map(url::encodeToString).toList()));
            what.put("hashAlgorithmOID", hashAlgorithm);
        }
        return login.release(what);
    }

    private String here(RemoteKey key, List<byte[]> hashes, String hashAlgorithm) {
        Map<String, Object> what = new LinkedHashMap<>();
        what.put("credentialID", key.credential());
        what.put("numSignatures", hashes.size());
        if (key.bound()) {
            what.put("hashes", encoded(hashes));
            what.put("hashAlgorithmOID", hashAlgorithm);
        }
        List<Map<String, String>> answers = new ArrayList<>();
        for (RemoteKey.Question question : key.asked()) {
            answers.add(Map.of("id", question.id(), "value", answer(key, question)));
        }
        if (!answers.isEmpty()) {
            what.put("authData", answers);
        }
        JsonNode released = client.call("credentials/authorize", bearer, what);
        String sad = released.path("SAD").asString("");
        if (sad.isEmpty()) {
            throw RemoteTrouble.trouble("signing.service.answer", null, device, "credentials/authorize");
        }
        return sad;
    }

    private String answer(RemoteKey key, RemoteKey.Question question) {
        char[] given;
        if (question.isPin()) {
            given = pins.find(device, settings).orElseGet(() -> secrets.ask(device));
        } else {
            if (question.isChallenge()) {
                sendOneTimePassword(key);
            }
            given = secrets.ask(Notice.note("signing.service.ask", Place.NOWHERE, device, question.label()));
        }
        if (given.length == 0) {
            throw RemoteTrouble.trouble("signing.service.no-answer", null, device);
        }
        String answer = new String(given);
        Arrays.fill(given, '\0');
        return answer;
    }

    private void sendOneTimePassword(RemoteKey key) {
        for (String method : List.of(CHALLENGE, SEND_OTP)) {
            if (methods.contains(method)) {
                client.call(method, bearer, Map.of("credentialID", key.credential()));
                return;
            }
        }
    }

    static List<String> encoded(List<byte[]> hashes) {
        return hashes.stream().map(Base64.getEncoder()::encodeToString).toList();
    }

    @Override
    public String toString() {
        return "RemoteRelease[" + device + "]";
    }
}
