package federzug.verification.change;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.verification.Comparison;
import federzug.verification.Comparison.Outcome;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Verdict;
import federzug.verification.file.SignatureRange;
import federzug.verification.file.SignedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares two copies of a document by the bytes their signatures cover, and by their words where these differ. */
public final class CopyComparison {
    private final byte[] first;
    private final byte[] second;
    private final Verdict verdictFirst;
    private final Verdict verdictSecond;
    private final Texts texts;
    private final List<String> shared = new ArrayList<>();
    private final List<String> onlyFirst = new ArrayList<>();
    private final List<String> onlySecond = new ArrayList<>();
    private final List<String> brokenFirst = new ArrayList<>();
    private final List<String> brokenSecond = new ArrayList<>();

    public CopyComparison(byte[] first, byte[] second, Verdict verdictFirst, Verdict verdictSecond, Texts texts) {
        this.first = first;
        this.second = second;
        this.verdictFirst = verdictFirst;
        this.verdictSecond = verdictSecond;
        this.texts = texts;
    }

    public Comparison comparison() throws IOException {
        if (Arrays.equals(first, second)) {
            verdictFirst
                    .examination()
                    .signatures()
                    .forEach(facts -> (facts.intact() ? shared : brokenFirst).add(name(facts.field(), verdictFirst)));
            brokenSecond.addAll(brokenFirst);
            return made(Outcome.IDENTICAL, new WordDifference(List.of(), List.of()), List.of());
        }
        try (SignedFile one = SignedFile.open(first);
                SignedFile other = SignedFile.open(second)) {
            List<SignatureRange> left = intact(one, verdictFirst, brokenFirst);
            List<SignatureRange> right = intact(other, verdictSecond, brokenSecond);
            for (SignatureRange range : left) {
                boolean same = right.stream().anyMatch(any -> covers(range, any));
                (same ? shared : onlyFirst).add(name(range.field(), verdictFirst));
            }
            for (SignatureRange range : right) {
                if (left.stream().noneMatch(any -> covers(any, range))) {
                    onlySecond.add(name(range.field(), verdictSecond));
                }
            }
            return outcome(one, other);
        }
    }

    private Comparison outcome(SignedFile one, SignedFile other) throws IOException {
        if (isPrefix(first, second)) {
            return made(Outcome.SECOND_EXTENDS_FIRST, words(one, other), beyond(other, first.length, verdictSecond));
        }
        if (isPrefix(second, first)) {
            return made(Outcome.FIRST_EXTENDS_SECOND, words(one, other), beyond(one, second.length, verdictFirst));
        }
        Outcome outcome = shared.isEmpty()
                ? Outcome.DIFFERENT
                : onlyFirst.isEmpty() && onlySecond.isEmpty() ? Outcome.SAME_SIGNED : Outcome.PARTLY_SAME;
        List<String> changes = new ArrayList<>();
        if (outcome == Outcome.SAME_SIGNED) {
            int signed =
                    signatures(one).stream().mapToInt(SignatureRange::end).max().orElse(0);
            changes.addAll(beyond(one, signed, verdictFirst));
            changes.addAll(beyond(other, signed, verdictSecond));
        }
        return made(outcome, words(one, other), changes);
    }

    private Comparison made(Outcome outcome, WordDifference words, List<String> changes) {
        return new Comparison(
                outcome,
                verdictFirst,
                verdictSecond,
                shared,
                onlyFirst,
                onlySecond,
                brokenFirst,
                brokenSecond,
                words.gone(),
                words.added(),
                changes);
    }

    private static WordDifference words(SignedFile one, SignedFile other) throws IOException {
        return WordDifference.of(PageText.of(one.pdf()), PageText.of(other.pdf()));
    }

    /** A signature that does not fit the bytes it points at says nothing about them. */
    private static List<SignatureRange> intact(SignedFile file, Verdict verdict, List<String> broken) {
        List<SignatureRange> intact = new ArrayList<>();
        for (SignatureRange range : file.ranges()) {
            if (!range.timeStamp()) {
                boolean fits = range.sound()
                        && verdict.examination().signatures().stream()
                                .anyMatch(facts -> facts.field().equals(range.field()) && facts.intact());
                if (fits) {
                    intact.add(range);
                } else {
                    broken.add(name(range.field(), verdict));
                }
            }
        }
        return intact;
    }

    private static List<SignatureRange> signatures(SignedFile file) {
        return file.ranges().stream()
                .filter(range -> !range.timeStamp() && range.sound())
                .toList();
    }

    /** The same bytes to the end of the revision, the signature itself among them. */
    private boolean covers(SignatureRange left, SignatureRange right) {
        return left.end() == right.end() && Arrays.equals(first, 0, left.end(), second, 0, right.end());
    }

    private static boolean isPrefix(byte[] shorter, byte[] longer) {
        return shorter.length < longer.length && Arrays.equals(shorter, 0, shorter.length, longer, 0, shorter.length);
    }

    /** What a file holds beyond that revision, if it is more than signatures, time stamps and evidence. */
    private List<String> beyond(SignedFile file, int end, Verdict verdict) throws IOException {
        String after = texts.text("verification.compare.beyond");
        List<String> remarks = new ArrayList<>();
        RevisionComparison comparison = new RevisionComparison(file, end, file.length(), true);
        comparison.changes().after(after).stream()
                .filter(change -> change.severity() != Severity.NOTE || isTold(change))
                .map(texts::text)
                .forEach(remarks::add);
        if (!comparison.loss().pieces().isEmpty() && isEvidenceMissed(verdict)) {
            remarks.add(texts.text(Notice.warning("verification.doubtful.evidence-removed", Place.NOWHERE, after)));
        }
        int covered = file.coveredUpTo();
        if (covered < file.length() && !file.endsWithRevision(covered)) {
            remarks.add(texts.text(
                    Notice.error("verification.change.uncovered", Place.NOWHERE, after, file.length() - covered)));
        }
        return remarks;
    }

    /** The check of that copy decided whether what is gone was needed. */
    private static boolean isEvidenceMissed(Verdict verdict) {
        return verdict.examination().findings().stream()
                .anyMatch(finding -> finding.notice().code().endsWith(".evidence-removed"));
    }

    private static boolean isTold(Notice change) {
        return change.code().startsWith("verification.allowed.field-filled")
                || change.code().equals("verification.allowed.annotation-added");
    }

    private static String name(String field, Verdict verdict) {
        return verdict.examination().signatures().stream()
                .filter(facts -> facts.field().equals(field) && !facts.signer().isEmpty())
                .map(SignatureFacts::signer)
                .findFirst()
                .orElse("»" + field + "«");
    }
}
