package federzug.rendering.word;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** General formatting of what fields show (ISO/IEC 29500-1, 17.16.4.3): letter case, and numbers as letters or Roman. */
final class FieldFormats {
    private FieldFormats() {}

    /** @param words of the instruction */
    static String cased(List<String> words, String text) {
        return switch (format(words).toLowerCase(Locale.ROOT)) {
            case "upper" -> text.toUpperCase(Locale.GERMANY);
            case "lower" -> text.toLowerCase(Locale.GERMANY);
            case "firstcap" -> capital(text);
            case "caps" -> {
                StringBuilder cased = new StringBuilder();
                for (String part : text.split("(?<= )")) {
                    cased.append(capital(part));
                }
                yield cased.toString();
            }
            default -> text;
        };
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.GERMANY) + text.substring(1);
    }

    /** A number as the instruction asks for; empty where it asks for something unknown. */
    static Optional<String> number(List<String> words, int value) {
        String picture = after(words, "\\#");
        if (!picture.isEmpty()) {
            return picture.matches("0{1,9}")
                    ? Optional.of(String.format(Locale.ROOT, "%0" + picture.length() + "d", value))
                    : picture.equals("#") ? Optional.of(Integer.toString(value)) : Optional.empty();
        }
        return switch (format(words)) {
            case "", "ARABIC", "Arabic", "arabic" -> Optional.of(Integer.toString(value));
            case "ROMAN" -> Optional.of(ListNumbering.roman(value));
            case "roman", "Roman" -> Optional.of(ListNumbering.roman(value).toLowerCase(Locale.ROOT));
            case "ALPHABETIC" -> Optional.of(ListNumbering.letters(value).toUpperCase(Locale.ROOT));
            case "alphabetic", "Alphabetic" -> Optional.of(ListNumbering.letters(value));
            case "Ordinal", "ORDINAL", "ordinal" -> Optional.of(value + ".");
            default -> Optional.empty();
        };
    }

    /** The format asked for, if it is another than plain figures. */
    static Optional<String> other(List<String> words) {
        String format = format(words);
        String picture = after(words, "\\#");
        boolean plain = format.isEmpty() || format.equalsIgnoreCase("ARABIC");
        return plain ? Optional.of(picture).filter(other -> !other.matches("0?|#")) : Optional.of(format);
    }

    /** Whether the instruction asks for a format, be it plain figures. */
    static boolean any(List<String> words) {
        return !format(words).isEmpty();
    }

    /** What stands behind {@code \*}; how the result was merged with older formatting says nothing about it. */
    private static String format(List<String> words) {
        String found = "";
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String format = word.equals("\\*") && i + 1 < words.size()
                    ? words.get(i + 1)
                    : word.startsWith("\\*") && word.length() > 2 ? word.substring(2) : "";
            if (!format.isEmpty()
                    && !format.equalsIgnoreCase("MERGEFORMAT")
                    && !format.equalsIgnoreCase("CHARFORMAT")
                    && !format.equalsIgnoreCase("MERGEFORMATINET")) {
                found = format;
            }
        }
        return found;
    }

    /** The argument of a switch; empty if it is not there. */
    static String after(List<String> words, String option) {
        for (int i = 1; i + 1 < words.size(); i++) {
            if (words.get(i).equalsIgnoreCase(option)) {
                return words.get(i + 1);
            }
        }
        return "";
    }
}
