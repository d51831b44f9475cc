package federzug.verification;

import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.pades.exception.InvalidPasswordException;
import eu.europa.esig.dss.validation.reports.Reports;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import federzug.verification.Examination.ChangedPage;
import federzug.verification.Examination.Qualification;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Examination.TimestampFacts;
import federzug.verification.Examination.Wording;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check of one file, from its bytes to the verdict. */
final class FileExamination {
    private static final Logger LOG = LoggerFactory.getLogger(FileExamination.class);
    private static final int HEADER_WITHIN = 1024;
    /** Thirty signatories, each with evidence, and a renewal every year for a century. */
    private static final int MOST_REVISIONS = 300;

    private final byte[] bytes;
    private final String name;
    private final Expected expected;
    private final @Nullable TrustSource asked;
    private final Trust trust;
    private final Validator validator;
    private final Instant now;
    private final Texts texts;
    private final boolean foreign;
    private List<RevisionWalk.Touched> touched = List.of();

    private final List<Finding> findings = new ArrayList<>();
    private final List<SignatureFacts> signatures = new ArrayList<>();
    private final List<TimestampFacts> timestamps = new ArrayList<>();
    private final Map<String, SignatureCheck> checks = new LinkedHashMap<>();
    private Wording wording = Wording.NOT_COMPARED;
    private TrustStatus status;
    private String etsiReport = "";

    FileExamination(
            byte[] bytes,
            String name,
            Expected expected,
            @Nullable TrustSource asked,
            Trust trust,
            Validator validator,
            Instant now,
            Texts texts) {
        this.bytes = bytes;
        this.name = name;
        this.expected = expected;
        this.asked = asked;
        this.trust = trust;
        this.validator = validator;
        this.now = now;
        this.texts = texts;
        this.foreign = expected.prepared() == null
                && expected.signatories().isEmpty()
                && expected.open().isEmpty();
        this.status = unknown(asked);
    }

    static TrustStatus unknown(@Nullable TrustSource source) {
        return new TrustStatus(source == null ? TrustSource.EU : source, null, 0, null, true);
    }

    Verdict verdict() {
        if (!isPdf()) {
            add(Notice.error("verification.document.not-pdf", Place.NOWHERE));
            return Verdicts.of(examination());
        }
        if (PackedParts.swell(bytes)) {
            add(Notice.warning("verification.document.bomb", Place.NOWHERE, PackedParts.MOST_OBJECTS >> 20));
            return Verdicts.of(examination());
        }
        int revisions = revisions();
        if (revisions > MOST_REVISIONS) {
            add(Notice.warning("verification.document.too-many-revisions", Place.NOWHERE, revisions, MOST_REVISIONS));
            return Verdicts.of(examination());
        }
        try (SignedFile file = SignedFile.open(bytes)) {
            if (file.isEncrypted()) {
                add(Notice.warning("verification.document.encrypted", Place.NOWHERE));
            } else {
                examine(file);
            }
        } catch (InvalidPasswordException e) {
            add(Notice.warning("verification.document.encrypted", Place.NOWHERE));
        } catch (IOException e) {
            add(Notice.error("verification.document.damaged", Place.NOWHERE));
        }
        return Verdicts.of(examination());
    }

    private int revisions() {
        int count = 0;
        for (int i = 0; i + 5 <= bytes.length; i++) {
            if (bytes[i] == '%' && Arrays.equals(bytes, i, i + 5, SignatureRange.EOF_MARK, 0, 5)) {
                count++;
            }
        }
        return count;
    }

    private void examine(SignedFile file) {
        for (SignatureRange range : file.ranges()) {
            if (!range.sound()) {
                add(Notice.error("verification.signature.byte-range", Place.NOWHERE, range.field()), range.field());
            }
        }
        if (file.ranges().stream().allMatch(SignatureRange::timeStamp)) {
            add(Notice.error("verification.document.no-signature", Place.NOWHERE));
        } else {
            validate(file);
        }
        compareWithExpected(file);
        RevisionWalk walk = new RevisionWalk(file, expected.prepared(), foreign, this::signerOf, texts);
        List<Notice> changes = walk.changes();
        changes.forEach(this::add);
        touched = walk.touched();
        if (changes.stream().allMatch(change -> change.severity() == Severity.NOTE)) {
            believeTheValidator(file, !changes.isEmpty());
        }
    }

