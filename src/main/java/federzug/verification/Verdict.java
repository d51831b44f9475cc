package federzug.verification;

import federzug.notice.Severity;

/** What a check found. A user reads three states. */
public sealed interface Verdict {
    Examination examination();

    /** Gültig: every expected signature is there, qualified trust is established, nothing was changed. */
    record Valid(Examination examination) implements Verdict {}

    /** Nicht abschließend prüfbar: the findings say what is missing and what to do. */
    record Undecided(Examination examination) implements Verdict {}

    /** Ungültig: the findings say what was changed or broken. */
    record Invalid(Examination examination) implements Verdict {}

    /** By its findings: one error makes a document invalid, one warning leaves it undecided. */
    static Verdict of(Examination examination) {
        if (examination.has(Severity.ERROR)) {
            return new Invalid(examination);
        }
        // Fail closed: whatever has not been established keeps a document from being valid.
        boolean established =
                !examination.signatures().isEmpty() && !examination.trust().stale();
        return established && !examination.has(Severity.WARNING) ? new Valid(examination) : new Undecided(examination);
    }

    /** The word of the JSON contract. */
    default String word() {
        if (this instanceof Valid) {
            return "VALID";
        }
        return this instanceof Invalid ? "INVALID" : "UNDECIDED";
    }

    default boolean isValid() {
        return this instanceof Valid;
    }
}
