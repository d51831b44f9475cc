package federzug.pipeline.mailing;

import java.time.Instant;

/** Makes addresses at which a person finds only the own quote in a browser; there are some only while pages are served. */
public interface ApprovalLinks {
    /**
     * Makes an address for one person.
     *
     * @param endsOlder older ones for the same person and matter are void from now on
     */
    String fresh(String matter, String person, Instant expires, boolean endsOlder);
}
