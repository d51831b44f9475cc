package federzug.rendering.manuscript;

import federzug.notice.Texts;
import federzug.rendering.PrintedChange;
import federzug.rendering.PrintedChange.Kind;
import federzug.rendering.PrintedChange.Part;
import federzug.rendering.manuscript.PrintedLine.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Compares what two manuscripts print: words, numbers, order, kinds of paragraphs, pictures, looks, page set-up. Paragraphs
 * are matched by their words (longest common subsequence).
 */
public final class PrintComparison {
    /** Beyond this many comparisons everything between the common start and end counts as rewritten. */
    private static final long MOST = 4_000_000;

    private static final Texts TEXTS = Texts.german();

    private final List<PrintedLine> before;
    private final List<PrintedLine> after;
    private final List<PrintedChange> changes = new ArrayList<>();
    private final List<PrintedLine> removed = new ArrayList<>();
    private final List<PrintedLine> added = new ArrayList<>();

    private PrintComparison(List<PrintedLine> before, List<PrintedLine> after) {
        this.before = before;
        this.after = after;
    }

    public static List<PrintedChange> between(Manuscript one, Manuscript two) {
        List<PrintedChange> changes = new ArrayList<>();
        pages(one, two, changes);
        PrintedLines old = PrintedLines.read(one);
        PrintedLines now = PrintedLines.read(two);
        for (Part part : Part.values()) {
            PrintComparison comparison = new PrintComparison(of(old.lines(), part), of(now.lines(), part));
            comparison.compare();
            changes.addAll(comparison.settled());
            changes.addAll(objects(old.objects(part), now.objects(part), part));
        }
        return changes;
    }

    /** Which pictures and shapes are there is said with the words; here it is where they are and how large. */
    private static List<PrintedChange> objects(List<PrintedObject> old, List<PrintedObject> now, Part part) {
        List<PrintedChange> changes = new ArrayList<>();
        for (PrintedObject.Kind kind : PrintedObject.Kind.values()) {
            List<PrintedObject> gone = new ArrayList<>(of(old, kind));
            List<PrintedObject> come = new ArrayList<>(of(now, kind));
            if (kind == PrintedObject.Kind.BOX && gone.size() != come.size()) {
                page(changes, TEXTS.text("rendering.change.boxes", gone.size(), come.size()));
            }
            come.removeIf(two -> gone.stream()
                    .filter(one -> one.name().equals(two.name())
                            && PrintedObject.differences(one, two).isEmpty())
                    .findFirst()
                    .map(gone::remove)
                    .orElse(false));
            for (int i = 0; i < Math.min(gone.size(), come.size()); i++) {
                PrintedObject two = come.get(i);
                List<String> words = PrintedObject.differences(gone.get(i), two);
                if (!words.isEmpty()) {
                    String all = TEXTS.text("rendering.change.object", two.name(), String.join("; ", words));
                    changes.add(new PrintedChange(Kind.LOOK, part, two.paragraph(), "", all));
                }
            }
        }
        return changes;
    }

    private static List<PrintedObject> of(List<PrintedObject> objects, PrintedObject.Kind kind) {
        return objects.stream().filter(object -> object.kind() == kind).toList();
    }

    private static List<PrintedLine> of(List<PrintedLine> lines, Part part) {
        return lines.stream().filter(line -> line.part() == part).toList();
    }

    private static void pages(Manuscript one, Manuscript two, List<PrintedChange> changes) {
        if (!one.title().equals(two.title())) {
            page(changes, TEXTS.text("rendering.change.title", one.title(), two.title()));
        }
        if (one.sections().size() != two.sections().size()) {
            page(
                    changes,
                    TEXTS.text(
                            "rendering.change.sections",
                            one.sections().size(),
                            two.sections().size()));
            return;
        }
        for (int i = 0; i < one.sections().size(); i++) {
            PrintedPage.differences(one.sections().get(i), two.sections().get(i))
                    .forEach(words -> page(changes, words));
        }
    }

    private static void page(List<PrintedChange> changes, String words) {
        PrintedChange change = new PrintedChange(Kind.LOOK, Part.PAGE, 0, "", words);
        if (!changes.contains(change)) {
            changes.add(change);
        }
    }

