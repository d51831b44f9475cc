package federzug.signing;

import federzug.document.ArchivalPdf;
import federzug.document.Document;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import java.util.List;
import org.springframework.stereotype.Component;

/** PAdES signatures (ETSI EN 319 142-1) in two steps that survive a restart between them, and the long-term seal. */
@Component
public class Signing {
    /**
     * Accepts an archival PDF for signing.
     *
     * @param expected exactly the fields the document must have, in any order
     * @throws SigningException if a field is missing, unexpected, or already signed
     */
    public PreparedPdf prepare(ArchivalPdf pdf, List<SignatureField> expected) {
        throw new UnsupportedOperationException();
    }

    /**
     * Begins a visible signature (B-B content; the time stamp comes with {@link #complete}).
     *
     * @param base a {@link PreparedPdf} or {@link SignedPdf}
     * @param device gives the certificate chain and the algorithm; it does not sign yet
     */
    public SigningSession begin(Document base, SignatureRequest request, SigningDevice device) {
        throw new UnsupportedOperationException();
    }

    /**
     * Finishes a begun signature with the device's value and adds the signature time stamp (B-T). The result is a
     * candidate: it counts only after verification.
     *
     * @throws SigningException if the value does not belong to the session, or no time stamp is to be had
     */
    public SignedPdf complete(SigningSession session, byte[] signatureValue) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds validation data and an archive time stamp (B-LTA).
     *
     * @throws SigningException if revocation data or a time stamp cannot be had; the signed document stays as it is
     */
    public SealedPdf seal(SignedPdf signed, boolean rehearsal) {
        throw new UnsupportedOperationException();
    }
}
