package federzug.verification.signature;

import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.enumerations.CertificateQualification;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplecertificatereport.SimpleCertificateReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.validation.CertificateValidator;
import eu.europa.esig.dss.validation.reports.CertificateReports;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.PersonalNumber;
import federzug.notice.Place;
import federzug.trust.Trust;
import federzug.trust.TrustException;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import federzug.verification.Expected;
import federzug.verification.SignerFacts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known objections to a certificate before anything is signed with it. What cannot be known yet, because no
 * service answers or the lists are old, is left to the check of the signature, which fails closed.
 */
public final class SignerExamination {
    private final Trust trust;
    private final Instant now;
    private final GermanTime time;
    private final List<Notice> faults = new ArrayList<>();
    private SignerFacts.Quality quality = SignerFacts.Quality.UNKNOWN;
    private boolean revocationKnown;
    private @Nullable TrustStatus status;

    public SignerExamination(Trust trust, Clock clock) {
        this.trust = trust;
        this.now = clock.instant();
        this.time = GermanTime.of(clock);
    }

    public List<Notice> faults(List<byte[]> encodedChain, Expected.Signer expected, boolean rehearsal) {
        return facts(encodedChain, expected, rehearsal).faults();
    }

    public SignerFacts facts(List<byte[]> encodedChain, Expected.Signer expected, boolean rehearsal) {
        try {
            examine(encodedChain.stream().map(DSSUtils::loadCertificate).toList(), expected, rehearsal);
        } catch (DSSException e) {
            faults.add(Notice.error("verification.signer.unreadable", Place.NOWHERE));
        }
        return new SignerFacts(faults, quality, revocationKnown, status);
    }

    private void examine(List<CertificateToken> chain, Expected.Signer expected, boolean rehearsal) {
        CertificateToken own = chain.get(0);
        List<String> names = names(own);
        String shown =
                PersonalNumber.maskedIn(names.isEmpty() ? own.getSubject().getRFC2253() : names.get(0));
        if (!PersonNames.anyMatches(expected.names(), names)) {
            String wanted = expected.names().isEmpty() ? "" : expected.names().get(0);
            add("verification.signer.wrong-person", wanted, shown);
        }
        if (own.getNotAfter().toInstant().isBefore(now)) {
            add("verification.signer.expired", shown, day(own.getNotAfter()));
        }
        if (own.getNotBefore().toInstant().isAfter(now)) {
            add("verification.signer.not-yet", shown, day(own.getNotBefore()));
        }
        TrustSource source = trust.endsAtDemoRoot(chain) ? TrustSource.EXAMPLE : TrustSource.EU;
        try {
            status = trust.status(source);
            if (!status.stale()) {
                atIssuer(chain, source, shown, rehearsal);
            }
        } catch (TrustException e) {
            // The check of the signature says so, and does not pass.
        }
    }

    private void atIssuer(List<CertificateToken> chain, TrustSource source, String shown, boolean rehearsal) {
        CertificateToken own = chain.get(0);
        CertificateVerifier verifier = trust.verifier(source);
        CommonCertificateSource issuers = new CommonCertificateSource();
        chain.stream().skip(1).forEach(issuers::addCertificate);
        verifier.setAdjunctCertSources(issuers);
        CertificateValidator validator = CertificateValidator.fromCertificate(own);
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(Date.from(now));
        CertificateReports reports = validator.validate();
        SimpleCertificateReport report = reports.getSimpleReport();
        String id = report.getCertificateIds().get(0);
        @Nullable Date revoked = report.getCertificateRevocationDate(id);
        if (revoked != null) {
            add("verification.signer.revoked", shown, day(revoked));
        }
        CertificateWrapper seen = reports.getDiagnosticData().getUsedCertificateById(id);
        revocationKnown = seen != null && seen.isRevocationDataAvailable();
        boolean qualified = report.getQualificationAtValidationTime() == CertificateQualification.QCERT_FOR_ESIG_QSCD;
        quality = qualified ? SignerFacts.Quality.QUALIFIED : SignerFacts.Quality.NOT_QUALIFIED;
        if (!rehearsal && faults.isEmpty() && !qualified) {
            add("verification.signer.not-qualified", shown);
        }
    }

    private void add(String code, Object... arguments) {
        faults.add(Notice.error(code, Place.NOWHERE, arguments));
    }

    private static List<String> names(CertificateToken certificate) {
        X500Name subject =
                X500Name.getInstance(certificate.getSubject().getPrincipal().getEncoded());
        String parts = first(subject.getRDNs(BCStyle.GIVENNAME)) + " " + first(subject.getRDNs(BCStyle.SURNAME));
        return Stream.of(first(subject.getRDNs(BCStyle.CN)), parts.strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String first(RDN[] names) {
        return names.length == 0
                ? ""
                : IETFUtils.valueToString(names[0].getFirst().getValue());
    }

    private LocalDate day(Date date) {
        return time.day(date.toInstant());
    }
}
