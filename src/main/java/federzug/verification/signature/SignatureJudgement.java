package federzug.verification.signature;

import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.Context;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.policy.CryptographicSuite;
import eu.europa.esig.dss.validation.reports.Reports;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.verification.Examination.Qualification;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Examination.TimestampFacts;
import federzug.verification.Expected;
import federzug.verification.Finding;
import federzug.verification.change.Evidence;
import federzug.verification.file.SignatureRange;
import federzug.verification.file.SignedFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.jspecify.annotations.Nullable;

/** Judges each signature and time stamp in the file by the validator's reports. */
public final class SignatureJudgement {
    private final Expected expected;
    private final Texts texts;
    private final GermanTime time;
    private final List<Finding> findings = new ArrayList<>();
    private final List<SignatureFacts> signatures = new ArrayList<>();
    private final List<TimestampFacts> timestamps = new ArrayList<>();
    private final Map<String, SignatureCheck> checks = new LinkedHashMap<>();
    private @Nullable NeededEvidence evidence;

    public SignatureJudgement(Expected expected, Texts texts, GermanTime time) {
        this.expected = expected;
        this.texts = texts;
        this.time = time;
    }

    /** @param validator that made the reports */
    public List<Finding> of(SignedFile file, Reports reports, Validator validator) {
        evidence = new NeededEvidence(reports.getDiagnosticData());
        validator.withPolicy(policy -> {
            CryptographicSuite suite = policy.getSignatureCryptographicConstraint(Context.SIGNATURE);
            signatures(file, reports, new SignatureDetailing(file, suite));
            return suite;
        });
        timestamps(file, reports);
        return findings;
    }

    /** Whether a signature or time stamp rests on that evidence; so long as nothing was judged, any may. */
    public boolean isNeeded(Evidence piece) {
        return evidence == null || evidence.contains(piece);
    }

    /** By field; empty before the judgement. */
    public Map<String, SignatureCheck> checks() {
        return Collections.unmodifiableMap(checks);
    }

    public List<SignatureFacts> signatures() {
        return signatures;
    }

    public List<TimestampFacts> timestamps() {
        return timestamps;
    }

    private void signatures(SignedFile file, Reports reports, SignatureDetailing detailing) {
        Set<Integer> gaps = new HashSet<>();
        for (SignatureRange range : file.ranges()) {
            if (range.timeStamp()) {
                continue;
            }
            SignatureWrapper signature = reports.getDiagnosticData().getSignatures().stream()
                    .filter(any -> isOf(any.getPDFRevision(), range))
                    .findFirst()
                    .orElse(null);
            if (signature == null) {
                unread(file, range);
                continue;
            }
            if (range.gap() >= 0 && !gaps.add(range.gap())) {
                add(Notice.error("verification.signature.duplicate", Place.NOWHERE, range.field()), range.field());
            }
            SignatureCheck check = new SignatureCheck(
                    reports,
                    signature,
                    range,
                    range.end() == file.length() && range.sound(),
                    CmsSigners.of(file.signature(range.field())),
                    detailing.of(
                            signature, range, reports.getSimpleReport().getSignatureQualification(signature.getId())));
            checks.put(range.field(), check);
            signatures.add(check.facts(officeOf(range.field())));
            judge(range, check);
            // Unsigned attributes lie outside the signature: exchanging them leaves it intact.
            if (check.hasForeignTimestamp()) {
                add(
                        Notice.error("verification.timestamp.foreign", Place.NOWHERE, signerOf(range.field())),
                        range.field());
            } else if (check.hasDamagedTimestamp()) {
                add(
                        Notice.error("verification.timestamp.damaged", Place.NOWHERE, signerOf(range.field())),
                        range.field());
            }
        }
    }

