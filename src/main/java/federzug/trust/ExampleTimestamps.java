package federzug.trust;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;

/** The demo time-stamp authority (RFC 3161) inside the process; it shows the time of the clock. */
final class ExampleTimestamps extends KeyEntityTSPSource {
    private static final long serialVersionUID = 1L;

    /** Best practices time-stamp policy of ETSI EN 319 421. */
    private static final String POLICY = "0.4.0.2023.1.1";

    private final transient Clock clock;

    ExampleTimestamps(PrivateKeyEntry unit, Clock clock) {
        super(
                unit.getPrivateKey(),
                (X509Certificate) unit.getCertificate(),
                Arrays.stream(unit.getCertificateChain())
                        .map(X509Certificate.class::cast)
                        .toList());
        this.clock = clock;
        setTsaPolicy(POLICY);
        setDigestAlgorithm(DigestAlgorithm.SHA256);
    }

    @Override
    protected Date getProductionTime() {
        return Date.from(clock.instant());
    }
}
