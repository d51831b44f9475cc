package federzug.agreement;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Finds what somebody probably meant. */
final class Nearest {
    /** Two letters in the wrong order count once: that is how people mistype ("from" for "form"). */
    private static final DamerauLevenshteinDistance DISTANCE = new DamerauLevenshteinDistance();

    private Nearest() {}

    /** The known word that differs in at most a third of its letters, whatever the case. */
    static Optional<String> to(String written, Collection<String> known) {
        if (written.length() > 60) {
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
}
