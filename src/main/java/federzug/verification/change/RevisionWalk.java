package federzug.verification.change;

import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.verification.file.SignatureRange;
import federzug.verification.file.SignedFile;
import federzug.verification.file.UpdateEffect;
import federzug.verification.file.UpdateFault;
import federzug.verification.file.UpdateHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Walks the revisions of a file from the prepared document to its end and finds every change on the way. To be done
 * before the validator reads the file: it completes objects of the parse that both share.
 */
public final class RevisionWalk {
    /** Entries for which our comparison has a rule of its own: either it reported their change, or they may change. */
    private static final Pattern JUDGED =
            Pattern.compile(".*/(Tabs|StructParents|LastModified|NeedAppearances|DR|DA|Q|MaxLen"
                    + "|Metadata|Version|Extensions|OutputIntents|M|NM|TI|DS|RV|I|Type)\\b.*");

    /** A path that ends at an entry of an object. */
    private static final Pattern ENTRY = Pattern.compile("(?:.* )?(\\d+ \\d+) R /\\S+(?: \\d+ \\d+ R)?");

    private static final Pattern OBJECT = Pattern.compile("(\\d+ \\d+) R");

    private final SignedFile file;
    private final @Nullable Digest prepared;
    private final boolean foreign;
    private final Texts texts;
    private final List<Found> found = new ArrayList<>();
    private final Set<String> elements = new HashSet<>();
    private final Set<String> pageKeys = new HashSet<>();
    private final Set<String> arranged = new HashSet<>();

    /** @param foreign whether what the file itself allows counts */
    public RevisionWalk(SignedFile file, @Nullable Digest prepared, boolean foreign, Texts texts) {
        this.file = file;
        this.prepared = prepared;
        this.foreign = foreign;
        this.texts = texts;
    }

    /**
     * Pages of two revisions that do not look the same.
     *
     * @param before end of the revision before, exclusive
     * @param step in words: after which step
     */
    public record Touched(int before, int after, String step, Set<Integer> pages) {}

    public void compare() {
        List<Step> steps = steps();
        Set<Integer> reported = new HashSet<>();
        for (int i = 1; i < steps.size(); i++) {
            Found compared = compare(steps.get(i - 1), steps.get(i));
            found.add(compared);
            if (compared.changes().count() > 0 || compared.loss().rewritten()) {
                reported.add(steps.get(i - 1).end());
            }
        }
        updates(steps, reported);
    }

