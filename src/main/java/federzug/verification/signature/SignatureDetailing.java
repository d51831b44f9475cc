package federzug.verification.signature;

import eu.europa.esig.dss.diagnostic.AbstractTokenProxy;
import eu.europa.esig.dss.diagnostic.CertificateRevocationWrapper;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.QCTypeEnum;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureQualification;
import eu.europa.esig.dss.model.policy.CryptographicSuite;
import eu.europa.esig.dss.validation.policy.CryptographicSuiteUtils;
import federzug.verification.Examination.Revocation;
import federzug.verification.Examination.TimestampKind;
import federzug.verification.SignatureDetails;
import federzug.verification.SignatureDetails.ChainCertificate;
import federzug.verification.SignatureDetails.Coverage;
import federzug.verification.SignatureDetails.Statement;
import federzug.verification.SignatureDetails.Suitability;
import federzug.verification.SignatureDetails.Use;
import federzug.verification.file.SignatureRange;
import federzug.verification.file.SignedFile;
import federzug.verification.file.SignedRevisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what is put on file of a signature: its own statements, chain, algorithms, and what it covers. */
final class SignatureDetailing {
    private static final int LONGEST_STATEMENT = 500;

    private final SignedRevisions revisions;
    private final int length;
    private final CryptographicSuite suite;

    /** @param suite says until when algorithms are considered secure */
    SignatureDetailing(SignedFile file, CryptographicSuite suite) {
        this.revisions = new SignedRevisions(file);
        this.length = file.length();
        this.suite = suite;
    }

    SignatureDetails of(
            SignatureWrapper signature, SignatureRange range, @Nullable SignatureQualification qualification) {
        List<ChainCertificate> chain = new ArrayList<>();
        Map<String, Set<Use>> uses = new LinkedHashMap<>();
        Map<String, Suitability> algorithms = new LinkedHashMap<>();
        use(signature, Use.SIGNATURE, uses, algorithms);
        signature.getTimestampList().forEach(stamp -> use(stamp, Use.TIME_STAMP, uses, algorithms));
        for (CertificateWrapper certificate : signature.getCertificateChain()) {
            chain.add(link(certificate));
            if (certificate.isTrusted()) {
                break;
            }
            use(certificate, Use.CERTIFICATE, uses, algorithms);
        }
        return new SignatureDetails(
                statement(signature.getPDFRevision()),
                isSeal(qualification, signature.getSigningCertificate()),
                chain,
                algorithms.entrySet().stream()
                        .map(entry -> withUses(entry.getValue(), uses.getOrDefault(entry.getKey(), Set.of())))
                        .toList(),
                coverage(range),
                TimestampKind.UNKNOWN);
    }

    private static Statement statement(@Nullable PDFRevisionWrapper revision) {
        return revision == null
                ? new Statement("", "", "")
                : new Statement(
                        stated(revision.getReason()), stated(revision.getLocation()), stated(revision.getSignerName()));
    }

    private static String stated(@Nullable String text) {
        String plain = SignatureCheck.text(text).strip();
        return plain.length() <= LONGEST_STATEMENT ? plain : plain.substring(0, LONGEST_STATEMENT) + "…";
    }

    /** By the lists; where they say nothing, by the certificate's own statement (EN 319 412-5, 4.2.3). */
    private static boolean isSeal(
            @Nullable SignatureQualification qualification, @Nullable CertificateWrapper certificate) {
        if (qualification != null && qualification.name().contains("SIG")) {
            return false;
        }
        boolean byList = qualification != null && qualification.name().contains("SEAL");
        return byList
                || certificate != null
                        && certificate.getQcTypes().stream()
                                .anyMatch(type -> QCTypeEnum.QCT_ESEAL.getOid().equals(type.getOid()))
                        && certificate.getQcTypes().stream()
                                .noneMatch(type -> QCTypeEnum.QCT_ESIGN.getOid().equals(type.getOid()));
    }

    private static ChainCertificate link(CertificateWrapper certificate) {
        return new ChainCertificate(
                SignatureCheck.nameOf(certificate),
                SignatureCheck.text(certificate.getSerialNumber()),
                SignatureCheck.instant(certificate.getNotBefore()),
                SignatureCheck.instant(certificate.getNotAfter()),
                certificate.isTrusted(),
                revocation(certificate),
                freshest(certificate)
                        .filter(CertificateRevocationWrapper::isRevoked)
                        .map(CertificateRevocationWrapper::getRevocationDate)
                        .map(Date::toInstant)
                        .orElse(null));
    }

    private static Optional<CertificateRevocationWrapper> freshest(@Nullable CertificateWrapper certificate) {
        return Stream.ofNullable(certificate)
                .map(CertificateWrapper::getCertificateRevocationData)
                .filter(all -> all != null)
                .flatMap(List::stream)
                .filter(one -> one.getProductionDate() != null)
                .max(Comparator.comparing(CertificateRevocationWrapper::getProductionDate));
    }

    /** The freshest answer is the one the validation rests on. */
    static @Nullable Revocation revocation(@Nullable CertificateWrapper certificate) {
        return freshest(certificate)
                .map(one -> new Revocation(
                        String.valueOf(one.getRevocationType()),
                        one.isInternalRevocationOrigin(),
                        SignatureCheck.text(one.getSourceAddress()),
                        SignatureCheck.instant(one.getProductionDate()),
                        String.valueOf(one.getStatus())))
                .orElse(null);
    }

    private void use(
            AbstractTokenProxy token, Use use, Map<String, Set<Use>> uses, Map<String, Suitability> algorithms) {
        SignatureAlgorithm algorithm = token.getSignatureAlgorithm();
        if (algorithm == null) {
            return;
        }
        String bits = SignatureCheck.text(token.getKeyLengthUsedToSignThisToken());
        String name = algorithm.getJCEId() + (bits.matches("\\d+") ? " (" + bits + " bit)" : "");
        uses.computeIfAbsent(name, any -> EnumSet.noneOf(Use.class)).add(use);
        algorithms.computeIfAbsent(name, any -> suitability(name, algorithm, bits));
    }

    private Suitability suitability(String name, SignatureAlgorithm algorithm, String bits) {
        boolean known = CryptographicSuiteUtils.isSignatureAlgorithmReliable(suite, algorithm)
                && CryptographicSuiteUtils.isDigestAlgorithmReliable(suite, algorithm.getDigestAlgorithm());
        Instant until = Stream.of(
                        Optional.ofNullable(CryptographicSuiteUtils.getExpirationDate(suite, algorithm, bits)),
                        Optional.ofNullable(
                                CryptographicSuiteUtils.getExpirationDate(suite, algorithm.getDigestAlgorithm())))
                .flatMap(Optional::stream)
                .map(Date::toInstant)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Suitability(
                name,
                List.of(),
                known,
                until,
                SignatureCheck.text(suite.getPolicyName()),
                SignatureCheck.instant(suite.getCryptographicSuiteUpdateDate()));
    }

    private static Suitability withUses(Suitability one, Set<Use> uses) {
        return new Suitability(
                one.algorithm(), List.copyOf(uses), one.known(), one.until(), one.source(), one.sourceIssued());
    }

    private @Nullable Coverage coverage(SignatureRange range) {
        return revisions
                .of(range.field())
                .map(revision -> new Coverage(
                        revision.name(), range.end(), range.gap(), revision.gapEnd(), length, revision.sha256()))
                .orElse(null);
    }
}
