package federzug.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people are typing, by its name. */
public interface MatterInputs {
    /** Keeps an input in the place of an earlier one of this name. */
    void keep(MatterInput input);

    Optional<MatterInput> find(String account, String id);

    /** What somebody is typing about a matter that exists. */
    Optional<MatterInput> about(String account, String matter);

    /** New matters that somebody has begun, the newest first. */
    List<MatterInput> begun(String account);

    void drop(String account, String id);

    /** Drops what nobody has touched since then. */
    void dropOlderThan(Instant then);
}
