package federzug.delivery.inbox;

import federzug.delivery.IncomingMail;
import federzug.delivery.IncomingMail.Handled;
import federzug.document.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What became of each mail that came in, and what is known of addresses by it. */
public interface IncomingRecords {
    /** Takes a source for this process; false if another one that is alive has it. */
    boolean begin(String source);

    void end(String source);

    /** What was done with exactly these bytes before. */
    Optional<IncomingMail.Outcome> outcome(Digest digest);

    /** Places of mails that are nothing for us: they need not be fetched again. */
    Set<String> leftPlaces(String source);

    void keep(String source, String place, IncomingMail mail, Handled handled);

    /** Why an address is marked. */
    enum Mark {
        /** There is no such mailbox. */
        BOUNCED,
        /** Wants no more mails to the press list. */
        UNSUBSCRIBED
    }

    /** @param address in its normal form */
    void mark(String address, Mark mark, String reason);

    /** It was wrong, or is no longer so. */
    void unmark(String address, Mark mark);

    Optional<Marked> marked(String address, Mark mark);

    /** All addresses with this mark, the newest first. */
    List<Marked> marked(Mark mark);

    /**
     * What is known of an address.
     *
     * @param address in its normal form
     */
    record Marked(String address, String reason, Instant at) {}
}
