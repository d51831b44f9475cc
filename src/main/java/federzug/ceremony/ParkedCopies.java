package federzug.ceremony;

import federzug.document.Digest;
import java.time.Instant;
import java.util.List;

/** Returned copies that wait until they can be judged. */
public interface ParkedCopies {
    /**
     * A returned copy that could not be judged when it came, for a reason that is not its sender's.
     *
     * @param copy digest of the file as it came
     * @param name of the file, for messages only
     * @param reason code of the notice that says why
     * @param since when it came
     */
    record ParkedCopy(String matter, String agreement, Digest copy, String name, String reason, Instant since) {}

    /** Keeps a copy; one that waits already keeps its day and gets the new reason. */
    void park(ParkedCopy copy);

    /** In the order in which they came. */
    List<ParkedCopy> ofMatter(String matter);

    /** Of all matters, in the order in which they came. */
    List<ParkedCopy> all();

    /** It has been judged. */
    void drop(ParkedCopy copy);
}
