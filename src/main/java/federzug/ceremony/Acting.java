package federzug.ceremony;

/**
 * Who acts and why, for the journal.
 *
 * @param by key of the acting person or the login of the user who runs the command, never a service account's name
 * @param reason in their own words, may be empty
 */
public record Acting(String by, String reason) {
    public Acting {
        if (by.isBlank()) {
            throw new IllegalArgumentException("no acting person");
        }
    }

    public static Acting of(String by) {
        return new Acting(by, "");
    }
}
