package federzug.signing.device;

import federzug.signing.pades.Signer;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A credential of a remote signing service (CSC API v2, 11.5).
 *
 * @param bound the release names the documents (SCAL2), as qualified signatures demand
 * @param together how many hashes one release may hold
 * @param mode {@code explicit}, {@code oauth2code} or {@code implicit}
 * @param asked what an explicit release asks of its person
 */
record RemoteKey(
        String credential,
        List<byte[]> chain,
        String algorithm,
        boolean bound,
        int together,
        String mode,
        List<Question> asked) {
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final String PSS = "1.2.840.113549.1.1.10";
    private static final String ELLIPTIC = "1.2.840.10045.2.1";

    RemoteKey {
        chain = List.copyOf(chain);
        asked = List.copyOf(asked);
    }

    boolean inBrowser() {
        return mode.equals("oauth2code");
    }

    /**
     * @param type {@code Password} or {@code ChallengeResponse}
     * @param label the service's own word for it
     */
    record Question(String id, String type, String label) {
        boolean isPin() {
            return type.equalsIgnoreCase("Password") && id.equalsIgnoreCase("PIN");
        }

        boolean isChallenge() {
            return type.equalsIgnoreCase("ChallengeResponse") || id.equalsIgnoreCase("OTP");
        }
    }

    static RemoteKey of(String device, String credential, JsonNode facts, List<byte[]> chain, @Nullable String wanted) {
        String certificate = facts.path("cert").path("status").asString("valid");
        if (!facts.path("key").path("status").asString("").equals("enabled") || !certificate.equals("valid")) {
            throw RemoteTrouble.trouble("signing.service.disabled", device);
        }
        List<String> offered = RemoteService.texts(facts.path("key").path("algo"));
        String algorithm = algorithm(device, Signer.of(chain, "SHA256withECDSA"), offered, wanted);
        List<Question> asked = new java.util.ArrayList<>();
        facts.path("auth")
                .path("objects")
                .forEach(one -> asked.add(new Question(
                        one.path("id").asString(""),
                        one.path("type").asString(""),
                        one.path("label").asString(one.path("id").asString("")))));
        return new RemoteKey(
                credential,
                chain,
                algorithm,
                !facts.path("SCAL").asString("1").equals("1"),
                Math.max(1, facts.path("multisign").asInt(1)),
                facts.path("auth").path("mode").asString("explicit"),
                asked);
    }

    private static String algorithm(String device, Signer signer, List<String> offered, @Nullable String wanted) {
        PublicKey key = signer.certificate().getPublicKey();
        String fitting = wanted == null ? Signer.algorithmFor(key) : wanted;
        boolean onlyPss =
                wanted == null && key instanceof RSAKey && offered.stream().allMatch(PSS::equals);
        if (onlyPss && !fitting.endsWith("andMGF1")) {
            fitting += "andMGF1";
        }
        Signer.of(signer.encodedChain(), fitting); // our own choices are never refused by name
        Set<String> enough = Set.of(identifier(fitting).getAlgorithm().getId(), key instanceof RSAKey ? RSA : ELLIPTIC);
        if (offered.stream().noneMatch(enough::contains)) {
            throw RemoteTrouble.trouble("signing.service.algorithm", device, fitting);
        }
        return fitting;
    }

    static AlgorithmIdentifier identifier(String algorithm) {
        return new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
    }
}
