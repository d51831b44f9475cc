package federzug.pipeline;

import federzug.notice.Notice;
import java.util.function.Consumer;

/** Waits for a database that is gone, and says so. */
public interface DatabaseOutage {
    /** @param told hears once that the database cannot be reached, and once when it can be again */
    void reportTo(Consumer<Notice> told);
}
