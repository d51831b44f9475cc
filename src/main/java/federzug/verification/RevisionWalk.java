package federzug.verification;

import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** Walks the revisions of a file from the prepared document to its end and tells every change on the way. */
final class RevisionWalk {
    private final SignedFile file;
    private final @Nullable Digest prepared;
    private final boolean foreign;
    private final Function<String, String> signerOf;
    private final Texts texts;
    private final List<Notice> changes = new ArrayList<>();
    private final List<Touched> touched = new ArrayList<>();

    /**
     * @param foreign whether what the file itself allows counts
     * @param signerOf name of the person who signed a field
     */
    RevisionWalk(
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
    record Touched(int before, int after, String step, Set<Integer> pages) {}

    List<Notice> changes() {
        List<Step> steps = steps();
        PDDocument before = null;
        try {
            for (int i = 0; i < steps.size(); i++) {
                PDDocument after = open(steps.get(i));
                if (before != null && after != null) {
                    compare(before, after, steps.get(i - 1), steps.get(i));
                }
                close(before);
                before = after;
            }
        } finally {
            close(before);
        }
        return changes;
    }

    /** Known after {@link #changes()}. */
    List<Touched> touched() {
        return touched;
    }

    private void compare(PDDocument before, PDDocument after, Step one, Step other) {
        RevisionComparison comparison = new RevisionComparison(before, after, one.words(), foreign);
        changes.addAll(comparison.changes());
        if (!comparison.touchedPages().isEmpty()) {
            touched.add(new Touched(one.end(), other.end(), one.words(), comparison.touchedPages()));
        }
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

    private @Nullable PDDocument open(Step step) {
        try {
            return file.revision(step.end());
        } catch (IOException e) {
            changes.add(Notice.error("verification.change.revision-unreadable", Place.NOWHERE, step.words()));
            return null;
        }
    }

    private static void close(@Nullable PDDocument pdf) {
        if (pdf != null) {
            try {
                pdf.close();
            } catch (IOException e) {
                // Held in memory only: nothing is lost.
                return;
            }
        }
    }

    /**
     * @param words what has just happened at this point of the file
     */
    private record Step(int end, String words) {}
}
