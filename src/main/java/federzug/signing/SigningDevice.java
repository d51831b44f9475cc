package federzug.signing;

import java.util.List;
import java.util.Optional;

/** A signing device that holds one person's key. Closing it forgets the PIN and the session. */
public interface SigningDevice extends AutoCloseable {
    /** The name under which it is configured. */
    String name();

    /** DER certificates, the signer's first, the root last if known. */
    List<byte[]> certificateChain();

    /** JCA-like name of the signature algorithm it will use, for example {@code SHA256withECDSA}. */
    String algorithm();

    /**
     * Signs the given bytes (digesting them as {@link #algorithm()} says).
     *
     * @return the signature value as it goes into CMS SignerInfo (ECDSA: DER sequence)
     * @throws SigningException with a code for wrong PIN, locked PIN, removed card and the like
     */
    byte[] sign(byte[] toBeSigned);

    /** @param label says to the person what is being signed, where the device can show it */
    default byte[] sign(byte[] toBeSigned, String label) {
        return sign(toBeSigned);
    }

    /** Signs several at once: a remote service then asks its person only once. */
    default List<byte[]> signAll(List<byte[]> toBeSigned) {
        return toBeSigned.stream().map(this::sign).toList();
    }

    /** A key in a file can be copied: whatever its certificate says, it lies in no qualified device (eIDAS, Annex II). */
    default boolean keyIsAFile() {
        return false;
    }

    /** A PNG or JPEG file to stand beside the words of the signature. */
    default Optional<byte[]> image() {
        return Optional.empty();
    }

    @Override
    void close();
}
