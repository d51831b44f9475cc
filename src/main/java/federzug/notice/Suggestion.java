package federzug.notice;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** "Did you mean": finds the known word that a misspelled one most resembles. */
public final class Suggestion {
    /** Two letters in the wrong order count once: that is how people mistype ("from" for "form"). */
    private static final DamerauLevenshteinDistance DISTANCE = new DamerauLevenshteinDistance();

    private static final int LONGEST = 60;

    private Suggestion() {}

    /** The known word that differs in at most a third of its letters, whatever the case; of two the first. */
    public static Optional<String> of(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String word : known) {
            int distance = DISTANCE.apply(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance < least && distance <= Math.max(1, Math.max(written.length(), word.length()) / 3)) {
                nearest = word;
                least = distance;
            }
        }
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
    }

    /** The nearest known word; if none is near, all of them, or a dash if there are none. */
    public static String orAll(String written, Collection<String> known) {
        return of(written, known).orElseGet(() -> {
            String all = String.join(
                    ", ",
                    known.stream().filter(word -> !word.isEmpty()).sorted().toList());
            return all.isEmpty() ? "–" : all;
        });
    }
}
