package federzug.notice;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the small numbers of a text as words: {@code {0,number,wort}} becomes "drei", and {@code {0,number,Wort}} at the
 * beginning of a sentence "Drei". Larger numbers stay figures.
 */
final class Numerals {
    private static final Pattern NUMERAL = Pattern.compile("\\{(\\d+),number,([wW])ort}");

    private Numerals() {}

    /** @param words of the numbers from none on */
    static String in(String text, Supplier<List<String>> words, @Nullable Object... arguments) {
        return NUMERAL.matcher(text).replaceAll(found -> {
            int at = Integer.parseInt(found.group(1));
            String word = at < arguments.length ? word(arguments[at], words.get()) : "{" + at + "}";
            return Matcher.quoteReplacement(
                    found.group(2).equals("W")
                            ? word.substring(0, 1).toUpperCase(Locale.GERMAN) + word.substring(1)
                            : word);
        });
    }

    private static String word(@Nullable Object argument, List<String> words) {
        return argument instanceof Number number && number.longValue() >= 0 && number.longValue() < words.size()
                ? words.get(number.intValue())
                : String.valueOf(argument);
    }
}
