package federzug.pipeline;

import federzug.notice.Notice;
import java.util.function.Consumer;

/** Waits for a database that cannot be reached, and reports it. */
public interface DatabaseOutage {
    /** @param receiver is called once when the database cannot be reached, and once when it can be again */
    void reportTo(Consumer<Notice> receiver);

    /**
     * Lets this thread not wait for the database from now on: a person wants an answer.
     *
     * @return ends that
     */
    Hurry hurry();

    /** The time in which a thread does not wait. */
    interface Hurry extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether this happened because the database cannot be reached. */
    boolean isCauseOf(Throwable trouble);
}
