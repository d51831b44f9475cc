package federzug.verification;

import federzug.notice.Severity;

/** Derives the verdict from findings: one error makes a document invalid, one warning leaves it undecided. */
final class Verdicts {
    private Verdicts() {}

    static Verdict of(Examination examination) {
        if (has(examination, Severity.ERROR)) {
            return new Verdict.Invalid(examination);
        }
        // Fail closed: whatever has not been established keeps a document from being valid.
        boolean established =
                !examination.signatures().isEmpty() && !examination.trust().stale();
        if (!established || has(examination, Severity.WARNING)) {
            return new Verdict.Undecided(examination);
        }
        return new Verdict.Valid(examination);
    }

    private static boolean has(Examination examination, Severity severity) {
        return examination.findings().stream()
                .anyMatch(finding -> finding.notice().severity() == severity);
    }
}
