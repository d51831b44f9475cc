package federzug.notice;

/** How much a {@link Notice} weighs. An {@code ERROR} stops the matter it belongs to. */
public enum Severity {
    NOTE,
    WARNING,
    ERROR
}
