package federzug.verification.report;

import federzug.document.Sheet;
import federzug.document.Sheet.Banner;
import federzug.document.Sheet.Block;
import federzug.document.Sheet.Emphasis;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Items;
import federzug.document.Sheet.PageBreak;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Run;
import federzug.document.Sheet.Table;
import federzug.document.Sheet.Tone;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.verification.Examination;
import federzug.verification.Examination.Level;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Examination.Wording;
import federzug.verification.Finding;
import federzug.verification.Report;
import federzug.verification.Verdict;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Lays out a verdict for people: page one is the Prüfvermerk to put on file, the annex is for experts. */
public final class ReportSheet {
    /** Signatures that the first page holds beside the verdict. */
    private static final int ON_PAGE_ONE = 3;

    private final Report report;
    private final Examination examination;
    private final ReportWords words;
    private final Texts texts;
    private final List<Block> blocks = new ArrayList<>();

    public ReportSheet(Report report, Texts texts, ZoneId zone) {
        this.report = report;
        this.examination = report.verdict().examination();
        this.texts = texts;
        this.words = new ReportWords(texts, zone);
    }

    public Sheet sheet() {
        note();
        // With more signatures the note does not end on page one; a new page would leave its second one empty.
        if (examination.signatures().size() <= ON_PAGE_ONE) {
            blocks.add(new PageBreak());
        }
        changes();
        blocks.addAll(new ReportPages(examination.pages(), texts).blocks());
        findings();
        trust();
        others();
        blocks.addAll(new ReportAnnex(examination, texts, words).blocks());
        String footer = texts.text(
                "verification.report.footer",
                examination.file(),
                examination.sha256().brief());
        String title = texts.text("verification.report.document-title", examination.file());
        String language = texts.locale().getLanguage().equals("de")
                ? "de-DE"
                : texts.locale().toLanguageTag();
        return new Sheet(title, language, footer, blocks);
    }

    private void note() {
        blocks.add(new Heading(1, texts.text("verification.report.title")));
        if (examination.rehearsal()) {
            blocks.add(new Banner(
                    Tone.NEUTRAL,
                    texts.text("verification.report.rehearsal-headline"),
                    texts.text("verification.report.rehearsal-text")));
        }
        blocks.add(verdict());
        blocks.add(words.facts(documentRows()));
        blocks.add(new Heading(2, texts.text("verification.report.signatures")));
        if (examination.signatures().isEmpty()) {
            say("verification.report.no-signatures");
        } else {
            say("verification.report.signatures-intro");
            blocks.add(signatures());
            if (!examination.rehearsal()
                    && examination.signatures().stream().anyMatch(facts -> facts.timestampTime() != null)) {
                say("verification.report.times-note");
            }
        }
        blocks.add(words.strong("verification.report.not-checked"));
    }

    private Banner verdict() {
        Verdict verdict = report.verdict();
        int count = examination.signatures().size();
        if (verdict instanceof Verdict.Valid && examination.rehearsal()) {
            String filledIn = examination.wording() == Wording.AS_PREPARED
                            || examination.changes().isEmpty()
                    ? ""
                    : " " + texts.text("verification.report.valid-rehearsal-filled-in");
            return new Banner(
                    Tone.NEUTRAL,
                    texts.text("verification.report.valid-rehearsal"),
                    texts.text(
                                    examination.isOnlySealed()
                                            ? "verification.report.valid-rehearsal-seal"
                                            : "verification.report.valid-rehearsal-text",
                                    count)
                            + filledIn);
        }
        if (verdict instanceof Verdict.Valid) {
            boolean sealed = examination.signatures().stream()
                    .anyMatch(facts -> facts.technical().details().seal());
            String text = examination.wording() == Wording.AS_PREPARED
                    ? (examination.isOnlySealed() ? "valid-seal-expected" : "valid-text-expected")
                    : examination.changes().isEmpty()
                            ? (sealed ? "valid-seal" : "valid-text")
                            : (sealed ? "valid-seal-filled-in" : "valid-text-filled-in");
            return new Banner(
                    Tone.GOOD,
                    texts.text("verification.report.valid"),
                    texts.text("verification.report." + text, count));
        }
        if (verdict instanceof Verdict.Undecided && lacksOnlySignatures()) {
            return new Banner(
                    Tone.OPEN,
                    texts.text("verification.report.undecided-not-yet"),
                    texts.text("verification.report.undecided-text-not-yet", count));
        }
        if (verdict instanceof Verdict.Undecided) {
            String text = count == 0
                    ? "undecided-text-unread"
                    : examination.altered() ? "undecided-text-changed" : "undecided-text";
            return new Banner(
                    Tone.OPEN, texts.text("verification.report.undecided"), texts.text("verification.report." + text));
        }
        String text = examination.validWhenSigned()
                ? "invalid-text-changed-later"
                : examination.altered() ? "invalid-text-changed" : "invalid-text";
        return new Banner(
                Tone.BAD, texts.text("verification.report.invalid"), texts.text("verification.report." + text, count));
    }

    /** Nothing is against what is there; only not everybody has signed yet. */
    private boolean lacksOnlySignatures() {
        return examination.changes().isEmpty()
                && examination.findings().stream()
                        .map(Finding::notice)
                        .filter(notice -> notice.severity() != Severity.NOTE)
                        .allMatch(notice -> notice.code().equals(Finding.NOT_YET));
    }