    /** What no comparison of the contents can see: how the updates are written. */
    private void updates(List<Step> steps, Set<Integer> reported) {
        if (steps.isEmpty()) {
            return;
        }
        UpdateFindings findings = new UpdateFindings(
                file, place -> reported.contains(at(steps, place).end()));
        for (UpdateFault fault : findings.after(steps.get(0).end())) {
            Changes changes = new Changes();
            changes.add(fault);
            Step step = at(steps, fault.at());
            found.add(new Found(step, step, changes, Set.of(), EvidenceComparison.Loss.NONE));
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

    private Found compare(Step one, Step other) {
        try {
            RevisionComparison comparison = new RevisionComparison(file, one.end(), other.end(), foreign);
            Changes changes = comparison.changes();
            elements.addAll(comparison.elements());
            pageKeys.addAll(comparison.pageKeys());
            arranged.addAll(comparison.arranged());
            return new Found(one, other, changes, comparison.touchedPages(), comparison.loss());
        } catch (IOException e) {
            Changes changes = new Changes();
            changes.forbidden("revision-unreadable");
            return new Found(one, other, changes, Set.of(), EvidenceComparison.Loss.NONE);
        }
    }

    /**
     * @param signerOf name of the person who signed a field
     * @param needed whether a signature or time stamp rests on that evidence
     */
    public List<Notice> changes(Function<String, String> signerOf, Predicate<Evidence> needed) {
        List<Notice> all = new ArrayList<>();
        for (Found one : found) {
            String step = words(one.before(), signerOf);
            if (isBeforeSigning(one)) {
                all.addAll(one.changes().beforeSigning(step));
                if (one.changes().count() > 0) {
                    all.add(Notice.note("verification.timestamp.before-signatures", Place.NOWHERE));
                }
            } else {
                all.addAll(one.changes().after(step));
            }
            if (one.lost(needed)) {
                all.add(
                        foreign
                                ? Notice.warning("verification.doubtful.evidence-removed", Place.NOWHERE, step)
                                : Notice.error("verification.change.evidence-removed", Place.NOWHERE, step));
            }
        }
        return all;
    }

    /** Whether only time stamps are older than these changes, and a signature of a foreign document covers them. */
    private boolean isBeforeSigning(Found one) {
        List<SignatureRange> signatures =
                file.ranges().stream().filter(range -> !range.timeStamp()).toList();
        return foreign
                && prepared == null
                && one.before().kind() == Kind.STAMPED
                && signatures.stream()
                        .noneMatch(range -> range.end() <= one.before().end())
                && signatures.stream()
                        .anyMatch(range ->
                                range.sound() && range.end() >= one.after().end());
    }

    /** Whether evidence was left out while it was written again, but none that is needed. */
    public boolean isEvidenceRewritten(Predicate<Evidence> needed) {
        return found.stream().anyMatch(one -> one.loss().rewritten() && !one.lost(needed));
    }

    public List<Touched> touched(Function<String, String> signerOf) {
        return found.stream()
                .filter(one -> !one.pages().isEmpty())
                .map(one ->
                        new Touched(one.before().end(), one.after().end(), words(one.before(), signerOf), one.pages()))
                .toList();
    }

    /** Whether a change that the validator could not place was judged here: what is a path through the file to it. */
    public boolean isJudged(String change) {
        if (JUDGED.matcher(change).matches() || isEntryOfAPage(change) || isArranged(change)) {
            return true;
        }
        if (elements.isEmpty()) {
            return false;
        }
        Matcher objects = OBJECT.matcher(change);
        boolean throughElement = change.contains("/StructTreeRoot") || change.contains("/ParentTree");
        while (!throughElement && objects.find()) {
            throughElement = elements.contains(objects.group(1));
        }
        return throughElement;
    }

    /** Pages are compared entry by entry, with what they inherit. */
    private boolean isEntryOfAPage(String change) {
        Matcher entry = ENTRY.matcher(change);
        return entry.matches() && pageKeys.contains(entry.group(1));
    }

    private boolean isArranged(String change) {
        if (arranged.stream().noneMatch(key -> change.startsWith("/Catalog /" + key))) {
            return false;
        }
        Matcher objects = OBJECT.matcher(change);
        while (objects.find()) {
            if (pageKeys.contains(objects.group(1)) && objects.end() < change.length()) {
                return false;
            }
        }
        return true;
    }

    private String words(Step step, Function<String, String> signerOf) {
        return switch (step.kind()) {
            case PREPARED -> texts.text("verification.step.prepared");
            case STAMPED -> texts.text("verification.step.stamped");
            case SIGNED -> texts.text("verification.step.signed", signerOf.apply(step.field()));
        };
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (prepared != null) {
            file.endOf(prepared).ifPresent(end -> steps.add(new Step(end, Kind.PREPARED, "")));
        }
        for (SignatureRange range : file.ranges()) {
            if (range.sound()) {
                steps.add(new Step(range.end(), range.timeStamp() ? Kind.STAMPED : Kind.SIGNED, range.field()));
            }
        }
        int covered = file.coveredUpTo();
        if (!steps.isEmpty() && covered < file.length()) {
            Step last = steps.get(steps.size() - 1);
            Step end = new Step(file.length(), last.kind(), last.field());
            // Filling in a signed form, or adding evidence, appends an unsigned revision.
            boolean padded = file.isPaddedBehind(covered);
            if (padded || !file.endsWithRevision(covered) || !foreign && !addsOnlyEvidence(covered)) {
                Changes changes = new Changes();
                if (padded) {
                    changes.allowed("padding", file.length() - covered);
                } else {
                    changes.forbidden("uncovered", file.length() - covered);
                }
                found.add(new Found(last, end, changes, Set.of(), EvidenceComparison.Loss.NONE));
            }
            steps.add(end);
        }
        return steps;
    }

    /** Programs add evidence to what they check; the content of the document does not change by it. */
    private boolean addsOnlyEvidence(int covered) {
        List<UpdateHistory.Update> updates = new UpdateHistory(file.bytes(), file.pdf()).after(covered);
        return !updates.isEmpty()
                && updates.stream()
                        .allMatch(update -> update.effect() == UpdateEffect.EVIDENCE
                                && update.faults().isEmpty());
    }

    private enum Kind {
        PREPARED,
        SIGNED,
        STAMPED
    }

    /** @param kind what has just happened at this point of the file */
    private record Step(int end, Kind kind, String field) {}

    private record Found(Step before, Step after, Changes changes, Set<Integer> pages, EvidenceComparison.Loss loss) {
        boolean lost(Predicate<Evidence> needed) {
            return loss.pieces().stream().anyMatch(needed);
        }
    }
}
