package federzug.notice;

/** The severity of a {@link Notice}. An {@code ERROR} stops the matter it belongs to. */
public enum Severity {
    NOTE,
    WARNING,
    ERROR
}
