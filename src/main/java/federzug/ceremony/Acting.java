package federzug.ceremony;

/**
 * Who acts, through which door, and why. A door makes it from what it knows of its user; nothing below a door guesses
 * it.
 *
 * @param by key of the acting person or the login of the user who runs the command, never a service account's name
 * @param reason in their own words, may be empty
 */
public record Acting(String by, Through through, String reason) {
    /** The door through which somebody acts. */
    public enum Through {
        COMMAND_LINE,
        PAGE
    }

    public Acting {
        if (by.isBlank()) {
            throw new IllegalArgumentException("no acting person");
        }
    }

    /** At the command line, without a reason. */
    public static Acting of(String by) {
        return new Acting(by, Through.COMMAND_LINE, "");
    }

    /** On a page, without a reason. */
    public static Acting onPage(String by) {
        return new Acting(by, Through.PAGE, "");
    }

    public Acting because(String words) {
        return new Acting(by, through, words);
    }

    /** Another person through the same door: a signatory signs in their own name, independent of the login. */
    public Acting inTheNameOf(String person) {
        return new Acting(person, through, reason);
    }
}
