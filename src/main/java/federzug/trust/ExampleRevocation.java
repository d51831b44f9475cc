package federzug.trust;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.RevocationOrigin;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSRevocationUtils;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the demo authorities whether a certificate is revoked: real signed OCSP responses (RFC 6960) made inside
 * the process, as fresh as the clock says, from the demo revocation lists.
 */
final class ExampleRevocation implements OCSPSource {
    private static final long serialVersionUID = 1L;
    private static final Duration VALIDITY = Duration.ofDays(1);

    private final transient ExampleFolder.Contents example;
    private final transient Clock clock;

    ExampleRevocation(ExampleFolder.Contents example, Clock clock) {
        this.example = example;
        this.clock = clock;
    }

    /** @return null for certificates of anybody else */
    @Override
    public @Nullable OCSPToken getRevocationToken(CertificateToken certificate, CertificateToken issuer) {
        PrivateKeyEntry responder = responder(issuer);
        if (responder == null || !certificate.isSignedBy(issuer)) {
            return null;
        }
        try {
            BasicOCSPResp response = answer(certificate, issuer, responder);
            OCSPToken token = new OCSPToken(response, response.getResponses()[0], certificate, issuer);
            token.setSourceURL(ExampleFolder.HOST + "ocsp");
            token.setExternalOrigin(RevocationOrigin.EXTERNAL);
            return token;
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new DSSException("demo OCSP responder", e);
        }
    }

    private @Nullable PrivateKeyEntry responder(CertificateToken issuer) {
        if (issuer.getPublicKey().equals(example.issuing().getPublicKey())) {
            return example.issuingResponder().entry();
        }
        return issuer.getPublicKey().equals(example.root().getPublicKey())
                ? example.rootResponder().entry()
                : null;
    }

    private BasicOCSPResp answer(CertificateToken certificate, CertificateToken issuer, PrivateKeyEntry responder)
            throws OCSPException, OperatorCreationException, GeneralSecurityException {
        X509Certificate own = (X509Certificate) responder.getCertificate();
        // RFC 6960 names responders by SHA-1 of the key; with any other digest the builder throws.
        DigestCalculator sha1 = new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1);
        BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                SubjectPublicKeyInfo.getInstance(own.getPublicKey().getEncoded()), sha1);
        // OCSP counts in seconds, as our time stamps do: an answer is never older than the time stamp before it.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        CertificateID id = DSSRevocationUtils.getOCSPCertificateID(certificate, issuer, DigestAlgorithm.SHA1);
        builder.addResponse(id, status(certificate), Date.from(now), Date.from(now.plus(VALIDITY)), archive());
        return builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(responder.getPrivateKey()),
                new X509CertificateHolder[] {new JcaX509CertificateHolder(own)},
                Date.from(now));
    }

    private @Nullable CertificateStatus status(CertificateToken certificate) {
        for (X509CRL list : example.revocationLists()) {
            X509CRLEntry entry = list.getRevokedCertificate(certificate.getCertificate());
            if (entry != null) {
                return new RevokedStatus(entry.getRevocationDate(), CRLReason.keyCompromise);
            }
        }
        return CertificateStatus.GOOD;
    }

    /** Expired certificates are answered for too, back to the first day of the demo authorities. */
    private Extensions archive() {
        try {
            Date since = example.root().getNotBefore();
            return new Extensions(new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_archive_cutoff,
                    false,
                    new ASN1GeneralizedTime(since).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
