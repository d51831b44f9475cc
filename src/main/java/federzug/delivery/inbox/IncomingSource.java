package federzug.delivery.inbox;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A place where mails or files come in. Nothing in it is ever deleted. */
public interface IncomingSource extends AutoCloseable {
    /** Identifies the place; what came in is recorded under this name. */
    String name();

    /** What lies there now. */
    List<Waiting> waiting() throws IOException;

    /** Returns when something may have come in, or the time is over. */
    void await(Duration most) throws IOException;

    @Override
    void close();

    /** A mail or file that lies there. */
    interface Waiting {
        /** The same for the same mail until the mailbox changes its UIDVALIDITY (RFC 3501, 2.3.1.1). */
        String place();

        String name();

        long size();

        byte[] bytes() throws IOException;

        /** @param clear to the folder of those dealt with, otherwise to those that a person has to read */
        void move(boolean clear) throws IOException;
    }
}
