package federzug.agreement;

import federzug.notice.Place;
import java.text.Normalizer;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Checks which characters a text may contain. Names end up in mail headers, file names and signed pages: line breaks
 * could inject headers (RFC 5322 2.2), and invisible direction marks could show a reader another text than the one
 * signed.
 */
final class Wording {
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_PROSE = 10_000;
    private static final Pattern KEY = Pattern.compile("[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?");

    private Wording() {}

    /** One line: composed letters (NFC), no blanks around; empty if a problem was reported. */
    static String line(String text, Place place, Problems problems) {
        String clean = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (clean.indexOf('\n') >= 0 || clean.indexOf('\r') >= 0) {
            problems.error("agreement.value.line-break", place);
            return "";
        }
        return checked(clean, LONGEST_LINE, place, problems);
    }

    /** Text that may have several lines. */
    static String prose(String text, Place place, Problems problems) {
        String clean = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .strip();
        return checked(clean, LONGEST_PROSE, place, problems);
    }

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    private static String checked(String text, int longest, Place place, Problems problems) {
        OptionalInt forbidden = text.codePoints().filter(Wording::isForbidden).findFirst();
        if (forbidden.isPresent()) {
            problems.error("agreement.value.character", place, YamlDocument.codePoint(forbidden.getAsInt()));
            return "";
        }
        if (text.length() > longest) {
            problems.error("agreement.value.too-long", place, text.length(), longest);
            return "";
        }
        return text;
    }

    private static boolean isForbidden(int codePoint) {
        if (codePoint == '\n') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> codePoint == 0xFFFD;
        };
    }
}
