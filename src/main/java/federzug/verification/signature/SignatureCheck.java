package federzug.verification.signature;

import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.TrustServiceWrapper;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignatureQualification;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.enumerations.TimestampQualification;
import eu.europa.esig.dss.enumerations.TimestampType;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.validation.reports.Reports;
import federzug.notice.PersonalNumber;
import federzug.verification.Examination.Constraint;
import federzug.verification.Examination.Level;
import federzug.verification.Examination.Qualification;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Examination.Technical;
import federzug.verification.Examination.TimestampKind;
import federzug.verification.SignatureDetails;
import federzug.verification.file.SignatureRange;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One signature as the validator judged it, in our own terms. DSS's model stops here. */
public final class SignatureCheck {
    private static final String PADES = "ETSI.CAdES.detached";

    private final SignatureWrapper signature;
    private final SimpleReport report;
    private final SignatureRange range;
    private final boolean coversWholeDocument;
    private final @Nullable CertificateWrapper certificate;
    private final List<Constraint> detail;
    private final CmsSigners signers;
    private final SignatureDetails details;

    SignatureCheck(
            Reports reports,
            SignatureWrapper signature,
            SignatureRange range,
            boolean coversWholeDocument,
            CmsSigners signers,
            SignatureDetails details) {
        this.signers = signers;
        this.details = details;
        this.signature = signature;
        this.report = reports.getSimpleReport();
        this.range = range;
        this.coversWholeDocument = coversWholeDocument;
        this.certificate = signature.getSigningCertificate();
        this.detail = SignatureConstraints.of(reports.getDetailedReport(), signature.getId());
    }

    SignatureFacts facts(String office) {
        Indication indication =
                isOfUnknownMethod() ? Indication.INDETERMINATE : report.getIndication(signature.getId());
        return new SignatureFacts(
                range.field(),
                names().stream().findFirst().orElse(""),
                text(certificate == null ? null : certificate.getSubjectSerialNumber()),
                text(certificate == null ? null : certificate.getOrganizationName()),
                office,
                issuer(),
                isIntact(),
                coversWholeDocument,
                indication == null ? Indication.INDETERMINATE.name() : indication.name(),
                subIndication(),
                quality(),
                level(),
                algorithm(),
                instant(report.getSigningTime(signature.getId())),
                provenTime()
                        .map(TimestampWrapper::getProductionTime)
                        .map(Date::toInstant)
                        .orElse(null),
                technical());
    }

