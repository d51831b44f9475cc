package federzug.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPSource;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Certificates named by hand: whoever names them answers for them. */
final class NamedTrust {
    private static final long LARGEST = 1_000_000;

    private final TrustSource.Named source;
    private final CommonTrustedCertificateSource anchors;
    private final CertificateVerifier verifier;

    private NamedTrust(TrustSource.Named source, CommonTrustedCertificateSource anchors, CertificateVerifier verifier) {
        this.source = source;
        this.anchors = anchors;
        this.verifier = verifier;
    }

    /** @param exampleRevocation asked for only if a certificate of the demo authorities is among them */
    static NamedTrust read(
            TrustSource.Named source,
            Supplier<CertificateVerifier> online,
            DemoRoot demo,
            Supplier<OCSPSource> exampleRevocation) {
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        for (Certificate certificate : certificates(source.location())) {
            anchors.addCertificate(new CertificateToken((X509Certificate) certificate));
        }
        CertificateVerifier verifier = online.get();
        verifier.setTrustedCertSources(anchors);
        if (demo.endsHere(anchors.getCertificates())) {
            verifier.setOcspSource(exampleRevocation.get());
        }
        return new NamedTrust(source, anchors, verifier);
    }

    private static Collection<? extends Certificate> certificates(String location) {
        if (location.matches("(?i)https?:.*")) {
            throw unusable("trust.named.address", location, null);
        }
        try {
            Path file = Path.of(location);
            if (!Files.isRegularFile(file)) {
                throw unusable("trust.named.missing", location, null);
            }
            if (Files.size(file) > LARGEST) {
                throw unusable("trust.named.unreadable", location, null);
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 0 && (bytes[0] == '<' || bytes[0] == (byte) 0xEF)) {
                throw unusable("trust.named.list", location, null);
            }
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
            if (found.isEmpty()) {
                throw unusable("trust.named.unreadable", location, null);
            }
            return found;
        } catch (IOException | CertificateException | InvalidPathException e) {
            throw unusable("trust.named.unreadable", location, e);
        }
    }

    private static TrustException unusable(String code, String location, @Nullable Exception cause) {
        return new TrustException(Kind.INPUT, Notice.error(code, Place.NOWHERE, location), cause);
    }

    CertificateVerifier verifier() {
        return verifier;
    }

    TrustStatus status(Instant now) {
        return new TrustStatus(source, null, 0, now, anchors.getCertificates().isEmpty());
    }
}
