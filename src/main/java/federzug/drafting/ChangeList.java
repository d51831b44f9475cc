package federzug.drafting;

import federzug.drafting.Change.Kind;
import federzug.drafting.DraftText.Line;
import java.util.ArrayList;
import java.util.List;

/** What was added, removed and changed between two texts, paragraph by paragraph (longest common subsequence). */
final class ChangeList {
    /** Beyond this many comparisons everything between the common start and end counts as rewritten. */
    private static final long MOST = 4_000_000;

    private final List<Line> before;
    private final List<Line> after;
    private final List<Change> changes = new ArrayList<>();
    private final List<Line> removed = new ArrayList<>();
    private final List<Line> added = new ArrayList<>();

    private ChangeList(List<Line> before, List<Line> after) {
        this.before = before;
        this.after = after;
    }

    static List<Change> between(DraftText before, DraftText after) {
        ChangeList list = new ChangeList(filled(before), filled(after));
        list.compare();
        return List.copyOf(list.changes);
    }

    private static List<Line> filled(DraftText text) {
        return text.lines().stream().filter(line -> !line.isEmpty()).toList();
    }

    private void compare() {
        int start = 0;
        while (start < before.size() && start < after.size() && same(start, start)) {
            start++;
        }
        int oldEnd = before.size();
        int newEnd = after.size();
        while (oldEnd > start && newEnd > start && same(oldEnd - 1, newEnd - 1)) {
            oldEnd--;
            newEnd--;
        }
        if ((long) (oldEnd - start) * (newEnd - start) > MOST) {
            removed.addAll(before.subList(start, oldEnd));
            added.addAll(after.subList(start, newEnd));
        } else {
            walk(start, oldEnd, newEnd, lengths(start, oldEnd, newEnd));
        }
        flush();
    }

    private int[][] lengths(int start, int oldEnd, int newEnd) {
        int[][] lengths = new int[oldEnd - start + 1][newEnd - start + 1];
        for (int i = oldEnd - 1; i >= start; i--) {
            for (int j = newEnd - 1; j >= start; j--) {
                lengths[i - start][j - start] = same(i, j)
                        ? lengths[i - start + 1][j - start + 1] + 1
                        : Math.max(lengths[i - start + 1][j - start], lengths[i - start][j - start + 1]);
            }
        }
        return lengths;
    }

    private void walk(int start, int oldEnd, int newEnd, int[][] lengths) {
        int i = start;
        int j = start;
        while (i < oldEnd || j < newEnd) {
            if (i < oldEnd && j < newEnd && same(i, j)) {
                flush();
                i++;
                j++;
            } else if (j >= newEnd
                    || (i < oldEnd && lengths[i - start + 1][j - start] >= lengths[i - start][j - start + 1])) {
                removed.add(before.get(i++));
            } else {
                added.add(after.get(j++));
            }
        }
    }

    private boolean same(int old, int now) {
        return before.get(old).text().equals(after.get(now).text())
                && before.get(old).spot().part().equals(after.get(now).spot().part());
    }

    /** What was taken away and put in at the same place belongs together. */
    private void flush() {
        int pairs = Math.min(removed.size(), added.size());
        for (int i = 0; i < pairs; i++) {
            change(
                    Kind.CHANGED,
                    added.get(i),
                    removed.get(i).text(),
                    added.get(i).text());
        }
        removed.subList(pairs, removed.size()).forEach(line -> change(Kind.REMOVED, line, line.text(), ""));
        added.subList(pairs, added.size()).forEach(line -> change(Kind.ADDED, line, "", line.text()));
        removed.clear();
        added.clear();
    }

    private void change(Kind kind, Line line, String old, String now) {
        changes.add(new Change(kind, line.spot().part(), line.spot().paragraph(), old, now));
    }
}