    private List<List<Paragraph>> documentRows() {
        List<List<Paragraph>> rows = new ArrayList<>();
        rows.add(words.row("verification.report.file", examination.file()));
        if (!report.matter().isEmpty()) {
            rows.add(words.row("verification.report.matter", report.matter()));
        }
        rows.add(words.row(
                "verification.report.reference",
                report.fileReference().isEmpty() ? texts.text("verification.report.none") : report.fileReference()));
        rows.add(words.code("verification.report.digest", examination.sha256().hex()));
        if (examination.wording() != Wording.NOT_COMPARED) {
            rows.add(words.row(
                    examination.isOnlySealed() ? "verification.report.wording-of-seal" : "verification.report.wording",
                    words.wording(examination)));
        }
        rows.add(words.row("verification.report.examined", words.time(examination.examinedAt())));
        rows.add(words.row("verification.report.checker", words.checker()));
        return rows;
    }

    /** The three statements of § 298 (3) ZPO, one row per signature. */
    private Table signatures() {
        List<List<Paragraph>> rows = new ArrayList<>();
        for (SignatureFacts facts : examination.signatures()) {
            rows.add(List.of(
                    holder(facts),
                    Paragraph.of(words.quality(facts, examination.rehearsal())),
                    Paragraph.of(words.integrity(facts, examination)),
                    Paragraph.of(words.signingTime(facts, examination.rehearsal()))));
        }
        return new Table(
                null,
                List.of(
                        texts.text("verification.report.holder"),
                        texts.text("verification.report.quality"),
                        texts.text("verification.report.integrity"),
                        texts.text("verification.report.time")),
                List.of(34, 21, 25, 20),
                true,
                rows);
    }

    private Paragraph holder(SignatureFacts facts) {
        List<Run> runs = new ArrayList<>();
        runs.add(new Run(words.signer(facts), Emphasis.STRONG));
        if (!facts.office().isEmpty()) {
            runs.add(small(", " + texts.text("verification.report.office", facts.office())));
        }
        if (!facts.organisation().isEmpty()) {
            runs.add(small("; " + texts.text("verification.report.organisation", facts.organisation())));
        }
        return new Paragraph(runs);
    }

    private void findings() {
        blocks.add(new Heading(2, texts.text("verification.report.findings")));
        List<Paragraph> items = new ArrayList<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
            for (Finding finding : examination.findings()) {
                if (finding.notice().severity() == severity && !finding.isChange()) {
                    items.add(words.finding(finding));
                }
            }
        }
        if (items.isEmpty()) {
            boolean changed = !examination.changes().isEmpty();
            say("verification.report." + (changed ? "no-more-findings" : "no-findings"));
        } else {
            blocks.add(new Items(false, items));
        }
    }

    private void changes() {
        blocks.add(new Heading(2, texts.text("verification.report.changes")));
        List<Paragraph> items = examination.findings().stream()
                .filter(Finding::isChange)
                .map(finding -> Paragraph.of(texts.text(finding.notice())))
                .toList();
        if (!items.isEmpty()) {
            blocks.add(new Items(false, items));
            boolean open = report.verdict() instanceof Verdict.Undecided;
            say("verification.report."
                    + (!examination.altered() ? "changes-allowed" : open ? "changes-advice-open" : "changes-advice"));
        } else if (examination.signatures().isEmpty()) {
            say("verification.report.changes-unknown");
        } else if (examination.signatures().stream().anyMatch(facts -> !facts.intact())) {
            say("verification.report.changes-broken");
        } else if (examination.signatures().stream().allMatch(SignatureFacts::coversWholeDocument)) {
            say("verification.report.no-changes-at-all");
        } else {
            say("verification.report.no-changes");
        }
    }

    private void trust() {
        blocks.add(new Heading(2, texts.text("verification.report.trust")));
        blocks.add(words.facts(words.trustRows(examination.trust())));
    }

    private void others() {
        blocks.add(new Heading(2, texts.text("verification.report.others")));
        List<Paragraph> items = new ArrayList<>();
        // No comfort about a document that has a defect.
        if (report.verdict() instanceof Verdict.Valid && !examination.rehearsal()) {
            items.add(Paragraph.of(texts.text("verification.report.others-viewer")));
        }
        if (examination.signatures().stream().anyMatch(facts -> facts.level() == Level.LTA)) {
            items.add(Paragraph.of(texts.text("verification.report.others-timestamps")));
        }
        items.add(Paragraph.of(texts.text("verification.report.others-gateway")));
        if (examination.wording() != Wording.NOT_COMPARED && !examination.isOnlySealed()) {
            items.add(Paragraph.of(texts.text("verification.report.others-agreed")));
        }
        if (examination.rehearsal()) {
            items.add(Paragraph.of(texts.text("verification.report.others-rehearsal")));
        }
        blocks.add(new Items(false, items));
    }

    private void say(String code) {
        blocks.add(Paragraph.of(texts.text(code)));
    }

    private static Run small(String text) {
        return new Run(text, Emphasis.SMALL);
    }
}
