package federzug.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The bytes of documents in the database, where they are kept there and not in a home: for backups and moves; and how
 * contents are deleted when their time is over, wherever they are. That they were there, and when they went, stays known.
 */
public interface DocumentContents {
    /** False: each document lies in the home alone, and there is nothing to be asked here. */
    boolean inUse();

    /**
     * Stores the bytes of a file, without holding all of them in memory.
     *
     * @return false if they were there already, or have been deleted since their time was over
     * @throws DocumentException if they are not those of the digest; then nothing is stored
     */
    boolean put(Digest digest, Path file) throws IOException;

    /**
     * Writes the bytes, slice by slice. Whether they still match the digest is for the caller to check.
     *
     * @return false if there is no such document
     */
    boolean write(Digest digest, OutputStream to) throws IOException;

    /**
     * A page of what is there, in the order of the digests.
     *
     * @param last hex of the last digest of the page before, empty for the first
     */
    List<Digest> after(String last, int most);

    /** Drafts negotiated in a matter, by what its data name. */
    Set<Digest> negotiated(String matter);

    /** Deletes the bytes; repeating it changes nothing. A signing can still be shown. */
    void forget(Set<Digest> documents);

    /** Whether its bytes were deleted when their time was over, and have not come again since. */
    boolean isForgotten(Digest digest);

    /** Deletes the bytes that this home still has of what was deleted on another machine. */
    void forgetCopies();

    /** Deletes what is known of documents beside their bytes, such as the names at signature fields. */
    void forgetFacts(Set<Digest> documents);
}
