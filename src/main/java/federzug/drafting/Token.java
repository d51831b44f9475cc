package federzug.drafting;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A placeholder or mark found in a text.
 *
 * @param start of {@code ${} in the text
 * @param end after the closing brace
 * @param content what stands between the braces, stripped; null-like "" if it is empty
 */
record Token(int start, int end, String content) {
    /** Stands for whatever is not text (tab, break, picture): no placeholder reaches across it. */
    static final char OTHER = '\uFFFC';

    private static final int LONGEST = 200;
    private static final int SHOWN = 60;
    static final String NAME = "\\p{L}[\\p{L}\\p{N}_]*";
    private static final Pattern TOKEN = Pattern.compile("\\$\\{([^{}$\uFFFC]*)}");
    static final Pattern PLACEHOLDER =
            Pattern.compile("(" + NAME + "(?:\\." + NAME + ")*)\\s*(?:\\|\\s*(" + NAME + ")\\s*)?");
    static final Pattern BOX = Pattern.compile("unterschrift\\s*:\\s*(" + NAME + "(?:\\." + NAME + ")*)");
    static final Pattern LOOP = Pattern.compile("#je\\s+(" + NAME + ")\\s+in\\s+(" + NAME + "(?:\\." + NAME + ")*)");
    static final Pattern CONDITION = Pattern.compile("#wenn\\s+(" + NAME + "(?:\\." + NAME + ")*)");

    static List<Token> in(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(new Token(matcher.start(), matcher.end(), clean(matcher.group(1))));
        }
        return tokens;
    }

    /** Neither a mark nor a signature box. */
    boolean isField() {
        return PLACEHOLDER.matcher(content).matches();
    }

    /** The text around the placeholders and marks. */
    static String without(String text) {
        return TOKEN.matcher(text).replaceAll(String.valueOf(OTHER));
    }

    /** Whether something looks like the start of a placeholder but is none. */
    static boolean leavesOpen(String text) {
        return TOKEN.matcher(text).replaceAll("").contains("${");
    }

    /** Word likes to put no-break spaces. Nothing overlong gets to the patterns, which recurse. */
    private static String clean(String content) {
        String clean = content.replace('\u00a0', ' ').strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, SHOWN) + " …";
    }
}
