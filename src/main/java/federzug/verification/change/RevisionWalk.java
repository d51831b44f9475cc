package federzug.verification.change;

import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.verification.file.SignatureRange;
import federzug.verification.file.SignedFile;
import federzug.verification.file.UpdateFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks the revisions of a file from the prepared document to its end and tells every change on the way. */
public final class RevisionWalk {
    private final SignedFile file;
    private final @Nullable Digest prepared;
    private final boolean foreign;
    private final Function<String, String> signerOf;
    private final Texts texts;
    private final List<Notice> changes = new ArrayList<>();
    private final List<Touched> touched = new ArrayList<>();
    private boolean tagged;

    /**
     * @param foreign whether what the file itself allows counts
     * @param signerOf name of the person who signed a field
     */
    public RevisionWalk(
            SignedFile file,
            @Nullable Digest prepared,
            boolean foreign,
            Function<String, String> signerOf,
            Texts texts) {
        this.file = file;
        this.prepared = prepared;
        this.foreign = foreign;
        this.signerOf = signerOf;
        this.texts = texts;
    }

    /**
     * Pages of two revisions that do not look the same.
     *
     * @param before end of the revision before, exclusive
     * @param step in words: after which step
     */
    public record Touched(int before, int after, String step, Set<Integer> pages) {}

    public List<Notice> changes() {
        List<Step> steps = steps();
        Set<Integer> told = new HashSet<>();
        for (int i = 1; i < steps.size(); i++) {
            int soFar = changes.size();
            compare(steps.get(i - 1), steps.get(i));
            if (changes.size() > soFar) {
                told.add(steps.get(i - 1).end());
            }
        }
        updates(steps, told);
        return changes;
    }

    /** What no comparison of the contents can see: how the updates are written. */
    private void updates(List<Step> steps, Set<Integer> told) {
        if (steps.isEmpty()) {
            return;
        }
        UpdateFindings findings =
                new UpdateFindings(file, place -> told.contains(at(steps, place).end()));
        for (UpdateFault fault : findings.after(steps.get(0).end())) {
            Changes found = new Changes(at(steps, fault.at()).words());
            found.add(fault);
            changes.addAll(found.all());
        }
    }

    /** The last step before this place. */
    private static Step at(List<Step> steps, int place) {
        Step last = steps.get(0);
        for (Step step : steps) {
            last = step.end() <= place ? step : last;
        }
        return last;
    }

    /** Known after {@link #changes()}. */
    public List<Touched> touched() {
        return touched;
    }

    private void compare(Step one, Step other) {
        try {
            RevisionComparison comparison = new RevisionComparison(file, one.end(), other.end(), one.words(), foreign);
            changes.addAll(comparison.changes());
            tagged |= comparison.isTagged();
            if (!comparison.touchedPages().isEmpty()) {
                touched.add(new Touched(one.end(), other.end(), one.words(), comparison.touchedPages()));
            }
        } catch (IOException e) {
            changes.add(Notice.error("verification.change.revision-unreadable", Place.NOWHERE, one.words()));
        }
    }

    /** Whether structure elements for new fields explain a change of the structure; known after {@link #changes()}. */
    public boolean isTagged() {
        return tagged;
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (prepared != null) {
            file.endOf(prepared).ifPresent(end -> steps.add(new Step(end, texts.text("verification.step.prepared"))));
        }
        for (SignatureRange range : file.ranges()) {
            if (range.sound()) {
                String words = range.timeStamp()
                        ? texts.text("verification.step.stamped")
                        : texts.text("verification.step.signed", signerOf.apply(range.field()));
                steps.add(new Step(range.end(), words));
            }
        }
        int covered = file.coveredUpTo();
        if (!steps.isEmpty() && covered < file.length()) {
            String words = steps.get(steps.size() - 1).words();
            // Whoever fills in a form that was signed, or adds evidence, appends a revision that nobody signs.
            if (!foreign || !file.endsWithRevision(covered)) {
                changes.add(
                        Notice.error("verification.change.uncovered", Place.NOWHERE, words, file.length() - covered));
            }
            steps.add(new Step(file.length(), words));
        }
        return steps;
    }

    /**
     * @param words what has just happened at this point of the file
     */
    private record Step(int end, String words) {}
}
