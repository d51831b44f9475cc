package federzug.document;

import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps every document by the digest of its bytes. Append-only: nothing is ever overwritten or deleted by code. Bytes
 * are on disk (written, fsynced, renamed) before a method returns.
 */
public interface DocumentStore {
    /** Stores bytes; storing the same bytes again changes nothing and gives an equal content but for the name. */
    Content put(String name, byte[] bytes);

    /**
     * @throws DocumentException if there is no such document or its bytes no longer match the digest
     */
    byte[] bytes(Digest digest);

    /**
     * @throws DocumentException if there is no such document
     */
    InputStream open(Digest digest);

    boolean contains(Digest digest);

    /** Remembers a stage, so that {@link #find} gives it back after a restart. Repeating it changes nothing. */
    <D extends Document> D keep(D document);

    /** A remembered stage. The document room alone restores stages; everybody else is given them. */
    <D extends Document> Optional<D> find(Digest digest, Class<D> stage);
}