    private void compare() {
        int start = 0;
        while (start < before.size() && start < after.size() && same(start, start)) {
            matched(before.get(start), after.get(start));
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
        for (int i = oldEnd; i < before.size(); i++) {
            matched(before.get(i), after.get(newEnd + i - oldEnd));
        }
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
                matched(before.get(i++), after.get(j++));
            } else if (j >= newEnd
                    || i < oldEnd && lengths[i - start + 1][j - start] >= lengths[i - start][j - start + 1]) {
                removed.add(before.get(i++));
            } else {
                added.add(after.get(j++));
            }
        }
    }

    private boolean same(int old, int now) {
        return before.get(old).text().equals(after.get(now).text());
    }

    /** What was taken away and put in at the same place belongs together. */
    private void flush() {
        int pairs = Math.min(removed.size(), added.size());
        for (int i = 0; i < pairs; i++) {
            changed(removed.get(i), added.get(i));
        }
        removed.subList(pairs, removed.size()).forEach(line -> add(Kind.REMOVED, line, line.whole(), ""));
        added.subList(pairs, added.size())
                .forEach(line -> add(Kind.ADDED, line, "", PrintedCharacters.shown(line.whole(), "")));
        removed.clear();
        added.clear();
    }

    private void changed(PrintedLine old, PrintedLine now) {
        add(Kind.CHANGED, now, old.whole(), PrintedCharacters.shown(now.whole(), old.whole()));
        kinds(old, now);
    }

    /** The same words. */
    private void matched(PrintedLine old, PrintedLine now) {
        if (!old.label().equals(now.label())) {
            add(Kind.CHANGED, now, old.whole(), PrintedCharacters.shown(now.whole(), old.whole()));
        }
        kinds(old, now);
        looks(old, now);
        List<String> words = PrintedSetting.differences(old.setting(), now.setting());
        if (!words.isEmpty()) {
            add(Kind.LOOK, now, "", TEXTS.text("rendering.change.look", shown(now), String.join("; ", words)));
        }
    }

    private void kinds(PrintedLine old, PrintedLine now) {
        if (!old.kind().equals(now.kind())) {
            add(Kind.LOOK, now, "", TEXTS.text("rendering.change.kind", shown(now), old.kind(), now.kind()));
        }
        if (old.newPage() != now.newPage()) {
            String code = now.newPage() ? "rendering.change.now-page" : "rendering.change.no-longer-page";
            add(Kind.LOOK, now, "", TEXTS.text(code, shown(now)));
        }
    }

    private static String shown(PrintedLine line) {
        String whole = line.whole();
        return whole.length() <= 60 ? whole : whole.substring(0, 60).strip() + " …";
    }

    /** Goes through both lists of spans at once; each stretch that looks different is one difference. */
    private void looks(PrintedLine old, PrintedLine now) {
        int from = -1;
        List<String> open = List.of();
        Iterator<Span> ones = old.spans().iterator();
        Iterator<Span> twos = now.spans().iterator();
        Span one = ones.hasNext() ? ones.next() : null;
        Span two = twos.hasNext() ? twos.next() : null;
        int at = 0;
        while (one != null && two != null) {
            int end = Math.min(one.to(), two.to());
            List<String> words = PrintedLook.differences(one.look(), two.look());
            if (!words.equals(open)) {
                look(now, from, at, open);
                from = at;
                open = words;
            }
            at = end;
            one = one.to() == end ? ones.hasNext() ? ones.next() : null : one;
            two = two.to() == end ? twos.hasNext() ? twos.next() : null : two;
        }
        look(now, from, at, open);
    }

    private void look(PrintedLine line, int from, int to, List<String> words) {
        String text = words.isEmpty() || from < 0
                ? ""
                : line.text()
                        .substring(
                                Math.min(from, line.text().length()),
                                Math.min(to, line.text().length()))
                        .strip();
        if (!text.isEmpty()) {
            add(Kind.LOOK, line, "", TEXTS.text("rendering.change.look", text, String.join("; ", words)));
        }
    }

    private void add(Kind kind, PrintedLine line, String old, String now) {
        changes.add(new PrintedChange(kind, line.part(), line.paragraph(), old, now));
    }

    /** What is gone at one place and there at another has moved. */
    private List<PrintedChange> settled() {
        List<PrintedChange> settled = new ArrayList<>(changes);
        for (PrintedChange gone : changes) {
            if (gone.kind() == Kind.REMOVED) {
                settled.stream()
                        .filter(there ->
                                there.kind() == Kind.ADDED && there.after().equals(gone.before()))
                        .findFirst()
                        .ifPresent(there -> {
                            settled.remove(gone);
                            settled.set(
                                    settled.indexOf(there),
                                    new PrintedChange(
                                            Kind.MOVED, there.part(), there.paragraph(), gone.before(), there.after()));
                        });
            }
        }
        return settled;
    }
}
