package federzug.trust;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.service.SecureRandomNonceSource;
import eu.europa.esig.dss.service.http.commons.TimestampDataLoader;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The configured RFC 3161 services: the first that answers properly wins. */
final class TimestampServices implements TSPSource {
    private static final long serialVersionUID = 1L;

    private final transient TrustSettings settings;

    TimestampServices(TrustSettings settings) {
        this.settings = settings;
    }

    /** @throws TrustException if no service gave a time stamp; each is named with its trouble in the cause */
    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        List<RuntimeException> troubles = new ArrayList<>();
        for (URI address : settings.offline() ? List.<URI>of() : settings.timestampServices()) {
            try {
                return service(address).getTimeStampResponse(algorithm, digest);
            } catch (RuntimeException e) {
                troubles.add(e);
            }
        }
        throw unavailable(troubles);
    }

    private OnlineTSPSource service(URI address) {
        int milliseconds = Math.toIntExact(settings.timestampTimeout().toMillis());
        TimestampDataLoader loader = new TimestampDataLoader();
        loader.setTimeoutConnection(milliseconds);
        loader.setTimeoutConnectionRequest(milliseconds);
        loader.setTimeoutResponse(milliseconds);
        loader.setTimeoutSocket(milliseconds);
        OnlineTSPSource service = new OnlineTSPSource(address.toString(), loader);
        service.setNonceSource(new SecureRandomNonceSource());
        return service;
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
