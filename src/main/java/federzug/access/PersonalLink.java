package federzug.access;

import java.time.Instant;

/**
 * What opens a page without an account.
 *
 * @param digest SHA-256 of the secret, in hex; the secret itself is kept nowhere
 * @param matter empty if it is about none
 * @param agreement empty if it is about a whole matter
 * @param person key in the data, empty if it is for nobody in particular
 */
public record PersonalLink(String digest, Kind kind, String matter, String agreement, String person, Instant expires) {
    /** What a link opens. */
    public enum Kind {
        /** Makes the first account. */
        FIRST_ACCOUNT,
        /** One person's turn in one agreement. */
        SIGNATORY,
        /** The board of a matter, to be looked at. */
        BOARD,
        /** What one person is quoted with in a press release. */
        QUOTE
    }
}
