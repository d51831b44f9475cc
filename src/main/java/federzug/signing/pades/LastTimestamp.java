package federzug.signing.pades;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import federzug.notice.Place;
import federzug.signing.SigningException;
import java.io.IOException;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** The newest document time stamp of a sealed PDF: all evidence before it lives as long as it does. */
public record LastTimestamp(X509CertificateHolder unit, String imprint) {
    /** DSS's cryptographic suite trusts RSA with PKCS#1 v1.5 padding, and RSA under 3000 bits, no longer. */
    private static final Instant RSA_ENDS = Instant.parse("2029-01-01T00:00:00Z");

    private static final String PKCS1 = "1.2.840.113549.1.1.";
    private static final String PSS = PKCS1 + "10";
    private static final int LONG_RSA = 3000;

    public static LastTimestamp of(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<PDSignature> all = document.getSignatureDictionaries();
            Optional<PDSignature> last = all.stream()
                    .filter(one -> "ETSI.RFC3161".equals(one.getSubFilter()))
                    .reduce((earlier, later) -> end(earlier) > end(later) ? earlier : later);
            if (last.isEmpty()) {
                throw unreadable();
            }
            // The reserved room is padded with zeros, so only the first object counts.
            try (ASN1InputStream in = new ASN1InputStream(last.get().getContents())) {
                TimeStampToken token = new TimeStampToken(new CMSSignedData(ContentInfo.getInstance(in.readObject())));
                for (Object unit : token.getCertificates().getMatches(token.getSID())) {
                    return new LastTimestamp(
                            (X509CertificateHolder) unit,
                            token.getTimeStampInfo().getMessageImprintAlgOID().getId());
                }
            }
            throw unreadable();
        } catch (IOException | CMSException | TSPException | IllegalArgumentException e) {
            throw unreadable().causedBy(e);
        }
    }

    public Instant provesUntil() {
        Instant end = unit.getNotAfter().toInstant();
        boolean weak = DigestAlgorithm.SHA1.getOid().equals(imprint);
        if (weak) {
            return Instant.EPOCH;
        }
        return isAgeing() && RSA_ENDS.isBefore(end) ? RSA_ENDS : end;
    }

    private boolean isAgeing() {
        try {
            PublicKey key = new JcaPEMKeyConverter().getPublicKey(unit.getSubjectPublicKeyInfo());
            String by = unit.getSignatureAlgorithm().getAlgorithm().getId();
            boolean padded = by.startsWith(PKCS1) && !by.equals(PSS);
            return padded || key instanceof RSAKey rsa && rsa.getModulus().bitLength() < LONG_RSA;
        } catch (IOException e) {
            return true;
        }
    }

    private static int end(PDSignature signature) {
        int[] range = signature.getByteRange();
        return range.length == 4 ? range[2] + range[3] : 0;
    }

    private static SigningException unreadable() {
        return SigningException.failed("signing.seal.no-timestamp", Place.NOWHERE);
    }
}
