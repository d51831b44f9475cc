package federzug.trust;

import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.aia.DefaultAIASource;

/** Revocation answers and issuers' certificates from the network, at addresses named in foreign certificates. */
final class OnlineSources {
    private OnlineSources() {}

    /** A verifier without trust anchors; offline it asks nobody. */
    static CertificateVerifier verifier(TrustSettings settings) {
        CertificateVerifier verifier = new CommonCertificateVerifier(true);
        if (!settings.offline()) {
            boolean inside = settings.allowPrivateAddresses();
            verifier.setOcspSource(new OnlineOCSPSource(PublicDataLoader.ocsp(inside)));
            verifier.setCrlSource(new OnlineCRLSource(PublicDataLoader.plain(inside)));
            verifier.setAIASource(new DefaultAIASource(PublicDataLoader.plain(inside)));
        }
        return verifier;
    }
}
