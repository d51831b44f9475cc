package federzug.drafting;

import federzug.document.Differences;
import federzug.drafting.Change.Kind;
import federzug.drafting.DraftText.Line;
import java.util.ArrayList;
import java.util.List;

/** Lists what was added, removed and changed between two texts, paragraph by paragraph. */
final class ChangeList {
    private ChangeList() {}

    /** A paragraph, by what makes it the same as another one. */
    private record Key(String part, String text) {
        static List<Key> of(List<Line> lines) {
            return lines.stream()
                    .map(line -> new Key(line.spot().part(), line.text()))
                    .toList();
        }
    }

    static List<Change> between(DraftText before, DraftText after) {
        List<Line> old = filled(before);
        List<Line> now = filled(after);
        List<Change> changes = new ArrayList<>();
        for (Differences.Edit edit : Differences.between(Key.of(old), Key.of(now))) {
            changes.addAll(changes(old.subList(edit.from(), edit.to()), now.subList(edit.newFrom(), edit.newTo())));
        }
        return List.copyOf(changes);
    }

    private static List<Line> filled(DraftText text) {
        return text.lines().stream().filter(line -> !line.isEmpty()).toList();
    }

    /** What was taken away and put in at the same place belongs together. */
    private static List<Change> changes(List<Line> removed, List<Line> added) {
        List<Change> changes = new ArrayList<>();
        int pairs = Math.min(removed.size(), added.size());
        for (int i = 0; i < pairs; i++) {
            changes.add(change(
                    Kind.CHANGED,
                    added.get(i),
                    removed.get(i).text(),
                    added.get(i).text()));
        }
        removed.subList(pairs, removed.size())
                .forEach(line -> changes.add(change(Kind.REMOVED, line, line.text(), "")));
        added.subList(pairs, added.size()).forEach(line -> changes.add(change(Kind.ADDED, line, "", line.text())));
        return changes;
    }

    private static Change change(Kind kind, Line line, String old, String now) {
        return new Change(kind, line.spot().part(), line.spot().paragraph(), old, now);
    }
}
