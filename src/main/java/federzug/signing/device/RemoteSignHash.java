package federzug.signing.device;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import federzug.signing.pades.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Has released hashes signed (CSC API v2, 11.11). Services read the API differently: what is refused for its form is asked
 * once more in the other ways it may be meant.
 */
record RemoteSignHash(String device, RemoteClient client, RemoteChoices choices) {
    static final String SIGN = "signatures/signHash";

    /**
     * @param bearer access token of the service
     * @param released how the hashes were written in the release
     * @return values in DER as CMS wants them, each belonging to its text
     */
    List<byte[]> values(RemoteKey key, RemoteHashes hashes, RemoteGrant grant, String bearer, HashSpelling released) {
        @Nullable RemoteRefusedException refused = null;
        for (RemoteGrant.Way way : grant.ways()) {
            for (List<String> written : written(hashes, released)) {
                try {
                    return fitting(key, hashes, ask(key, hashes, grant, way, bearer, written));
                } catch (RemoteRefusedException e) {
                    if (!e.isAboutTheForm()) {
                        throw e;
                    }
                    refused = refused == null ? e : refused;
                    if (e.isAboutTheToken()) {
                        break; // another spelling would not make it a better token
                    }
                }
            }
        }
        throw refused == null ? RemoteTrouble.trouble("signing.service.answer", device, SIGN) : refused;
    }

    private Set<List<String>> written(RemoteHashes hashes, HashSpelling released) {
        Set<List<String>> written = new LinkedHashSet<>();
        for (HashSpelling spelling : choices.inBody(released)) {
            written.add(hashes.spelled(spelling));
        }
        return written;
    }

    private JsonNode ask(
            RemoteKey key,
            RemoteHashes hashes,
            RemoteGrant grant,
            RemoteGrant.Way way,
            String bearer,
            List<String> written) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("credentialID", key.credential());
        boolean inBody = way == RemoteGrant.Way.IN_THE_BODY;
        if (inBody) {
            question.put("SAD", grant.value());
        }
        question.put("hashes", written);
        question.put("hashAlgorithmOID", hashes.algorithm());
        AlgorithmIdentifier algorithm = RemoteKey.identifier(key.algorithm());
        question.put("signAlgo", algorithm.getAlgorithm().getId());
        if (key.algorithm().endsWith("andMGF1")) {
            question.put("signAlgoParams", parameters(algorithm));
        }
        question.put("operationMode", "S");
        question.put("clientData", choices.clientData());
        return client.call(SIGN, inBody ? bearer : grant.value(), question);
    }

    private List<byte[]> fitting(RemoteKey key, RemoteHashes hashes, JsonNode answer) {
        List<byte[]> values;
        try {
            values = RemoteService.texts(answer.path("signatures")).stream()
                    .map(RemoteBase64::decoded)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw RemoteTrouble.trouble("signing.service.answer", device, SIGN).causedBy(e);
        }
        if (values.size() != hashes.size()) {
            throw RemoteTrouble.trouble("signing.service.answer", device, SIGN);
        }
        Signer signer = Signer.of(key.chain(), key.algorithm());
        List<byte[]> fitting = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            fitting.add(fitting(key, signer, hashes.texts().get(i), values.get(i)));
        }
        return fitting;
    }

    /** Some services give ECDSA as r and s alone. */
    private byte[] fitting(RemoteKey key, Signer signer, byte[] text, byte[] value) {
        if (signer.verifies(text, value)) {
            return value;
        }
        if (key.algorithm().endsWith("ECDSA") && value.length % 2 == 0 && value.length > 0) {
            byte[] der = sequence(value);
            if (signer.verifies(text, der)) {
                return der;
            }
        }
        throw RemoteTrouble.trouble("signing.service.value", device);
    }

    static DigestAlgorithm digest(RemoteKey key) {
        return Signer.of(key.chain(), key.algorithm()).digestAlgorithm();
    }

    private static byte[] sequence(byte[] plain) {
        int half = plain.length / 2;
        ASN1EncodableVector numbers = new ASN1EncodableVector();
        numbers.add(new ASN1Integer(new BigInteger(1, Arrays.copyOf(plain, half))));
        numbers.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(plain, half, plain.length))));
        return encoded(new DERSequence(numbers));
    }

    private static String parameters(AlgorithmIdentifier algorithm) {
        return Base64.getEncoder()
                .encodeToString(encoded(algorithm.getParameters().toASN1Primitive()));
    }

    private static byte[] encoded(ASN1Object object) {
        try {
            return object.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
