package federzug.agreement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Brings together what two people made of the same data. What only one of them changed is taken over; where both wrote
 * something else, somebody has to say what counts.
 */
public final class DataMerge {
    private static final List<String> IDENTITIES = List.of("schluessel", "person", "adresse", "datei");

    private DataMerge() {}

    /**
     * A field that both have changed.
     *
     * @param path of the field; an entry of a list has its name in the brackets, for example {@code personen[raphael].mail}
     * @param before empty if nothing stood there
     */
    public record Clash(String path, String before, String mine, String theirs) {}

    /**
     * @param form everything that is not in doubt, and in doubt what was chosen, or mine
     * @param clashes all fields that both have changed
     */
    public record Merged(DataForm form, List<Clash> clashes) {
        public Merged {
            clashes = List.copyOf(clashes);
        }
    }

    /**
     * @param before what both began with
     * @param theirsAt paths of clashes at which theirs counts
     */
    public static Merged of(DataForm before, DataForm mine, DataForm theirs, Set<String> theirsAt) {
        Map<String, String> old = named(before);
        Map<String, String> own = named(mine);
        Map<String, String> other = named(theirs);
        Set<String> paths = new LinkedHashSet<>(own.keySet());
        paths.addAll(other.keySet());
        paths.addAll(old.keySet());
        Map<String, String> merged = new LinkedHashMap<>();
        List<Clash> clashes = new ArrayList<>();
        for (String path : paths) {
            String was = old.getOrDefault(path, "");
            String here = own.getOrDefault(path, "");
            String there = other.getOrDefault(path, "");
            String chosen = here;
            if (!here.equals(there) && here.equals(was)) {
                chosen = there;
            } else if (!here.equals(there) && !there.equals(was)) {
                clashes.add(new Clash(path, was, here, there));
                chosen = theirsAt.contains(path) ? there : here;
            }
            if (!chosen.isEmpty()) {
                merged.put(path, chosen);
            }
        }
        return new Merged(DataForm.of(merged), clashes);
    }

    /** Each text under its path, with the name of an entry in the place of its number. */
    private static Map<String, String> named(DataForm form) {
        Map<String, String> leaves = form.leaves();
        Map<String, String> labels = new HashMap<>();
        Map<String, String> named = new LinkedHashMap<>();
        leaves.forEach((path, text) -> {
            StringBuilder original = new StringBuilder();
            StringBuilder shown = new StringBuilder();
            for (String segment : FlatData.segments(path)) {
                if (segment.startsWith("[")) {
                    String entry = original.append(segment).toString();
                    shown.append(labels.computeIfAbsent(entry, none -> label(entry, leaves, labels)));
                } else {
                    original.append(original.isEmpty() ? "" : ".").append(segment);
                    shown.append(shown.isEmpty() ? "" : ".").append(segment);
                }
            }
            named.put(shown.toString(), text);
        });
        return named;
    }

    private static String label(String entry, Map<String, String> leaves, Map<String, String> labels) {
        String name = IDENTITIES.stream()
                .map(key -> leaves.get(entry + "." + key))
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> Optional.ofNullable(leaves.get(entry)))
                .orElse("")
                .replaceAll("[\\[\\]\\s]+", " ")
                .strip();
        String unique = "[" + name + "]";
        // computeIfAbsent forbids changes of the map meanwhile, not looks at it.
        Set<String> taken = new LinkedHashSet<>();
        String siblings = entry.substring(0, entry.lastIndexOf('['));
        labels.forEach((other, label) -> {
            if (other.startsWith(siblings + "[") && other.indexOf(']', siblings.length()) == other.length() - 1) {
                taken.add(label);
            }
        });
        for (int count = 2; taken.contains(unique); count++) {
            unique = "[" + name + " " + count + "]";
        }
        return unique;
    }
}
