package federzug.signing.device;

import federzug.notice.Place;
import federzug.signing.SigningDevice;
import federzug.signing.SigningException;
import federzug.signing.pades.Signer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;
import javax.security.auth.DestroyFailedException;
import org.jspecify.annotations.Nullable;

/** A key from a key store file, held in memory until it is closed. */
public final class KeyStoreDevice implements SigningDevice {
    private final String name;
    private final List<byte[]> chain;
    private final String algorithm;
    /** Whether another one holds the same key, which then outlives this one. */
    private final boolean shared;

    private @Nullable PrivateKey key;

    public KeyStoreDevice(String name, PrivateKey key, List<byte[]> chain, String algorithm) {
        this(name, key, chain, algorithm, false);
    }

    private KeyStoreDevice(String name, PrivateKey key, List<byte[]> chain, String algorithm, boolean shared) {
        this.name = name;
        this.shared = shared;
        this.key = key;
        this.chain = List.copyOf(chain);
        this.algorithm = algorithm;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean keyIsAFile() {
        return true;
    }

    @Override
    public List<byte[]> certificateChain() {
        return chain;
    }

    @Override
    public String algorithm() {
        return algorithm;
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        PrivateKey held = key;
        if (held == null) {
            throw new IllegalStateException("closed: " + name);
        }
        try {
            Signature signature = Signature.getInstance(algorithm, Signer.PROVIDER);
            signature.initSign(held);
            signature.update(toBeSigned);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw SigningException.failed("signing.device.failed", Place.NOWHERE, name)
                    .causedBy(e);
        }
    }

    /** The same key once more, for another user: closing either leaves the other open. */
    KeyStoreDevice again() {
        PrivateKey held = key;
        if (held == null) {
            throw new IllegalStateException("closed: " + name);
        }
        return new KeyStoreDevice(name, held, chain, algorithm, true);
    }

    @Override
    public void close() {
        PrivateKey held = key;
        key = null;
        if (held != null && !shared) {
            try {
                held.destroy();
            } catch (DestroyFailedException e) {
                // Most keys of the JDK cannot be destroyed; letting go of it is all that is left.
            }
        }
    }

    @Override
    public String toString() {
        return "KeyStoreDevice[" + name + "]";
    }
}
