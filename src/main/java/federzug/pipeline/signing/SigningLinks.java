package federzug.pipeline.signing;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Makes addresses at which a person finds their own turn in a browser; there are some only while pages are served. */
public interface SigningLinks {
    /**
     * Makes an address for one person.
     *
     * @param deadline of the turn, null if there is none
     * @param endsOlder older ones for the same turn are void from now on; false: a page that waits stays open
     */
    String fresh(String matter, String agreement, String person, @Nullable LocalDateTime deadline, boolean endsOlder);
}
