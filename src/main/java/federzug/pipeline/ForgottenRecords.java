package federzug.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers what was deleted of which matter, by whom and when. */
public interface ForgottenRecords {
    /**
     * @param kind of content, in lower case
     * @param doneAt empty while the deletion has begun and not ended
     */
    record Forgotten(String matter, String kind, String by, Instant begunAt, Optional<Instant> doneAt) {}

    List<Forgotten> all();

    /** Before anything is deleted; repeating it changes nothing. */
    void begin(String matter, String kind, String by, Instant at);

    void done(String matter, String kind, Instant at);
}
