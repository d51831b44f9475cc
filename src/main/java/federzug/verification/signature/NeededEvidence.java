package federzug.verification.signature;

import eu.europa.esig.dss.diagnostic.CertificateRevocationWrapper;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import federzug.verification.change.Evidence;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the signatures and time stamps of a document rest on: the certificates below those that are trusted, and the
 * answers whether these were revoked (EN 319 102-1, 5.2.6). An answer on a trusted issuer proves nothing that the list
 * does not say.
 */
public final class NeededEvidence {
    private final Set<CertificateWrapper> certificates = new LinkedHashSet<>();
    private final Set<String> serials = new HashSet<>();
    private final Set<String> issuers = new HashSet<>();

    NeededEvidence(DiagnosticData data) {
        Set<CertificateWrapper> own = new LinkedHashSet<>();
        for (SignatureWrapper signature : data.getSignatures()) {
            addChain(signature.getSigningCertificate(), signature.getCertificateChain(), own);
        }
        for (TimestampWrapper stamp : data.getTimestampList()) {
            addChain(stamp.getSigningCertificate(), stamp.getCertificateChain(), own);
        }
        certificates.addAll(own);
        for (CertificateWrapper one : own) {
            if (!one.isSelfSigned() && !one.isValAssuredShortTermCertificate() && !one.isIdPkixOcspNoCheck()) {
                serials.add(one.getSerialNumber());
                issuers.add(one.getCertificateIssuerDN());
                one.getCertificateRevocationData().stream()
                        .filter(answer -> answer.getProductionDate() != null)
                        .max(Comparator.comparing(CertificateRevocationWrapper::getProductionDate))
                        .ifPresent(answer ->
                                addChain(answer.getSigningCertificate(), answer.getCertificateChain(), certificates));
            }
        }
    }

    @SuppressWarnings("NullAway") // The chain is empty if nothing is known of the signer.
    private static void addChain(
            CertificateWrapper signer, List<CertificateWrapper> chain, Set<CertificateWrapper> found) {
        if (signer != null && !signer.isTrusted()) {
            found.add(signer);
        }
        for (CertificateWrapper one : chain) {
            if (one.isTrusted()) {
                return;
            }
            found.add(one);
        }
    }

    public boolean contains(Evidence piece) {
        return switch (piece.kind()) {
            case CERTIFICATE ->
                certificates.stream().anyMatch(one -> one.getId().endsWith(piece.subject()));
            case OCSP -> Arrays.stream(piece.subject().split(" ")).anyMatch(serials::contains);
            case CRL -> issuers.contains(piece.subject());
            // Nobody can say what it proves.
            case OTHER -> true;
        };
    }
}
