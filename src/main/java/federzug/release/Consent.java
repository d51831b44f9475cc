package federzug.release;

import federzug.document.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a named person said about a release. It holds for exactly what was shown: the digest of it stands here.
 *
 * @param subject key of the person quoted, or empty
 * @param by who said it: a person's key, or a name
 * @param digest of what it is about
 * @param wording the approved words, so that a later change can be shown; may be empty
 * @param answer the mail in which it was said, for the file; may be empty
 */
public record Consent(
        Kind kind,
        String subject,
        String by,
        Instant at,
        Digest digest,
        String wording,
        Through through,
        String answer) {
    /** Subject of a stop that nobody said: too many addresses refused the mail. */
    public static final String REFUSALS = "refusals";

    /** What is said. */
    public enum Kind {
        /** This quote may be published in these words. */
        QUOTE,
        /** The text without the quotes is complete and right. */
        TEXT,
        /** This version goes to this list at this time. */
        RELEASE,
        /** It may go out before the embargo ends. */
        AHEAD,
        /** It goes out although the latest useful time is over. */
        LATE,
        /** Nothing goes out until it is released again. */
        STOP,
        /** A copy went to our own address. */
        TRIED,
        /** This version is ready: another person may release it. */
        SUBMITTED,
        /** The person quoted wants other words; they stand in the answer. */
        OBJECTED,
        /** The person does not want to be quoted. */
        DECLINED,
        /** The second wording goes out, since not everybody signs. */
        SECOND,
        /** The first wording goes out after all. */
        FIRST,
        /** An address of a list that has begun is another one, see {@link MendedAddresses}. */
        ADDRESS
    }

    /** The way it reached us. */
    public enum Through {
        COMMAND_LINE,
        PAGE,
        MAIL
    }

    public Consent {
        if (by.isBlank() || by.length() > 200) {
            throw new IllegalArgumentException("nobody named");
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** The same act about the same thing by the same person. */
    boolean sameAs(Consent other) {
        return kind == other.kind
                && subject.equals(other.subject)
                && by.equals(other.by)
                && digest.equals(other.digest);
    }
}
