package federzug.trust;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.service.SecureRandomNonceSource;
import eu.europa.esig.dss.service.http.commons.TimestampDataLoader;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** The configured RFC 3161 services: the first that answers properly wins. */
final class TimestampServices implements TSPSource {
    private static final long serialVersionUID = 1L;
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    private static final int LARGEST = 1_000_000;

    private final transient TrustSettings settings;

    private final transient Network network;
    private final transient Clock clock;

    TimestampServices(TrustSettings settings, Network network, Clock clock) {
        this.settings = settings;
        this.network = network;
        this.clock = clock;
    }

    /** @throws TrustException if no service gave a time stamp; each is named with its trouble in the cause */
    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        List<RuntimeException> troubles = new ArrayList<>();
        for (URI address : settings.offline() ? List.<URI>of() : settings.timestampServices()) {
            try {
                TimestampBinary stamp = service(address).getTimeStampResponse(algorithm, digest);
                requireTimely(stamp);
                return stamp;
            } catch (RuntimeException e) {
                troubles.add(e);
            }
        }
        throw unavailable(troubles);
    }

    private OnlineTSPSource service(URI address) {
        int milliseconds = Math.toIntExact(settings.timestampTimeout().toMillis());
        TimestampDataLoader loader = network.prepare(new TimestampDataLoader(), address);
        loader.setTimeoutConnection(milliseconds);
        loader.setTimeoutConnectionRequest(milliseconds);
        loader.setTimeoutResponse(milliseconds);
        loader.setTimeoutSocket(milliseconds);
        loader.setHttpClientResponseHandler(
                new LimitedAnswer(LARGEST, settings.timestampTimeout().multipliedBy(2)));
        OnlineTSPSource service = new OnlineTSPSource(address.toString(), loader);
        service.setNonceSource(new SecureRandomNonceSource());
        return service;
    }

    /** What an expired unit stamps is worthless from the start, and so is a wrong time. */
    private void requireTimely(TimestampBinary stamp) {
        try {
            TimeStampToken token = new TimeStampToken(new CMSSignedData(stamp.getBytes()));
            Date time = token.getTimeStampInfo().getGenTime();
            Duration off = Duration.between(time.toInstant(), clock.instant()).abs();
            if (off.compareTo(CLOCK_DIFFERENCE) > 0) {
                throw new DSSException("time stamp is off by " + off);
            }
            for (Object unit : token.getCertificates().getMatches(token.getSID())) {
                if (!((X509CertificateHolder) unit).isValidOn(time)) {
                    throw new DSSException("the unit's certificate does not hold at " + time);
                }
            }
        } catch (CMSException | TSPException | IOException e) {
            throw new DSSException("no time stamp", e);
        }
    }

    private TrustException unavailable(List<RuntimeException> troubles) {
        String hosts = settings.timestampServices().stream().map(URI::getHost).collect(Collectors.joining(", "));
        RuntimeException cause = null;
        for (RuntimeException trouble : troubles) {
            if (cause == null) {
                cause = trouble;
            } else {
                cause.addSuppressed(trouble);
            }
        }
        return new TrustException(
                Kind.FAILURE, Notice.error("trust.timestamp.unavailable", Place.NOWHERE, hosts), cause);
    }
}
