package federzug.pipeline;

import federzug.document.Digest;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with which data.
 *
 * @param out folder for the finished files; null: the one remembered for the matter, else the default
 * @param strict one wrong matter stops all; otherwise the correct ones are processed
 * @param consent to changed data of matters that are already prepared
 * @param wordings negotiated drafts to adopt
 * @param previews whether pictures of the pages are wanted too
 */
public record RunRequest(
        List<Path> paths,
        @Nullable Path out,
        boolean strict,
        Consent consent,
        List<Wording> wordings,
        boolean previews) {
    public RunRequest {
        paths = List.copyOf(paths);
        wordings = List.copyOf(wordings);
    }

    /** Nothing is confirmed and nothing adopted. */
    public static RunRequest of(List<Path> paths, @Nullable Path out, boolean strict) {
        return new RunRequest(paths, out, strict, Consent.NONE, List.of(), false);
    }

    public RunRequest confirmed(Collection<DataChange> changes) {
        return new RunRequest(paths, out, strict, Consent.to(changes), wordings, previews);
    }

    /** Whatever has changed, unseen. */
    public RunRequest confirmingAll() {
        return new RunRequest(paths, out, strict, Consent.TO_ALL, wordings, previews);
    }

    public RunRequest adopting(List<Wording> drafts) {
        return new RunRequest(paths, out, strict, consent, drafts, previews);
    }

    public RunRequest withPreviews(boolean wanted) {
        return new RunRequest(paths, out, strict, consent, wordings, wanted);
    }

    /**
     * Which wording an agreement gets from now on.
     *
     * @param agreement key; empty if the matter has only one
     * @param file the Word file that the parties changed; null: back to the template
     */
    public record Wording(
            String matter, String agreement, @Nullable Path file) {}

    /**
     * Which changes of prepared matters a person has confirmed.
     *
     * @param all without having seen them
     * @param shown digests of those that were shown
     */
    public record Consent(boolean all, Set<Digest> shown) {
        static final Consent NONE = new Consent(false, Set.of());
        static final Consent TO_ALL = new Consent(true, Set.of());

        public Consent {
            shown = Set.copyOf(shown);
        }

        static Consent to(Collection<DataChange> changes) {
            return new Consent(false, changes.stream().map(DataChange::digest).collect(Collectors.toSet()));
        }

        public boolean covers(DataChange change) {
            return all || shown.contains(change.digest());
        }
    }
}
