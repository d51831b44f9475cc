package federzug.verification;

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
import federzug.verification.Examination.Wording;
import federzug.verification.change.PagePictures;
import federzug.verification.change.RevisionWalk;
import federzug.verification.file.BombGuard;
import federzug.verification.file.FormTree;
import federzug.verification.file.SignatureRange;
import federzug.verification.file.SignedFile;
import federzug.verification.file.SignerChains;
import federzug.verification.signature.ExpectedSigners;
import federzug.verification.signature.SignatureJudgement;
import federzug.verification.signature.Validator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final SignatureJudgement judgement;
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
        this.judgement = new SignatureJudgement(expected, texts);
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
        if (BombGuard.swell(bytes)) {
            add(Notice.warning("verification.document.bomb", Place.NOWHERE, BombGuard.MOST_OBJECTS >> 20));
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
            COSDictionary signature = file.signature(range.field());
            if (signature != null && SignatureRange.hidesBehindBer(signature)) {
                add(Notice.warning("verification.signature.padding", Place.NOWHERE, range.field()), range.field());
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
            believeTheValidator(file, !changes.isEmpty(), walk.isTagged());
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
    private void believeTheValidator(SignedFile file, boolean filledIn, boolean tagged) {
        Set<String> fields = file.signedFieldKeys();
        judgement.checks().forEach((field, check) -> {
            String signer = signerOf(field);
            for (String change : check.unknownChanges(fields)) {
                // The validator meets a field that was filled in as we have told, on several ways.
                if (filledIn && change.matches(".*/(Annots|AcroForm|StructTreeRoot)\\b.*")) {
                    continue;
                }
                if (tagged && change.matches(".*/StructTreeRoot\\b.*")) {
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
        findings.addAll(judgement.of(file, reports));
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

    private void compareWithExpected(SignedFile file) {
        if (expected.prepared() != null) {
            boolean same = file.endOf(expected.prepared()).isPresent();
            wording = same ? Wording.AS_PREPARED : Wording.DIFFERENT;
            if (!same) {
                add(Notice.error("verification.document.other-text", Place.NOWHERE));
            }
        }
        new ExpectedSigners(expected, texts).findings(file, judgement.checks()).forEach(findings::add);
    }

    private String signerOf(String field) {
        return judgement.signerOf(field);
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
                judgement.signatures(),
                findings.stream()
                        .filter(Finding::isChange)
                        .map(finding -> texts.text(finding.notice()))
                        .toList(),
                findings,
                status,
                etsiReport,
                judgement.timestamps(),
                wording);
    }
}
