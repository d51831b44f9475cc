package federzug.verification.report;

import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.verification.Examination;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Finding;
import federzug.verification.SignatureLine;
import federzug.verification.SignatureLine.Standing;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Lists the signatures of an examination and those that are missing, each with what became of it. */
public final class SignatureLines {
    private static final String PASSED = "TOTAL_PASSED";
    private static final String UNDECIDED = "INDETERMINATE";
    private static final String MISSING = "verification.expected.missing-signature";

    private final Examination examination;
    private final ReportWords words;

    public SignatureLines(Examination examination, Texts texts, ZoneId zone) {
        this.examination = examination;
        this.words = new ReportWords(texts, zone);
    }

    public List<SignatureLine> all() {
        List<SignatureLine> lines = new ArrayList<>();
        for (SignatureFacts facts : examination.signatures()) {
            lines.add(new SignatureLine(
                    words.signer(facts),
                    facts.office(),
                    words.quality(facts, examination.rehearsal()),
                    words.signingTime(facts, examination.rehearsal()),
                    standing(facts)));
        }
        for (Finding finding : examination.findings()) {
            String code = finding.notice().code();
            if (code.equals(MISSING) || code.equals(Finding.NOT_YET)) {
                lines.add(new SignatureLine(
                        String.valueOf(finding.notice().arguments().get(0)), "", "", "", Standing.MISSING));
            }
        }
        return lines;
    }

    /** Never more than was found: what is not established stays open. */
    private Standing standing(SignatureFacts facts) {
        if (!facts.intact()) {
            return facts.indication().equals(UNDECIDED) ? Standing.OPEN : Standing.OTHER_TEXT;
        }
        if (examination.altered() && !facts.coversWholeDocument()) {
            return Standing.OTHER_TEXT;
        }
        if (has(facts, Severity.ERROR)) {
            return Standing.BAD;
        }
        if (has(facts, Severity.WARNING)
                || !facts.indication().equals(PASSED)
                || examination.trust().stale()) {
            return Standing.OPEN;
        }
        return examination.rehearsal() ? Standing.REHEARSAL : Standing.GOOD;
    }

    private boolean has(SignatureFacts facts, Severity severity) {
        return examination.findings().stream()
                .anyMatch(finding -> finding.field().equals(facts.field())
                        && finding.notice().severity() == severity);
    }
}
