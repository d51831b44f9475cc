package federzug.trust;

import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.aia.DefaultAIASource;
import java.time.Clock;

/** Revocation answers and issuers' certificates from the network, at addresses named in foreign certificates. */
final class OnlineSources {
    private OnlineSources() {}

    /** A verifier without trust anchors; offline it queries no service. */
    static CertificateVerifier verifier(TrustSettings settings, Network network, Clock clock) {
        CertificateVerifier verifier = new CommonCertificateVerifier(true);
        if (!settings.offline()) {
            boolean inside = settings.allowPrivateAddresses();
            KeptAnswers kept = new KeptAnswers(settings.cache().resolve("answers"), clock, settings.maximumAge());
            verifier.setOcspSource(new OnlineOCSPSource(PublicDataLoader.ocsp(inside, network, kept)));
            verifier.setCrlSource(new OnlineCRLSource(PublicDataLoader.plain(inside, network, kept)));
            verifier.setAIASource(new DefaultAIASource(PublicDataLoader.plain(inside, network, kept)));
        }
        return verifier;
    }
}
