package federzug.rendering.manuscript;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;

/**
 * Makes characters visible that look like others or like nothing: the two wordings of a difference are not to look the
 * same.
 */
final class PrintedCharacters {
    private static final Set<UnicodeScript> USUAL = Set.of(UnicodeScript.LATIN, UnicodeScript.COMMON);

    private PrintedCharacters() {}

    /**
     * @param before what stood there: its characters need no explanation
     * @return the text with the number of each such character behind it
     */
    static String shown(String text, String before) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            shown.appendCodePoint(c);
            if (deceives(c) && before.indexOf(c) < 0) {
                shown.append(String.format(Locale.ROOT, "[U+%04X]", c));
            }
        });
        return shown.toString();
    }

    private static boolean deceives(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> c > '9';
            case Character.DASH_PUNCTUATION -> c != '-' && c != '\u2013' && c != '\u2014';
            default -> Character.isLetter(c) && !USUAL.contains(UnicodeScript.of(c));
        };
    }
}
