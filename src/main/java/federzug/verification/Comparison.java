package federzug.verification;

import federzug.document.Sheet;
import federzug.notice.Texts;
import federzug.verification.report.ComparisonWords;
import federzug.verification.report.SheetHtml;
import java.time.ZoneId;
import java.util.List;

/**
 * How two copies of a document relate.
 *
 * @param shared names of those whose signatures cover the same bytes in both
 * @param onlyFirst names of those whose signatures only the first copy carries, or over other bytes
 * @param brokenFirst names of those whose signatures do not fit what the first copy says: they confirm nothing
 * @param gone words that only the first copy has
 * @param added words that only the second copy has
 * @param changes in words: what the longer copy has beyond the shorter; empty if only evidence and time stamps
 */
public record Comparison(
        Outcome outcome,
        Verdict first,
        Verdict second,
        List<String> shared,
        List<String> onlyFirst,
        List<String> onlySecond,
        List<String> brokenFirst,
        List<String> brokenSecond,
        List<String> gone,
        List<String> added,
        List<String> changes) {

    public Comparison {
        shared = List.copyOf(shared);
        onlyFirst = List.copyOf(onlyFirst);
        onlySecond = List.copyOf(onlySecond);
        brokenFirst = List.copyOf(brokenFirst);
        brokenSecond = List.copyOf(brokenSecond);
        gone = List.copyOf(gone);
        added = List.copyOf(added);
        changes = List.copyOf(changes);
    }

    public enum Outcome {
        /** Byte for byte. */
        IDENTICAL,
        /** The second copy is the first one and more behind it. */
        SECOND_EXTENDS_FIRST,
        FIRST_EXTENDS_SECOND,
        /** All signatures cover the same bytes; what was added behind them (time stamps, evidence) differs. */
        SAME_SIGNED,
        /** Some signatures are the same, then the copies part. */
        PARTLY_SAME,
        /** Nothing signed is the same. */
        DIFFERENT;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether both copies carry the same signed document, and nothing but time stamps and evidence beyond it. */
    public boolean isSame() {
        return changes.isEmpty()
                && onlyFirst.isEmpty()
                && onlySecond.isEmpty()
                && brokenFirst.equals(brokenSecond)
                && outcome.ordinal() <= Outcome.SAME_SIGNED.ordinal();
    }

    /** What a person wants to know, one sentence each. */
    public List<String> sentences(Texts texts) {
        return new ComparisonWords(this, texts).sentences();
    }

    public Sheet sheet(Texts texts, ZoneId zone) {
        return new ComparisonWords(this, texts).sheet(zone);
    }

    public String html(Texts texts, ZoneId zone) {
        boolean rehearsal =
                first.examination().rehearsal() || second.examination().rehearsal();
        return new SheetHtml(sheet(texts, zone), rehearsal ? texts.text("verification.report.rehearsal-mark") : "")
                .document();
    }

    public String json() {
        return ComparisonWords.json(this);
    }
}
