package federzug.verification;

import eu.europa.esig.dss.pades.exception.InvalidPasswordException;
import eu.europa.esig.dss.validation.reports.Reports;
import federzug.document.Digest;
import federzug.notice.GermanTime;
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
import federzug.verification.file.PdfContainer;
import federzug.verification.file.SignatureRange;
import federzug.verification.file.SignedFile;
import federzug.verification.file.SignerChains;
import federzug.verification.signature.ExpectedSigners;
import federzug.verification.signature.SignatureJudgement;
import federzug.verification.signature.Validator;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZonedDateTime;
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
    /** Thirty signatories, each with evidence, and a renewal every year for a century. */
    private static final int MOST_REVISIONS = 300;

    /** More findings of one kind give a reader no further information. */
    private static final int MOST_OF_A_KIND = 200;

    private final byte[] bytes;
    /** The file itself, or the one PDF in it. */
    private byte[] pdf;

    private final @Nullable String password;
    private boolean contained;
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

    public FileExamination(
            byte[] bytes,
            String name,
            Expected expected,
            @Nullable TrustSource asked,
            Trust trust,
            Validator validator,
            ZonedDateTime now,
            Texts texts,
            @Nullable String password) {
        this.bytes = bytes;
        this.pdf = bytes;
        this.password = password;
        this.name = name;
        this.expected = expected;
        this.asked = asked;
        this.trust = trust;
        this.validator = validator;
        this.now = now.toInstant();
        this.texts = texts;
        this.judgement = new SignatureJudgement(expected, texts, new GermanTime(now.getZone()));
        this.foreign = expected.prepared() == null
                && expected.signatories().isEmpty()
                && expected.open().isEmpty();
        this.status = unknown(asked);
    }

    static TrustStatus unknown(@Nullable TrustSource source) {
        return new TrustStatus(source == null ? TrustSource.EU : source, null, 0, null, true);
    }

    Verdict verdict() {
        if (!startsAsPdf() && !unpack()) {
            return Verdict.of(examination());
        }
        if (BombGuard.swell(pdf)) {
            add(Notice.warning("verification.document.bomb", Place.NOWHERE, BombGuard.MOST_OBJECTS >> 20));
            return Verdict.of(examination());
        }
        int revisions = revisions();
        if (revisions > MOST_REVISIONS) {
            add(Notice.warning("verification.document.too-many-revisions", Place.NOWHERE, revisions, MOST_REVISIONS));
            return Verdict.of(examination());
        }
        try (SignedFile file = SignedFile.open(pdf, password)) {
            examine(file);
        } catch (InvalidPasswordException e) {
            add(Notice.warning(
                    password == null ? "verification.document.encrypted" : "verification.document.wrong-password",
                    Place.NOWHERE));
        } catch (IOException e) {
            if (holds("/Adobe.PubSec")) {
                add(Notice.warning("verification.document.encrypted-for-persons", Place.NOWHERE));
            } else if (holds("/AESV4")) {
                add(Notice.warning("verification.document.unknown-encryption", Place.NOWHERE));
            } else {
                add(Notice.error("verification.document.damaged", Place.NOWHERE));
            }
        }
        return Verdict.of(examination());
    }

    private boolean startsAsPdf() {
        return bytes.length > 5
                && new String(bytes, 0, 5, java.nio.charset.StandardCharsets.ISO_8859_1).equals("%PDF-");
    }

    /** Whether there is one PDF to examine in a file that does not begin as one; whatever else it is, is reported. */
    private boolean unpack() {
        PdfContainer container =
                PdfContainer.open(bytes, PdfContainer.MOST_UNPACKED).orElse(null);
        if (PdfContainer.isPdf(bytes) && (container == null || container.pdfs().isEmpty())) {
            return true;
        }
        if (container == null) {
            add(Notice.error("verification.document.not-pdf", Place.NOWHERE));
            return false;
        }
        String kind = texts.text("verification.container." + container.kind());
        if (container.pdfs().size() != 1) {
            String names = container.pdfs().stream()
                    .map(PdfContainer.Entry::name)
                    .limit(20)
                    .collect(java.util.stream.Collectors.joining(", "));
            add(
                    container.pdfs().isEmpty()
                            ? Notice.warning("verification.container.empty", Place.NOWHERE, kind)
                            : Notice.warning(
                                    "verification.container.several",
                                    Place.NOWHERE,
                                    kind,
                                    container.pdfs().size(),
                                    names));
            return false;
        }
        byte[] content = container.pdfs().get(0).content();
        if (content == null) {
            add(Notice.warning(
                    "verification.container.too-large", Place.NOWHERE, kind, PdfContainer.MOST_UNPACKED >> 20));
            return false;
        }
        String inner = container.pdfs().get(0).name();
        add(Notice.warning("verification.container.unpacked", Place.NOWHERE, kind, inner.isEmpty() ? name : inner));
        pdf = content;
        contained = true;
        return true;
    }

    /**
     * ISO 32000-1, 7.6.4: encrypted with the certificates of those who may read it; ISO/TS 32003: by AES-GCM. The
     * dictionary that says so is never packed.
     */
    private boolean holds(String name) {
        return new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1).contains(name);
    }

    private int revisions() {
        int count = 0;
        for (int i = 0; i + 5 <= pdf.length; i++) {
            if (pdf[i] == '%' && Arrays.equals(pdf, i, i + 5, SignatureRange.EOF_MARK, 0, 5)) {
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
        RevisionWalk walk = new RevisionWalk(file, expected.prepared(), foreign, texts);
        walk.compare();
        if (file.ranges().isEmpty() && contained) {
            add(Notice.warning("verification.container.unsigned", Place.NOWHERE));
        } else if (file.ranges().isEmpty()) {
            add(Notice.error("verification.document.no-signature", Place.NOWHERE));
        } else {
            validate(file);
        }
        compareWithExpected(file);
        List<Notice> changes = walk.changes(this::signerOf, judgement::isNeeded);
        changes.forEach(this::add);
        if (walk.isEvidenceRewritten(judgement::isNeeded)) {
            add(Notice.note("verification.evidence.rewritten", Place.NOWHERE));
        }
        touched = walk.touched(this::signerOf);
        if (changes.stream().allMatch(change -> change.severity() == Severity.NOTE)) {
            believeTheValidator(file, !changes.isEmpty(), walk);
        }
    }

    boolean hasTouchedPages() {
        return !touched.isEmpty();
    }

    /** Known after {@link #verdict()}. */
    List<ChangedPage> changedPages() throws IOException {
        try (SignedFile file = SignedFile.open(pdf, password)) {
            return new PagePictures(file).of(touched);
        }
    }

    /** Every change is described in words; a change that only the validator sees is reported as well. */
    private void believeTheValidator(SignedFile file, boolean filledIn, RevisionWalk walk) {
        Set<String> fields = file.signedFieldKeys();
        judgement.checks().forEach((field, check) -> {
            String signer = signerOf(field);
            for (String change : check.changes().unknown(fields, walk::isJudged)) {
                // The validator reaches a filled-in field, already described, on several paths.
                if (filledIn && change.matches(".*/(Annots|AcroForm|StructTreeRoot)\\b.*")) {
                    continue;
                }
                add(Notice.error("verification.signature.unknown-change", Place.NOWHERE, signer, change), field);
            }
            if (!filledIn && check.changes().violateCertification(fields, walk::isJudged)) {
                add(Notice.error("verification.signature.certification", Place.NOWHERE, signer), field);
            }
        });
    }

    private void validate(SignedFile file) {
        Map<String, Boolean> demo = demoChains(file);
        TrustSource source = asked;
        if (source == null) {
            boolean allDemo = !demo.isEmpty() && demo.values().stream().allMatch(Boolean::booleanValue);
            source = allDemo && trust.takesExamples() ? TrustSource.EXAMPLE : TrustSource.EU;
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
            // A forged signature may be more than the validator can read; other findings are still reported.
            LOG.debug("The validator gave up", e);
            add(Notice.warning(
                    isForWantOfAMethod(e) ? "verification.document.unknown-method" : "verification.document.unreadable",
                    Place.NOWHERE));
            return;
        }
        etsiReport = reports.getXmlValidationReport();
        if (status.stale()) {
            add(Notice.warning("verification.trust.stale", Place.NOWHERE));
            status.notices().forEach(this::add);
        } else if (source instanceof TrustSource.Named) {
            status.notices().forEach(this::add);
        }
        if (source instanceof TrustSource.Named byHand) {
            add(Notice.note("verification.trust.by-hand", Place.NOWHERE, byHand.location()));
        }
        if (source.equals(TrustSource.EXAMPLE)) {
            add(Notice.note("verification.trust.rehearsal", Place.NOWHERE));
        }
        findings.addAll(judgement.of(file, reports, validator));
        if (judgement.signatures().isEmpty() && file.ranges().stream().allMatch(SignatureRange::timeStamp)) {
            // Nobody signed: what a time stamp proves is that the document existed. Or somebody did, and it was hidden.
            add(
                    holdsMoreRangesThan(file.ranges().size())
                            ? Notice.error("verification.document.no-signature", Place.NOWHERE)
                            : Notice.warning("verification.document.only-stamped", Place.NOWHERE));
        }
        if (!source.equals(TrustSource.EXAMPLE)) {
            demo.forEach((field, ends) -> {
                if (ends) {
                    add(Notice.error("verification.signature.example-key", Place.NOWHERE, signerOf(field)), field);
                }
            });
        }
    }

    private static boolean isForWantOfAMethod(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchAlgorithmException) {
                return true;
            }
        }
        return false;
    }

    /** A signature cannot be packed: its place in the file is known before its value (ISO 32000-1, 12.8.1). */
    private boolean holdsMoreRangesThan(int known) {
        int count = 0;
        String text = new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("/ByteRange"); at >= 0; at = text.indexOf("/ByteRange", at + 1)) {
            count++;
        }
        return count > known;
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
        List<Finding> reported = FindingLimit.atMost(MOST_OF_A_KIND, findings);
        return new Examination(
                name,
                Digest.of(bytes),
                now,
                status.source().equals(TrustSource.EXAMPLE),
                judgement.signatures(),
                reported.stream()
                        .filter(Finding::isChange)
                        .map(finding -> texts.text(finding.notice()))
                        .toList(),
                reported,
                status,
                etsiReport,
                judgement.timestamps(),
                wording,
                List.of());
    }
}
