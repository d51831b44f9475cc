package federzug.release;

import java.util.List;

/** What named persons said about the releases; nothing is ever changed or taken away. */
public interface Consents {
    /** Oldest first. */
    List<Consent> of(String matter);

    /** Adds one. If it says what the newest of its kind and subject says already, nothing is added. */
    void add(String matter, Consent consent);

    /** Adds what belongs together, in this order: all of it or nothing. */
    void add(String matter, List<Consent> together);
}
