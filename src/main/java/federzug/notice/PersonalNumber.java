package federzug.notice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks numbers that identify a person, such as those that some countries write into the name of a certificate: a
 * reader of a report or a message needs the name alone (GDPR, article 5(1)(c)).
 */
public final class PersonalNumber {
    /** An identifier with its kind (ETSI EN 319 412-1, 5.1.3), or anything with six digits or more. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:(?:PAS|IDC|PNO|TAX|TIN)[A-Z]{2}-[\\p{L}\\p{N}/.-]*[\\p{L}\\p{N}]"
                    + "|[\\p{L}]{0,6}\\d(?:[ ./-]?[\\p{N}]){5,}\\p{L}{0,2})(?![\\p{L}\\p{N}])");

    private static final int SHOWN = 2;

    private PersonalNumber() {}

    /** The number of a person alone: its last two places, so that two papers can be compared. */
    public static String masked(String number) {
        return number.isEmpty() ? "" : "…" + number.substring(Math.max(0, number.length() - SHOWN));
    }

    /** A name or text with each number in it masked. */
    public static String maskedIn(String text) {
        Matcher numbers = NUMBER.matcher(text);
        return numbers.replaceAll(found -> Matcher.quoteReplacement(masked(found.group())));
    }
}
