package federzug.signing.device;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.spi.DSSUtils;
import federzug.signing.SigningDevice;
import federzug.signing.pades.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A key at a remote signing service, whose person has logged in. Each signing is released anew. */
final class RemoteDevice implements SigningDevice {
    private static final String SIGN = "signatures/signHash";

    private final String name;
    private final RemoteClient client;
    private final RemoteKey key;
    private final RemoteRelease release;
    private @Nullable String bearer;

    RemoteDevice(String name, RemoteClient client, String bearer, RemoteKey key, RemoteRelease release) {
        this.name = name;
        this.client = client;
        this.bearer = bearer;
        this.key = key;
        this.release = release;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<byte[]> certificateChain() {
        return key.chain();
    }

    @Override
    public String algorithm() {
        return key.algorithm();
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        return signAll(List.of(toBeSigned)).get(0);
    }

    /** One release for as many as the credential allows at once. */
    @Override
    public List<byte[]> signAll(List<byte[]> toBeSigned) {
        Signer signer = Signer.of(key.chain(), key.algorithm());
        List<byte[]> values = new ArrayList<>();
        for (int from = 0; from < toBeSigned.size(); from += key.together()) {
            values.addAll(together(
                    signer, toBeSigned.subList(from, Math.min(toBeSigned.size(), from + key.together()))));
        }
        return values;
    }

    private List<byte[]> together(Signer signer, List<byte[]> toBeSigned) {
        String held = bearer;
        if (held == null) {
            throw new IllegalStateException("closed: " + name);
        }
        DigestAlgorithm digest = signer.digestAlgorithm();
        List<byte[]> hashes =
                toBeSigned.stream().map(bytes -> DSSUtils.digest(digest, bytes)).toList();
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("credentialID", key.credential());
        question.put("SAD", release.of(key, hashes, digest.getOid()));
        question.put("hashes", RemoteRelease.encoded(hashes));
        question.put("hashAlgorithmOID", digest.getOid());
        AlgorithmIdentifier algorithm = RemoteKey.identifier(key.algorithm());
        question.put("signAlgo", algorithm.getAlgorithm().getId());
        if (key.algorithm().endsWith("andMGF1")) {
            question.put("signAlgoParams", parameters(algorithm));
        }
        JsonNode answer = client.call(SIGN, held, question);
        List<byte[]> values = values(answer);
        if (values.size() != toBeSigned.size()) {
            throw RemoteTrouble.trouble("signing.service.answer", null, name, SIGN);
        }
        List<byte[]> fitting = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            fitting.add(fitting(signer, toBeSigned.get(i), values.get(i)));
        }
        return fitting;
    }

    private List<byte[]> values(JsonNode answer) {
        try {
            return RemoteService.texts(answer.path("signatures")).stream()
                    .map(Base64.getDecoder()::decode)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw RemoteTrouble.trouble("signing.service.answer", e, name, SIGN);
        }
    }

    /** A value in DER as CMS wants it, that belongs to these bytes; some services give ECDSA as r and s alone. */
    private byte[] fitting(Signer signer, byte[] toBeSigned, byte[] value) {
        if (signer.verifies(toBeSigned, value)) {
            return value;
        }
        if (key.algorithm().endsWith("ECDSA") && value.length % 2 == 0 && value.length > 0) {
            byte[] der = sequence(value);
            if (signer.verifies(toBeSigned, der)) {
                return der;
            }
        }
        throw RemoteTrouble.trouble("signing.service.value", null, name);
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

    private static byte[] encoded(org.bouncycastle.asn1.ASN1Object object) {
        try {
            return object.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets the access token. */
    @Override
    public void close() {
        bearer = null;
    }

    @Override
    public String toString() {
        return "RemoteDevice[" + name + "]";
    }
}
