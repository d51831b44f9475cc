package federzug.drafting;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known name that a misspelt one most resembles. */
final class Names {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Names() {}

    /** The known name nearest to a word; if none is near, all of them, or a dash if there are none. */
    static String nearest(String word, Collection<String> known) {
        Optional<String> nearest = known.stream()
                .filter(name -> !name.isEmpty())
                .min(Comparator.<String>comparingInt(name -> distance(word, name))
                        .thenComparing(name -> name));
        if (nearest.isPresent() && distance(word, nearest.get()) <= Math.max(2, word.length() / 3)) {
            return nearest.get();
        }
        String all = String.join(
                ", ", known.stream().filter(name -> !name.isEmpty()).sorted().toList());
        return all.isEmpty() ? "–" : all;
    }

    private static int distance(String word, String name) {
        return DISTANCE.apply(word.toLowerCase(Locale.GERMAN), name.toLowerCase(Locale.GERMAN));
    }
}
