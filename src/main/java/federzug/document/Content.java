package federzug.document;

/**
 * Bytes in the {@link DocumentStore}, known by their digest.
 *
 * @param name the file name people see, for example {@code kooperationsvereinbarung.pdf}
 * @param size in bytes
 */
public record Content(Digest digest, String name, long size) {}
