package federzug.signing;

import federzug.document.Content;
import federzug.document.Digest;
import java.time.Instant;
import java.util.List;

/**
 * A begun signature: everything needed to finish it after a restart, on another host or after a library update. The
 * prepared bytes are in the document store; the signed attributes are kept as bytes, never as parameters.
 *
 * @param id repeatable, from the base digest and the field
 * @param base digest of the document that is being signed
 * @param prepared the document with a reserved, still empty signature value
 * @param messageDigest SHA-2 digest of the bytes covered by the signature's ByteRange
 * @param toBeSigned DER of the CMS signed attributes (RFC 5652 5.4): what the device signs
 * @param certificateChain DER, the signer's certificate first
 * @param algorithm JCA-like name, for example {@code SHA256withECDSA}
 * @param signed names of the fields that carry a signature once this one is complete, in signing order
 */
public record SigningSession(
        String id,
        Digest base,
        Content prepared,
        byte[] messageDigest,
        byte[] toBeSigned,
        List<byte[]> certificateChain,
        String algorithm,
        SignatureRequest request,
        List<String> signed,
        Instant begunAt) {
    public SigningSession {
        certificateChain = List.copyOf(certificateChain);
        signed = List.copyOf(signed);
    }
}
