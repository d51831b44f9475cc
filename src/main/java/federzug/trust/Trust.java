package federzug.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.util.Collection;
import org.springframework.stereotype.Component;

/**
 * Whom we believe. For the example trust everything is answered inside the process: trusted list, revocation and time
 * stamps; no network, no port.
 */
@Component
public class Trust {
    /** A fresh verifier: trusted certificates, revocation sources, AIA where configured. Fails closed. */
    public CertificateVerifier verifier(TrustSource source) {
        throw new UnsupportedOperationException();
    }

    /** How fresh that source's data are; loads them if they never were. */
    public TrustStatus status(TrustSource source) {
        throw new UnsupportedOperationException();
    }

    /** RFC 3161 time stamps: the demo authority in a rehearsal, else the configured services in order. */
    public TSPSource timestamps(boolean rehearsal) {
        throw new UnsupportedOperationException();
    }

    /** Whether a chain ends at the demo root, told by the root's key hash, whatever the names say. */
    public boolean endsAtDemoRoot(Collection<CertificateToken> chain) {
        throw new UnsupportedOperationException();
    }
}
