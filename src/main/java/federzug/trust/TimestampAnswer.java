package federzug.trust;

import eu.europa.esig.dss.enumerations.TimestampType;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import eu.europa.esig.dss.spi.x509.tsp.TimestampToken;
import federzug.notice.ForeignText;
import federzug.notice.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Selector;
import org.jspecify.annotations.Nullable;

/** Reads a reply by RFC 3161: what an expired unit stamps is worthless from the start, and so is a wrong time. */
final class TimestampAnswer {
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    private static final int LONGEST = 160;
    private static final String NONSENSE = "nonsense";
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    /** RFC 3161, 2.4.2. */
    private static final Map<Integer, String> FAILURES = Map.of(
            PKIFailureInfo.badAlg, "badAlg",
            PKIFailureInfo.badRequest, "badRequest",
            PKIFailureInfo.badDataFormat, "badDataFormat",
            PKIFailureInfo.timeNotAvailable, "timeNotAvailable",
            PKIFailureInfo.unacceptedPolicy, "unacceptedPolicy",
            PKIFailureInfo.unacceptedExtension, "unacceptedExtension",
            PKIFailureInfo.addInfoNotAvailable, "addInfoNotAvailable",
            PKIFailureInfo.systemFailure, "systemFailure");

    private static final String QUALIFIED_TIME_STAMPS = "http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST";

    private TimestampAnswer() {}

    /**
     * @return DER of the time-stamp token
     * @throws TimestampFault saying what is wrong with the reply
     */
    static byte[] token(TimeStampRequest request, byte @Nullable [] reply, Instant now) throws IOException {
        TimeStampToken token = granted(request, reply);
        requireTimely(token, now);
        requireUnit(token);
        return token.getEncoded();
    }

    /**
     * @return the time in the time-stamp token, however wrong
     * @throws TimestampFault saying what else is wrong with the reply
     */
    static Instant time(TimeStampRequest request, byte @Nullable [] reply) throws IOException {
        TimeStampToken token = granted(request, reply);
        requireUnit(token);
        return token.getTimeStampInfo().getGenTime().toInstant();
    }

    private static TimeStampToken granted(TimeStampRequest request, byte @Nullable [] reply) throws IOException {
        TimeStampResponse response = parse(reply);
        int status = response.getStatus();
        TimeStampToken token = response.getTimeStampToken();
        if (status != PKIStatus.GRANTED && status != PKIStatus.GRANTED_WITH_MODS || token == null) {
            throw new TimestampFault("refused", reason(response));
        }
        try {
            response.validate(request);
        } catch (TSPException e) {
            throw new TimestampFault("foreign", "");
        }
        return token;
    }

    private static TimeStampResponse parse(byte @Nullable [] reply) throws IOException {
        if (reply == null || reply.length == 0) {
            throw new TimestampFault("empty", "");
        }
        try {
            return new TimeStampResponse(reply);
        } catch (TSPException | IOException | RuntimeException e) {
            String start = new String(reply, 0, Math.min(reply.length, 512), StandardCharsets.ISO_8859_1)
                    .strip()
                    .toLowerCase(Locale.ROOT);
            throw new TimestampFault(
                    start.startsWith("<!doctype") || start.startsWith("<html") ? "page" : NONSENSE, "");
        }
    }

    private static String reason(TimeStampResponse response) {
        List<String> words = new ArrayList<>();
        @Nullable PKIFailureInfo failure = response.getFailInfo();
        if (failure != null) {
            words.add(FAILURES.getOrDefault(failure.intValue(), "failInfo " + failure.intValue()));
        }
        String said = ForeignText.shown(response.getStatusString(), LONGEST);
        if (!said.isEmpty()) {
            words.add(Texts.german().text("trust.answer.quote", said));
        }
        return words.isEmpty() ? "PKIStatus " + response.getStatus() : String.join(", ", words);
    }

    private static void requireTimely(TimeStampToken token, Instant now) {
        Date time = token.getTimeStampInfo().getGenTime();
        Duration off = Duration.between(time.toInstant(), now).abs();
        if (off.compareTo(CLOCK_DIFFERENCE) > 0) {
            throw new TimestampFault("clock", String.valueOf(off.toMinutes()));
        }
    }

    private static void requireUnit(TimeStampToken token) {
        Date time = token.getTimeStampInfo().getGenTime();
        @SuppressWarnings("unchecked")
        Selector<X509CertificateHolder> own = token.getSID();
        List<X509CertificateHolder> units = List.copyOf(token.getCertificates().getMatches(own));
        if (units.isEmpty()) {
            throw new TimestampFault("no-certificate", "");
        }
        for (X509CertificateHolder unit : units) {
            if (!unit.isValidOn(time)) {
                throw new TimestampFault(unit.getNotAfter().before(time) ? "expired" : "not-yet", "");
            }
            if (!isSignedBy(token, unit)) {
                throw new TimestampFault("broken", "");
            }
        }
    }

    /**
     * Whether the unit that signed the token, or an authority in it, is a granted service for qualified time stamps at the
     * time of the token (ETSI TS 119 612, 5.5.1 and 5.5.4).
     */
    static boolean isOfQualifiedService(byte[] token, TrustedListsCertificateSource lists) {
        try {
            TimestampToken stamp = new TimestampToken(token, TimestampType.SIGNATURE_TIMESTAMP);
            Date time = stamp.getGenerationTime();
            return stamp.getCertificateSource().getCertificates().stream()
                    .flatMap(certificate -> lists.getTrustServices(certificate).stream())
                    .map(service -> service.getTrustService().getCurrent(time))
                    .anyMatch(now -> now != null
                            && QUALIFIED_TIME_STAMPS.equals(now.getType())
                            && now.getStatus() != null
                            && now.getStatus().endsWith("/granted"));
        } catch (TSPException | IOException | CMSException | DSSException e) {
            return false;
        }
    }

    private static boolean isSignedBy(TimeStampToken token, X509CertificateHolder unit) {
        try {
            return token.isSignatureValid(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(PROVIDER)
                    .build(unit));
        } catch (TSPException | OperatorCreationException | java.security.cert.CertificateException e) {
            return false;
        }
    }
}
