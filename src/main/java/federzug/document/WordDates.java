package federzug.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates Word's date pictures (ISO/IEC 29500-1, 17.16.4.1) into Java's patterns. */
public final class WordDates {
    private static final Pattern PICTURE = Pattern.compile("'([^']*)'|(?i:am/pm)|d+|M+|y+|Y+|h+|H+|m+|s+|.");

    private WordDates() {}

    /** Word's date picture in Java's letters; what is no letter of either stands for itself. */
    public static String pattern(String picture) {
        StringBuilder pattern = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        Matcher part = PICTURE.matcher(picture);
        while (part.find()) {
            String letters = part.group(1) == null ? letters(part.group()) : "";
            if (letters.isEmpty()) {
                literal.append(part.group(1) == null ? part.group() : part.group(1));
            } else {
                flush(pattern, literal);
                pattern.append(letters);
            }
        }
        flush(pattern, literal);
        return pattern.toString();
    }

    private static void flush(StringBuilder pattern, StringBuilder literal) {
        if (!literal.isEmpty()) {
            pattern.append('\'').append(literal.toString().replace("'", "''")).append('\'');
            literal.setLength(0);
        }
    }

    private static String letters(String part) {
        char first = part.charAt(0);
        if (part.equalsIgnoreCase("am/pm")) {
            return "a";
        } else if (first == 'd' && part.length() > 2) {
            return part.length() == 3 ? "EEE" : "EEEE";
        } else if (first == 'y' || first == 'Y') {
            return part.length() > 2 ? "yyyy" : "yy";
        }
        return "dMhHms".indexOf(first) < 0 ? "" : part.substring(0, Math.min(part.length(), first == 'M' ? 4 : 2));
    }
}
