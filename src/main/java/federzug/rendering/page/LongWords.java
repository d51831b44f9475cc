package federzug.rendering.page;

import federzug.rendering.manuscript.RunFormat;

/**
 * Breaks a word that is wider than its line, as Word does. The zero width spaces between its letters leave no mark in
 * the text.
 */
final class LongWords {
    private static final char BREAK = '\u200B';

    private LongWords() {}

    /** @param available width of a line in points */
    static String parted(String text, RunFormat look, double available) {
        if (available <= 0 || look.width(text) <= available) {
            return text;
        }
        StringBuilder parted = new StringBuilder(text.length() + 16);
        int from = 0;
        while (from < text.length()) {
            int end = from;
            while (end < text.length() && !opens(text.charAt(end))) {
                end++;
            }
            String word = text.substring(from, end);
            append(parted, word, look.width(word) > available);
            if (end < text.length()) {
                parted.append(text.charAt(end++));
            }
            from = end;
        }
        return parted.toString();
    }

    /** Where a line may end anyway. */
    private static boolean opens(char c) {
        return c == ' ' || c == '-' || c == '\u00AD' || c == BREAK || c == '\n' || c == '\t';
    }

    private static void append(StringBuilder parted, String word, boolean broken) {
        if (!broken) {
            parted.append(word);
            return;
        }
        for (int i = 0; i < word.length(); ) {
            int c = word.codePointAt(i);
            i += Character.charCount(c);
            parted.appendCodePoint(c);
            // A mark goes with its letter.
            if (i < word.length() && Character.getType(word.codePointAt(i)) != Character.NON_SPACING_MARK) {
                parted.append(BREAK);
            }
        }
    }
}
