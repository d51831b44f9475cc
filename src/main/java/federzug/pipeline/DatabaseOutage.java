package federzug.pipeline;

import federzug.notice.Notice;
import java.util.function.Consumer;

/** Waits for a database that cannot be reached, and reports it. */
public interface DatabaseOutage {
    /** @param receiver is called once when the database cannot be reached, and once when it can be again */
    void reportTo(Consumer<Notice> receiver);
}