    /** The validator passes over what has a form that it does not know, and over what was made unreadable. */
    private void unread(SignedFile file, SignatureRange range) {
        COSDictionary signature = file.signature(range.field());
        if (signature != null && UnreadSignature.fits(range, signature, file.bytes())) {
            String form = UnreadSignature.form(signature);
            add(Notice.warning("verification.signature.unread", Place.NOWHERE, range.field(), form), range.field());
        } else {
            add(Notice.error("verification.signature.hidden", Place.NOWHERE, range.field()), range.field());
        }
    }

    private void judge(SignatureRange range, SignatureCheck check) {
        String field = range.field();
        String signer = signerOf(field);
        if (check.isOfSeveralSigners()) {
            add(Notice.error("verification.signature.several-signers", Place.NOWHERE, signer), field);
        }
        if (check.isCertificateLeftOpen()) {
            add(Notice.warning("verification.signature.certificate-left-open", Place.NOWHERE, signer), field);
        }
        if (check.isOfUnknownMethod()) {
            String code = switch (check.method()) {
                case CONTRADICTORY -> "verification.signature.contradictory-method";
                case UNORDERED -> "verification.signature.unordered-attributes";
                case ENVELOPING -> "verification.signature.enveloping";
                default -> "verification.signature.unknown-method";
            };
            add(Notice.warning(code, Place.NOWHERE, signer, check.algorithms()), field);
            return;
        }
        if (!check.isPassed()) {
            String code = "verification.subindication."
                    + check.subIndication().toLowerCase(Locale.ROOT).replace('_', '-');
            String known =
                    check.subIndication().isEmpty() || !texts.has(code) ? "verification.subindication.other" : code;
            add(
                    check.isFailed()
                            ? Notice.error(known, Place.NOWHERE, signer)
                            : Notice.warning(known, Place.NOWHERE, signer),
                    field);
            return;
        }
        quality(field, signer, check);
        if (!check.hasProvenTime()) {
            String code = "verification.signature.without-timestamp";
            // Signing through Federzug always adds a time stamp, so its absence is suspicious.
            add(
                    expected.signatories().isEmpty() && expected.seal().isEmpty()
                            ? Notice.note(code, Place.NOWHERE, signer)
                            : Notice.warning(code, Place.NOWHERE, signer),
                    field);
        }
        if (!check.remarks().isEmpty()) {
            add(Notice.note("verification.signature.remark", Place.NOWHERE, signer), field);
        }
    }

    private void quality(String field, String signer, SignatureCheck check) {
        if (field.equals(expected.seal())) {
            sealQuality(field, signer, check);
            return;
        }
        if (check.quality() == Qualification.QES) {
            return;
        }
        if (check.isQualifiedSeal()) {
            // Where persons were to sign, a seal is none of their signatures (BGB, § 126a).
            add(
                    expected.signatories().isEmpty()
                            ? Notice.note("verification.signature.seal", Place.NOWHERE, signer)
                            : Notice.warning("verification.signature.seal", Place.NOWHERE, signer),
                    field);
            return;
        }
        if (check.isQualityOpen()) {
            add(Notice.warning("verification.signature.qualification-open", Place.NOWHERE, signer), field);
            return;
        }
        String quality = texts.text(check.facts(officeOf(field)).qualityCode());
        add(Notice.warning("verification.signature.not-qualified", Place.NOWHERE, signer, quality), field);
    }

    /** A house may seal without being qualified for it; that it is no seal at all is found by who expects one. */
    private void sealQuality(String field, String signer, SignatureCheck check) {
        if (check.isQualifiedSeal()) {
            add(Notice.note("verification.signature.seal", Place.NOWHERE, signer), field);
        } else if (check.isSeal()) {
            String kind = texts.text(check.facts("").qualityCode());
            add(Notice.note("verification.signature.seal-kind", Place.NOWHERE, signer, kind), field);
        }
    }

