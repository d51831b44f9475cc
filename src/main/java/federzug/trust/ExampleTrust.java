package federzug.trust;

import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.client.http.DSSFileLoader;
import eu.europa.esig.dss.spi.client.http.MemoryDataLoader;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.aia.DefaultAIASource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import eu.europa.esig.dss.tsl.function.GrantedTrustAnchorPeriodPredicate;
import eu.europa.esig.dss.tsl.source.LOTLSource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The demo authorities at work inside the process: the same code paths as in production, but no network and no port.
 */
final class ExampleTrust {
    private final ExampleFolder.Contents example;
    private final TrustedLists lists;
    private final ExampleRevocation revocation;
    private final Clock clock;
    private @Nullable TSPSource timestamps;
    private final Instant loadedAt;

    private ExampleTrust(ExampleFolder.Contents example, TrustedLists lists, Clock clock) {
        this.example = example;
        this.lists = lists;
        this.revocation = new ExampleRevocation(example, clock);
        this.clock = clock;
        this.loadedAt = clock.instant();
    }

    static ExampleTrust load(ExampleFolder folder, Clock clock) {
        ExampleFolder.Contents example = folder.read();
        CommonTrustedCertificateSource signer = new CommonTrustedCertificateSource();
        signer.addCertificate(example.lotlSigner());
        LOTLSource lotl = new LOTLSource();
        lotl.setUrl(ExampleFolder.LOTL);
        lotl.setCertificateSource(signer);
        lotl.setTLVersions(TrustedLists.NO_SCHEMA);
        lotl.setTrustAnchorValidityPredicate(new GrantedTrustAnchorPeriodPredicate());
        DSSFileLoader loader = url -> {
            byte[] answer = example.answers().get(url);
            if (answer == null) {
                throw new DSSException("not part of the demo: " + url);
            }
            return new InMemoryDocument(answer);
        };
        Instant now = clock.instant();
        return new ExampleTrust(
                example, TrustedLists.load(lotl, loader, new StrictLists(clock, url -> true), url -> now), clock);
    }

    Map<String, byte[]> answers() {
        return example.answers();
    }

    CertificateVerifier verifier() {
        CertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(lists.anchors());
        verifier.setOcspSource(revocation);
        verifier.setAIASource(new DefaultAIASource(new MemoryDataLoader(example.answers())));
        return verifier;
    }

    OCSPSource revocation() {
        return revocation;
    }

    synchronized TSPSource timestamps() {
        TSPSource known = timestamps;
        if (known == null) {
            known = new ExampleTimestamps(example.timestamps().entry(), clock);
            timestamps = known;
        }
        return known;
    }

    TrustedLists lists() {
        return lists;
    }

    Instant loadedAt() {
        return loadedAt;
    }

    /** Issuing CA, then root. */
    List<CertificateToken> chain() {
        return List.of(example.issuing(), example.root());
    }
}
