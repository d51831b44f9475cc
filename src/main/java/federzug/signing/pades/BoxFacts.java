package federzug.signing.pades;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a box is drawn, before the signature exists; the box claims nothing else.
 *
 * @param testKey the key is one of the examples; in a rehearsal people may also try their real ones
 * @param qualified by the trusted lists of this moment, certificate and device give a qualified signature
 * @param time from a time-stamp service, or null: the box then refers to the signature's time stamp
 * @param clock what is known of the service that gave the time
 */
public record BoxFacts(
        boolean testKey, boolean qualified, @Nullable ZonedDateTime time, Clock clock) {
    /** Whose time it is. */
    public enum Clock {
        QUALIFIED_SERVICE,
        OTHER_SERVICE,
        /** The lists say nothing, or it is a rehearsal. */
        UNKNOWN
    }

    /** Of a box that claims nothing of signature and time stamp. */
    public static BoxFacts plain(boolean testKey, @Nullable ZonedDateTime time) {
        return new BoxFacts(testKey, false, time, Clock.UNKNOWN);
    }
}