    private void timestamps(SignedFile file, Reports reports) {
        Set<Integer> gaps = new HashSet<>();
        for (SignatureRange range : file.ranges()) {
            if (!range.timeStamp()) {
                continue;
            }
            if (range.gap() >= 0 && !gaps.add(range.gap())) {
                add(Notice.error("verification.signature.duplicate", Place.NOWHERE, range.field()), range.field());
            }
            TimestampWrapper stamp = reports.getDiagnosticData().getTimestampList().stream()
                    .filter(any -> isOf(any.getPDFRevision(), range))
                    .findFirst()
                    .orElse(null);
            if (stamp == null) {
                add(Notice.error("verification.signature.hidden", Place.NOWHERE, range.field()), range.field());
                continue;
            }
            Indication indication = reports.getSimpleReport().getIndication(stamp.getId());
            Date time = stamp.getProductionTime();
            timestamps.add(new TimestampFacts(
                    time == null ? null : time.toInstant(),
                    SignatureCheck.nameOf(stamp.getSigningCertificate()),
                    range.end() == file.length(),
                    indication == null ? Indication.INDETERMINATE.name() : indication.name(),
                    SignatureCheck.kind(reports.getSimpleReport(), stamp.getId())));
            if (!stamp.isMessageImprintDataIntact() || !stamp.isSignatureIntact() || indication == Indication.FAILED) {
                add(Notice.error("verification.timestamp.broken", Place.NOWHERE, range.field()), range.field());
            } else if (indication != Indication.PASSED) {
                String code = isOfUnknownIssuer(reports.getSimpleReport().getSubIndication(stamp.getId()))
                        ? "verification.timestamp.unlisted"
                        : "verification.timestamp.undecided";
                add(Notice.warning(code, Place.NOWHERE, range.field()), range.field());
            } else if (range.end() == lastStamp(file)) {
                unitOfLastStamp(stamp, reports.getDiagnosticData().getValidationDate(), range.field());
            }
        }
    }

    /**
     * A listed unit is trusted as long as the list names it, whatever became of its certificate. The time stamp above all
     * others then lasts no longer than its entry, which nobody can foresee.
     */
    private void unitOfLastStamp(TimestampWrapper stamp, Date now, String field) {
        CertificateWrapper unit = stamp.getSigningCertificate();
        Date end = unit == null ? null : unit.getNotAfter();
        if (end != null && end.before(now)) {
            add(
                    Notice.note("verification.timestamp.unit-ended", Place.NOWHERE, field, time.day(end.toInstant())),
                    field);
        }
    }

    private static int lastStamp(SignedFile file) {
        return file.ranges().stream()
                .filter(SignatureRange::timeStamp)
                .mapToInt(SignatureRange::end)
                .max()
                .orElse(-1);
    }

    private static boolean isOfUnknownIssuer(@Nullable SubIndication reason) {
        return reason == SubIndication.NO_CERTIFICATE_CHAIN_FOUND
                || reason == SubIndication.NO_CERTIFICATE_CHAIN_FOUND_NO_POE;
    }

    /** The validator knows a field by the last part of its name; the bytes that it covers tell which one it is. */
    private static boolean isOf(@Nullable PDFRevisionWrapper revision, SignatureRange range) {
        if (revision == null) {
            return false;
        }
        List<BigInteger> bytes = revision.getSignatureByteRange();
        return revision.getSignatureFieldNames().contains(range.field())
                || range.sound()
                        && bytes != null
                        && bytes.size() == 4
                        && bytes.get(1).intValue() == range.gap()
                        && bytes.get(2).add(bytes.get(3)).intValue() == range.end();
    }

    private String officeOf(String field) {
        return expected.signatories().stream()
                .filter(signer -> signer.field().name().equals(field))
                .map(Expected.Signer::office)
                .findFirst()
                .orElse("");
    }

    /** The name in the certificate, or in quotes the field, if there is none. */
    public String signerOf(String field) {
        SignatureCheck check = checks.get(field);
        return check == null || check.name().isEmpty() ? "»" + field + "«" : check.name();
    }

    private void add(Notice notice, String field) {
        findings.add(new Finding(notice, field));
    }
}
