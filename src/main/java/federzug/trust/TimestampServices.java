package federzug.trust;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.service.http.commons.TimestampDataLoader;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.trust.status.ServiceTime;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.jspecify.annotations.Nullable;

/** The configured RFC 3161 services: the first that answers properly wins. */
final class TimestampServices implements TSPSource {
    private static final long serialVersionUID = 1L;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BITS = 64;
    private static final int LARGEST = 1_000_000;

    private final transient TrustSettings settings;

    private final transient Network network;
    private final transient Clock clock;

    TimestampServices(TrustSettings settings, Network network, Clock clock) {
        this.settings = settings;
        this.network = network;
        this.clock = clock;
    }

    /** @throws TrustException if no service gave a time stamp, with what each of them answered */
    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        List<Notice> answers = new ArrayList<>();
        @Nullable RuntimeException cause = null;
        for (URI address : settings.offline() ? List.<URI>of() : settings.timestampServices()) {
            try {
                return stamp(address, algorithm, digest);
            } catch (DSSException | TimestampFault e) {
                answers.add(TimestampTrouble.explain(address, e));
                if (cause == null) {
                    cause = e;
                } else {
                    cause.addSuppressed(e);
                }
            }
        }
        String hosts = settings.timestampServices().stream().map(URI::getHost).collect(Collectors.joining(", "));
        boolean passes = answers.isEmpty() || answers.stream().anyMatch(TimestampTrouble::passes);
        List<Notice> all = new ArrayList<>();
        all.add(Notice.error(
                passes ? "trust.timestamp.unavailable" : "trust.timestamp.unusable", Place.NOWHERE, hosts));
        answers.forEach(answer -> all.add(as(Severity.NOTE, answer)));
        TrustException failed = new TrustException(Kind.FAILURE, all);
        throw cause == null ? failed : failed.causedBy(cause);
    }

    /**
     * Asks every service, and throws the time stamps away.
     *
     * @return one notice for each: a note if it works, a warning if another one works in its place, else an error
     */
    List<Notice> tryAll(DigestAlgorithm algorithm, byte[] digest) {
        List<Notice> findings = new ArrayList<>();
        for (URI address : settings.offline() ? List.<URI>of() : settings.timestampServices()) {
            try {
                stamp(address, algorithm, digest);
                findings.add(Notice.note("trust.timestamp.works", Place.NOWHERE, TimestampTrouble.name(address)));
            } catch (DSSException | TimestampFault e) {
                findings.add(TimestampTrouble.explain(address, e));
            }
        }
        boolean any = findings.stream().anyMatch(notice -> !notice.isError());
        return findings.stream()
                .map(notice -> any && notice.isError() ? as(Severity.WARNING, notice) : notice)
                .toList();
    }

    /** What time the first service says that answers properly, however far it is from this computer's clock. */
    ServiceTime.Reading time(DigestAlgorithm algorithm, byte[] digest) {
        List<Notice> troubles = new ArrayList<>();
        for (URI address : settings.timestampServices()) {
            Instant asked = clock.instant();
            try {
                Instant time = ask(address, algorithm, digest, TimestampAnswer::time);
                Duration way = Duration.between(asked, clock.instant()).dividedBy(2);
                return new ServiceTime.Reading(
                        Duration.between(time, asked.plus(way)), TimestampTrouble.name(address), troubles);
            } catch (DSSException | TimestampFault e) {
                troubles.add(as(Severity.WARNING, TimestampTrouble.explain(address, e)));
            }
        }
        return new ServiceTime.Reading(null, "", troubles);
    }

    private static Notice as(Severity severity, Notice notice) {
        return new Notice(notice.code(), severity, notice.place(), notice.arguments());
    }

    private TimestampBinary stamp(URI address, DigestAlgorithm algorithm, byte[] digest) {
        return new TimestampBinary(ask(
                address,
                algorithm,
                digest,
                (request, answer) -> TimestampAnswer.token(request, answer, clock.instant())));
    }

    /** Reads a reply to a request. */
    private interface Reader<T> {
        T read(TimeStampRequest request, byte @Nullable [] answer) throws IOException;
    }

    private <T> T ask(URI address, DigestAlgorithm algorithm, byte[] digest, Reader<T> reader) {
        TimeStampRequestGenerator question = new TimeStampRequestGenerator();
        question.setCertReq(true);
        TimeStampRequest request = question.generate(
                new ASN1ObjectIdentifier(algorithm.getOid()), digest, new BigInteger(NONCE_BITS, RANDOM));
        try {
            return reader.read(request, loader(address).post(address.toString(), request.getEncoded()));
        } catch (IOException e) {
            throw new DSSException("no time stamp", e);
        }
    }

    private TimestampDataLoader loader(URI address) {
        int milliseconds = Math.toIntExact(settings.timestampTimeout().toMillis());
        TimestampDataLoader loader = network.prepare(new TimestampDataLoader(), address);
        loader.setTimeoutConnection(milliseconds);
        loader.setTimeoutConnectionRequest(milliseconds);
        loader.setTimeoutResponse(milliseconds);
        loader.setTimeoutSocket(milliseconds);
        // The next service is tried instead.
        loader.setRetryStrategy(new DefaultHttpRequestRetryStrategy(0, TimeValue.ZERO_MILLISECONDS));
        loader.setHttpClientResponseHandler(
                new TimestampReply(LARGEST, settings.timestampTimeout().multipliedBy(2)));
        return loader;
    }
}
