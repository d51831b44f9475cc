package federzug.access;

import java.time.Instant;
import java.util.Optional;

/** Codes that a person is told by telephone, one for a person of a matter; they are asked for beside the personal link. */
public interface TurnCodes {
    /**
     * @param encoded what is kept of the code
     * @param at when it was made; sessions opened with an older code are closed
     */
    record TurnCode(String encoded, Instant at) {}

    Optional<TurnCode> find(String matter, String person);

    /** Keeps a code in the place of an older one. */
    void keep(String matter, String person, TurnCode code);

    /** From now on none is asked for. */
    void lift(String matter, String person);
}
