package federzug.document;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compares two sequences, such as the words of a sentence or the lines of a text, by a shortest edit script (Myers).
 * Memory stays small; beyond {@link #MOST} comparisons everything between the common start and the
 * common end counts as replaced.
 */
public final class Differences {
    /** Two rewritten texts of 4,000 words each. */
    public static final long MOST = 16_000_000;

    private static final long FEW = 250_000;

    private Differences() {}

    /**
     * Elements {@code from} to {@code to} (exclusive) of the old sequence are replaced by elements {@code newFrom} to
     * {@code newTo} of the new one; either range may be empty, not both.
     */
    public record Edit(int from, int to, int newFrom, int newTo) {}

    /** The edits in order; between two of them lies at least one element that both sequences have. */
    public static <T> List<Edit> between(List<T> before, List<T> after) {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<T> old = before.subList(start, before.size() - end);
        List<T> now = after.subList(start, after.size() - end);
        if (old.isEmpty() && now.isEmpty()) {
            return List.of();
        }
        if (old.isEmpty() || now.isEmpty() || (long) old.size() * now.size() > MOST) {
            return List.of(new Edit(start, start + old.size(), start, start + now.size()));
        }
        List<Edit> edits = new ArrayList<>();
        for (AbstractDelta<T> delta : sorted(old, now)) {
            int from = start + delta.getSource().getPosition();
            int newFrom = start + delta.getTarget().getPosition();
            add(
                    edits,
                    new Edit(
                            from,
                            from + delta.getSource().size(),
                            newFrom,
                            newFrom + delta.getTarget().size()));
        }
        return edits;
    }

    private static <T> List<AbstractDelta<T>> sorted(List<T> old, List<T> now) {
        // The plain variant keeps neighbours together better, but remembers every way it has tried.
        boolean few = (long) old.size() * now.size() <= FEW;
        DiffAlgorithmI<T> algorithm = few ? new MyersDiff<>() : new MyersDiffWithLinearSpace<>();
        return DiffUtils.diff(old, now, algorithm).getDeltas().stream()
                .sorted(Comparator.<AbstractDelta<T>>comparingInt(
                                delta -> delta.getSource().getPosition())
                        .thenComparingInt(delta -> delta.getTarget().getPosition()))
                .toList();
    }

    /** What is taken away and put in at the same place is one edit. */
    private static void add(List<Edit> edits, Edit next) {
        Edit last = edits.isEmpty() ? null : edits.get(edits.size() - 1);
        if (last != null && last.to() == next.from() && last.newTo() == next.newFrom()) {
            edits.set(edits.size() - 1, new Edit(last.from(), next.to(), last.newFrom(), next.newTo()));
        } else {
            edits.add(next);
        }
    }
}