    /** The names a certificate gives: common name, and forename with surname. */
    List<String> names() {
        CertificateWrapper known = certificate;
        if (known == null) {
            return List.of();
        }
        String parts = text(known.getGivenName()) + " " + text(known.getSurname());
        return Stream.of(text(known.getCommonName()), parts.strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** For findings: without numbers that identify the person. */
    String name() {
        return PersonalNumber.maskedIn(names().stream().findFirst().orElse(""));
    }

    /** Whether it cannot be judged because of its method; nothing says that anything was changed. */
    boolean isOfUnknownMethod() {
        return signers.method() != CmsSigners.Method.KNOWN
                && range.sound()
                && (!isIrregular() || isContentProven())
                && signature.getDigestMatchers().stream()
                        .allMatch(match -> match.getType() != DigestMatcherType.MESSAGE_DIGEST
                                || match.getDigestMethod() == null
                                || !match.isDataFound()
                                || match.isDataIntact());
    }

    /** The digest of what is signed was found and fits; without it nothing says that the content is the signed one. */
    private boolean isContentProven() {
        return signature.getDigestMatchers().stream()
                .anyMatch(match -> match.getType() == DigestMatcherType.MESSAGE_DIGEST
                        && match.isDataFound()
                        && match.isDataIntact());
    }

    /** Object identifiers of its algorithms. */
    String algorithms() {
        return signers.algorithms();
    }

    CmsSigners.Method method() {
        return signers.method();
    }

    private boolean isIrregular() {
        return signers.method().isIrregular();
    }

    boolean isSeal() {
        return details.seal();
    }

    boolean isQualifiedSeal() {
        return report.getSignatureQualification(signature.getId()) == SignatureQualification.QESEAL;
    }

    /** EN 319 142-1, 6.3: a PAdES signature says under its own seal which certificate is meant. */
    boolean isCertificateLeftOpen() {
        PDFRevisionWrapper revision = signature.getPDFRevision();
        return revision != null
                && PADES.equals(revision.getSubFilter())
                && !signature.isSigningCertificateReferencePresent();
    }

    boolean isOfSeveralSigners() {
        return signers.count() > 1;
    }

    boolean isPassed() {
        return report.getIndication(signature.getId()) == Indication.TOTAL_PASSED;
    }

    boolean isFailed() {
        return report.getIndication(signature.getId()) == Indication.TOTAL_FAILED
                || !isIntact() && !isWithoutCertificate();
    }

    /** Without the certificate nobody can tell; what is signed fits. */
    private boolean isWithoutCertificate() {
        return report.getSubIndication(signature.getId()) == SubIndication.NO_SIGNING_CERTIFICATE_FOUND
                && range.sound()
                && isContentProven();
    }

    String subIndication() {
        if (isOfUnknownMethod()) {
            return "GENERIC";
        }
        SubIndication reason = report.getSubIndication(signature.getId());
        return reason == null ? "" : reason.name();
    }

    Qualification quality() {
        SignatureQualification quality = report.getSignatureQualification(signature.getId());
        if (quality == null) {
            return Qualification.OTHER;
        }
        return switch (quality) {
            case QESIG -> Qualification.QES;
            case ADESIG_QC -> Qualification.ADES_QC;
            case ADESIG -> Qualification.ADES;
            default -> Qualification.OTHER;
        };
    }

    boolean isQualityOpen() {
        SignatureQualification quality = report.getSignatureQualification(signature.getId());
        return quality == null
                || quality == SignatureQualification.NA
                || quality.name().startsWith("INDETERMINATE");
    }

    boolean hasProvenTime() {
        return provenTime().isPresent();
    }

    /** Rules of which the validator remarks something on a signature, but for those that are judged by us. */
    List<String> remarks() {
        Stream<Message> errors = Stream.concat(
                report.getAdESValidationErrors(signature.getId()).stream(),
                report.getQualificationErrors(signature.getId()).stream());
        Stream<Message> warnings = Stream.concat(
                report.getAdESValidationWarnings(signature.getId()).stream(),
                report.getQualificationWarnings(signature.getId()).stream());
        return Stream.concat(errors, warnings)
                .filter(message -> !ValidatorChanges.areMeantBy(message))
                .map(Message::getKey)
                .map(SignatureConstraints::ruleOf)
                .distinct()
                .toList();
    }

    /** What the validator found changed after this signature. */
    public ValidatorChanges changes() {
        return new ValidatorChanges(signature, report);
    }

    private boolean isIntact() {
        return (signature.isSignatureIntact() || isIrregular())
                && range.sound()
                && (!isIrregular() || isContentProven())
                && signature.getDigestMatchers().stream()
                        .allMatch(match -> match.isDataFound() && match.isDataIntact());
    }

    /**
     * By its own time stamp, or one that older programs keep in the store of evidence (/VRI /TS); or, in a copy that
     * came back without one, by the first one over the whole document.
     */
    private java.util.Optional<TimestampWrapper> provenTime() {
        return Stream.of(
                        signature.getTimestampListByType(TimestampType.SIGNATURE_TIMESTAMP),
                        signature.getTimestampListByType(TimestampType.VRI_TIMESTAMP),
                        signature.getDocumentTimestamps())
                .flatMap(List::stream)
                .filter(stamp -> report.getIndication(stamp.getId()) == Indication.PASSED)
                .findFirst();
    }

    /** Whether it carries a time stamp that was made for something else. */
    boolean hasForeignTimestamp() {
        return signature.getTimestampList().stream()
                .filter(stamp -> stamp.getType() != TimestampType.DOCUMENT_TIMESTAMP
                        && stamp.getType() != TimestampType.VRI_TIMESTAMP)
                .anyMatch(stamp -> !stamp.isMessageImprintDataFound() || !stamp.isMessageImprintDataIntact());
    }

    /** Whether it carries a time stamp that does not fit the signature of its own issuer: its time may be invented. */
    boolean hasDamagedTimestamp() {
        return signers.stampsKnown()
                && signature.getTimestampListByType(TimestampType.SIGNATURE_TIMESTAMP).stream()
                        .anyMatch(stamp -> !stamp.isSignatureIntact() && stamp.getSigningCertificate() != null);
    }

    private Level level() {
        SignatureLevel format = report.getSignatureFormat(signature.getId());
        if (format == null) {
            return Level.B;
        }
        return switch (format) {
            case PAdES_BASELINE_T -> Level.T;
            case PAdES_BASELINE_LT -> Level.LT;
            case PAdES_BASELINE_LTA -> Level.LTA;
            default -> Level.B;
        };
    }

    private String algorithm() {
        return signature.getSignatureAlgorithm() == null
                ? ""
                : text(signature.getSignatureAlgorithm().getJCEId());
    }

    private String issuer() {
        CertificateWrapper known = certificate;
        if (known == null) {
            return "";
        }
        CertificateWrapper issuer = known.getSigningCertificate();
        return text(issuer == null ? known.getCertificateIssuerDN() : issuer.getReadableCertificateName());
    }

    private Technical technical() {
        CertificateWrapper known = certificate;
        SignatureQualification quality = report.getSignatureQualification(signature.getId());
        return new Technical(
                text(known == null ? null : known.getSerialNumber()),
                instant(known == null ? null : known.getNotBefore()),
                instant(known == null ? null : known.getNotAfter()),
                provenTime().map(stamp -> nameOf(stamp.getSigningCertificate())).orElse(""),
                quality == null ? "" : quality.name(),
                remarks(),
                trustService(known),
                country(known),
                known != null && known.isSupportedByQSCD(),
                SignatureDetailing.revocation(known),
                detail,
                details.with(
                        provenTime().map(stamp -> kind(report, stamp.getId())).orElse(TimestampKind.UNKNOWN)));
    }

    static TimestampKind kind(SimpleReport report, String timestamp) {
        TimestampQualification quality = report.getTimestampQualification(timestamp);
        return quality == TimestampQualification.QTSA
                ? TimestampKind.QUALIFIED
                : quality == TimestampQualification.TSA ? TimestampKind.NOT_QUALIFIED : TimestampKind.UNKNOWN;
    }

    private static Stream<TrustServiceWrapper> services(@Nullable CertificateWrapper certificate) {
        return certificate == null || certificate.getTrustServices() == null
                ? Stream.empty()
                : certificate.getTrustServices().stream();
    }

    private static String country(@Nullable CertificateWrapper certificate) {
        return services(certificate)
                .map(service -> service.getCountryCode() != null || service.getTrustedList() == null
                        ? text(service.getCountryCode())
                        : text(service.getTrustedList().getCountryCode()))
                .findFirst()
                .orElse("");
    }

    private static String trustService(@Nullable CertificateWrapper certificate) {
        return services(certificate)
                .map(service -> Stream.concat(service.getTspNames().stream(), service.getServiceNames().stream())
                        .distinct()
                        .collect(Collectors.joining(", ")))
                .findFirst()
                .orElse("");
    }

    static String nameOf(@Nullable CertificateWrapper certificate) {
        return certificate == null ? "" : text(certificate.getReadableCertificateName());
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
