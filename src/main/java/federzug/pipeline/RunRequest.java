package federzug.pipeline;

import federzug.agreement.Matters.Difference;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with which data.
 *
 * @param out folder for the finished files; null: the one remembered for the matter, else the default
 * @param strict one wrong matter stops all; otherwise the right ones go on
 * @param wordings negotiated drafts to adopt
 * @param confirmation asked before changed data replace documents that are already prepared
 */
public record RunRequest(
        List<Path> paths, @Nullable Path out, boolean strict, Confirmation confirmation, List<Wording> wordings) {
    public RunRequest {
        paths = List.copyOf(paths);
        wordings = List.copyOf(wordings);
    }

    public RunRequest(List<Path> paths, @Nullable Path out, boolean strict, Confirmation confirmation) {
        this(paths, out, strict, confirmation, List.of());
    }

    /**
     * Which wording an agreement gets from now on.
     *
     * @param agreement key; empty if the matter has only one
     * @param file the Word file that the parties changed; null: back to the template
     */
    public record Wording(
            String matter, String agreement, @Nullable Path file) {}

    /** Decides about changed data of a prepared matter. */
    @FunctionalInterface
    public interface Confirmation {
        boolean confirms(String matter, List<Difference> differences);
    }
}
