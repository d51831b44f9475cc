package federzug.ceremony;

import java.util.List;

/** Returned copies that wait until they can be judged. */
public interface ParkedCopies {
    /** Keeps a copy; one that waits already keeps its day and gets the new reason. */
    void park(ParkedCopy copy);

    /** In the order in which they came. */
    List<ParkedCopy> ofMatter(String matter);

    /** Of all matters, in the order in which they came. */
    List<ParkedCopy> all();

    /** It has been judged. */
    void drop(ParkedCopy copy);
}
