package federzug.pipeline;

import federzug.document.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The drafts that were filled and checked when a matter was accepted, for the stage that prepares it in the same run:
 * what was checked is what is prepared, and nothing is filled twice.
 *
 * @param agreements digests by agreement key
 */
public record CheckedDrafts(
        Map<String, Digest> agreements, @Nullable Digest release) {
    public static final CheckedDrafts NONE = new CheckedDrafts(Map.of(), null);

    /** No key of an agreement looks like this. */
    private static final String RELEASE = "*";

    public CheckedDrafts {
        agreements = Map.copyOf(agreements);
    }

    public Optional<Digest> of(String agreement) {
        return Optional.ofNullable(agreements.get(agreement));
    }

    public Optional<Digest> ofRelease() {
        return Optional.ofNullable(release);
    }

    public String text() {
        String keyed = agreements.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + "=" + each.getValue().hex())
                .collect(Collectors.joining(" "));
        return release == null ? keyed : (keyed + " " + RELEASE + "=" + release.hex()).strip();
    }

    public static CheckedDrafts parse(String text) {
        Map<String, Digest> agreements = new LinkedHashMap<>();
        Digest release = null;
        for (String each : text.isBlank() ? new String[0] : text.split(" ")) {
            int at = each.indexOf('=');
            Digest digest = new Digest(each.substring(at + 1));
            String key = each.substring(0, at);
            if (key.equals(RELEASE)) {
                release = digest;
            } else {
                agreements.put(key, digest);
            }
        }
        return new CheckedDrafts(agreements, release);
    }
}
