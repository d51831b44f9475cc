package federzug.signing.card;

import federzug.signing.SigningDevice;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key on a card: the key stays there, only the login is held. */
final class CardDevice implements SigningDevice {
    private static final String PSS = "withRSAandMGF1";
    private static final Map<String, PSSParameterSpec> PSS_PARAMETERS = Map.of(
            "SHA256", pss("SHA-256", MGF1ParameterSpec.SHA256, 32),
            "SHA384", pss("SHA-384", MGF1ParameterSpec.SHA384, 48),
            "SHA512", pss("SHA-512", MGF1ParameterSpec.SHA512, 64));

    private final String name;
    private final CardSession session;
    private final List<byte[]> chain;
    private final String algorithm;
    private final @Nullable PinPerSignatureKey asking;
    private @Nullable PrivateKey key;

    /** @param asking the same key, if it wants its PIN for each signature */
    CardDevice(
            String name,
            CardSession session,
            PrivateKey key,
            List<byte[]> chain,
            String algorithm,
            @Nullable PinPerSignatureKey asking) {
        this.name = name;
        this.session = session;
        this.key = key;
        this.chain = List.copyOf(chain);
        this.algorithm = algorithm;
        this.asking = asking;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<byte[]> certificateChain() {
        return chain;
    }

    @Override
    public String algorithm() {
        return algorithm;
    }

    /** Some cards forget the login after each signature: then the PIN is asked for once more, and only once. */
    @Override
    public byte[] sign(byte[] toBeSigned) {
        PrivateKey held = key;
        if (held == null) {
            throw new IllegalStateException("closed: " + name);
        }
        if (asking != null) {
            return session.sign(asking, algorithm, toBeSigned);
        }
        try {
            return value(held, toBeSigned);
        } catch (GeneralSecurityException | ProviderException e) {
            if (!CardTrouble.isLoggedOut(e)) {
                throw CardTrouble.explain(name, e);
            }
        }
        session.close();
        session.login();
        held = session.key(chain.get(0));
        key = held;
        try {
            return value(held, toBeSigned);
        } catch (GeneralSecurityException | ProviderException e) {
            throw CardTrouble.explain(name, e);
        }
    }

    private byte[] value(PrivateKey held, byte[] toBeSigned) throws GeneralSecurityException {
        Signature signature = signature(session.provider());
        signature.initSign(held);
        signature.update(toBeSigned);
        return signature.sign();
    }

    /** SunPKCS11 has no name that says both digest and PSS: it takes them as parameters (RFC 8017, 8.1). */
    private Signature signature(Provider provider) throws GeneralSecurityException {
        if (!algorithm.endsWith(PSS)) {
            return Signature.getInstance(algorithm, provider);
        }
        PSSParameterSpec parameters = PSS_PARAMETERS.get(algorithm.substring(0, algorithm.length() - PSS.length()));
        if (parameters == null) {
            throw new InvalidAlgorithmParameterException(algorithm);
        }
        Signature signature = Signature.getInstance("RSASSA-PSS", provider);
        signature.setParameter(parameters);
        return signature;
    }

    private static PSSParameterSpec pss(String digest, MGF1ParameterSpec mask, int salt) {
        return new PSSParameterSpec(digest, "MGF1", mask, salt, PSSParameterSpec.TRAILER_FIELD_BC);
    }

    @Override
    public void close() {
        if (key != null) {
            key = null;
            session.close();
        }
    }

    @Override
    public String toString() {
        return "CardDevice[" + name + "]";
    }
}