    boolean hasTouchedPages() {
        return !touched.isEmpty();
    }

    /** Known after {@link #verdict()}. */
    List<ChangedPage> changedPages() throws IOException {
        try (SignedFile file = SignedFile.open(bytes)) {
            return new PagePictures(file).of(touched);
        }
    }

    /** We tell every change in words; if we saw none where the validator did, it is believed all the same. */
    private void believeTheValidator(SignedFile file, boolean filledIn) {
        Set<String> fields = file.signedFieldKeys();
        checks.forEach((field, check) -> {
            String signer = signerOf(field);
            for (String change : check.unknownChanges(fields)) {
                // The validator meets a field that was filled in as we have told, on several ways.
                if (filledIn && change.matches(".*/(Annots|AcroForm|StructTreeRoot)\\b.*")) {
                    continue;
                }
                add(Notice.error("verification.signature.unknown-change", Place.NOWHERE, signer, change), field);
            }
            if (!filledIn && check.isCertificationViolated(fields)) {
                add(Notice.error("verification.signature.certification", Place.NOWHERE, signer), field);
            }
        });
    }

    /** ISO 32000-1, 7.5.2; readers accept the header within the first 1024 bytes. */
    private boolean isPdf() {
        int end = Math.min(bytes.length, HEADER_WITHIN);
        return new String(bytes, 0, end, java.nio.charset.StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    private void validate(SignedFile file) {
        Map<String, Boolean> demo = demoChains(file);
        TrustSource source = asked;
        if (source == null) {
            boolean allDemo = demo.values().stream().allMatch(Boolean::booleanValue);
            source = allDemo ? TrustSource.EXAMPLE : TrustSource.EU;
        }
        status = unknown(source);
        Reports reports;
        try {
            reports = validator.validate(file, name, trust.verifier(source), now);
            status = trust.status(source);
        } catch (federzug.trust.TrustException e) {
            add(Notice.warning("verification.trust.unavailable", Place.NOWHERE));
            return;
        } catch (RuntimeException e) {
            // A forged signature may be more than the validator can read; what else speaks against the file is told.
            LOG.debug("The validator gave up", e);
            add(Notice.warning("verification.document.unreadable", Place.NOWHERE));
            return;
        }
        etsiReport = reports.getXmlValidationReport();
        if (status.stale()) {
            add(Notice.warning("verification.trust.stale", Place.NOWHERE));
            status.notices().forEach(this::add);
        }
        if (source instanceof TrustSource.Named byHand) {
            add(Notice.note("verification.trust.by-hand", Place.NOWHERE, byHand.location()));
        }
        if (source.equals(TrustSource.EXAMPLE)) {
            add(Notice.note("verification.trust.rehearsal", Place.NOWHERE));
        }
        signatures(file, reports);
        timestamps(file, reports);
        if (!source.equals(TrustSource.EXAMPLE)) {
            demo.forEach((field, ends) -> {
                if (ends) {
                    add(Notice.error("verification.signature.example-key", Place.NOWHERE, signerOf(field)), field);
                }
            });
        }
    }

    private Map<String, Boolean> demoChains(SignedFile file) {
        Map<String, Boolean> demo = new LinkedHashMap<>();
        Map<String, COSDictionary> fields = FormTree.of(file.pdf()).fields();
        for (SignatureRange range : file.ranges()) {
            COSDictionary field = fields.get(range.field());
            COSDictionary signature = field == null ? null : FormTree.signature(field);
            if (!range.timeStamp() && signature != null) {
                demo.put(range.field(), trust.endsAtDemoRoot(SignerChains.of(signature)));
            }
        }
        return demo;
    }

    private void signatures(SignedFile file, Reports reports) {
        Set<Integer> gaps = new HashSet<>();
        for (SignatureRange range : file.ranges()) {
            if (range.timeStamp()) {
                continue;
            }
            SignatureWrapper signature = reports.getDiagnosticData().getSignatures().stream()
                    .filter(any -> isOf(any.getPDFRevision(), range.field()))
                    .findFirst()
                    .orElse(null);
            if (signature == null) {
                add(Notice.error("verification.signature.hidden", Place.NOWHERE, range.field()), range.field());
                continue;
            }
            if (range.gap() >= 0 && !gaps.add(range.gap())) {
                add(Notice.error("verification.signature.duplicate", Place.NOWHERE, range.field()), range.field());
            }
            SignatureCheck check =
                    new SignatureCheck(reports, signature, range, range.end() == file.length() && range.sound());
            checks.put(range.field(), check);
            signatures.add(check.facts(officeOf(range.field())));
            judge(range, check);
            // Unsigned attributes lie outside the signature: whoever exchanges them leaves it intact.
            if (check.hasForeignTimestamp()) {
                add(
                        Notice.error("verification.timestamp.foreign", Place.NOWHERE, signerOf(range.field())),
                        range.field());
            }
        }
    }

    private void judge(SignatureRange range, SignatureCheck check) {
        String field = range.field();
        String signer = signerOf(field);
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
            // Whoever signs through us always gets a time stamp, so its absence is a question.
            add(
                    expected.signatories().isEmpty()
                            ? Notice.note(code, Place.NOWHERE, signer)
                            : Notice.warning(code, Place.NOWHERE, signer),
                    field);
        }
        if (!check.remarks().isEmpty()) {
            add(Notice.note("verification.signature.remark", Place.NOWHERE, signer), field);
        }
    }

    private void quality(String field, String signer, SignatureCheck check) {
        if (check.quality() == Qualification.QES) {
            return;
        }
        if (check.isQualityOpen()) {
            add(Notice.warning("verification.signature.qualification-open", Place.NOWHERE, signer), field);
            return;
        }
        String word = check.quality().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String quality = texts.text("verification.report.quality-" + word);
        add(Notice.warning("verification.signature.not-qualified", Place.NOWHERE, signer, quality), field);
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
                    .filter(any -> isOf(any.getPDFRevision(), range.field()))
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
                    indication == null ? Indication.INDETERMINATE.name() : indication.name()));
            if (!stamp.isMessageImprintDataIntact() || !stamp.isSignatureIntact() || indication == Indication.FAILED) {
                add(Notice.error("verification.timestamp.broken", Place.NOWHERE, range.field()), range.field());
            } else if (indication != Indication.PASSED) {
                add(Notice.warning("verification.timestamp.undecided", Place.NOWHERE, range.field()), range.field());
            }
        }
    }

    private static boolean isOf(@Nullable PDFRevisionWrapper revision, String field) {
        return revision != null && revision.getSignatureFieldNames().contains(field);
    }

    private void compareWithExpected(SignedFile file) {
        if (expected.prepared() != null) {
            boolean same = file.endOf(expected.prepared()).isPresent();
            wording = same ? Wording.AS_PREPARED : Wording.DIFFERENT;
            if (!same) {
                add(Notice.error("verification.document.other-text", Place.NOWHERE));
            }
        }
        new Expectation(expected, texts).findings(file, checks).forEach(findings::add);
    }

    private String officeOf(String field) {
        return expected.signatories().stream()
                .filter(signer -> signer.field().name().equals(field))
                .map(Expected.Signer::office)
                .findFirst()
                .orElse("");
    }

    /** The name in the certificate, or in quotes the field, if there is none. */
    private String signerOf(String field) {
        SignatureCheck check = checks.get(field);
        return check == null || check.name().isEmpty() ? "»" + field + "«" : check.name();
    }

    private void add(Notice notice) {
        add(notice, "");
    }

    private void add(Notice notice, String field) {
        findings.add(new Finding(notice, field));
    }

    private Examination examination() {
        return new Examination(
                name,
                Digest.of(bytes),
                now,
                status.source().equals(TrustSource.EXAMPLE),
                signatures,
                findings.stream()
                        .filter(Finding::isChange)
                        .map(finding -> texts.text(finding.notice()))
                        .toList(),
                findings,
                status,
                etsiReport,
                timestamps,
                wording);
    }
}
