package federzug.signing;

import federzug.signing.pades.Signer;
import java.util.List;

/** A device of which only the certificate is known: its key signs somewhere else, and the value comes later. */
record KeyElsewhere(String name, List<byte[]> certificateChain, String algorithm) implements SigningDevice {
    KeyElsewhere {
        certificateChain = List.copyOf(certificateChain);
    }

    static KeyElsewhere of(String name, List<byte[]> chain) {
        // Any algorithm will do to read the chain.
        Signer signer = Signer.of(chain, "SHA256withECDSA");
        return new KeyElsewhere(
                name, chain, Signer.algorithmFor(signer.chain().get(0).getPublicKey()));
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        throw new IllegalStateException("the key is elsewhere: " + name);
    }

    @Override
    public void close() {}
}
