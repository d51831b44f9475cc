package federzug.verification;

/** What a check found. A user reads three states. */
public sealed interface Verdict {
    Examination examination();

    /** Gültig: every expected signature is there, qualified trust is established, nothing was changed. */
    record Valid(Examination examination) implements Verdict {}

    /** Nicht abschließend prüfbar: the findings say what is missing and what to do. */
    record Undecided(Examination examination) implements Verdict {}

    /** Ungültig: the findings say what was changed or broken. */
    record Invalid(Examination examination) implements Verdict {}

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
