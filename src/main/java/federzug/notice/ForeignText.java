package federzug.notice;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes text from outside, for example a server's reply, fit to be shown: one line, without control characters. */
public final class ForeignText {
    /** Escape sequences of terminals (ECMA-48), whole: without its first byte the rest would stand there as letters. */
    private static final Pattern SEQUENCE = Pattern.compile("\\u001b\\[[0-9;?]*[ -/]*[@-~]|\\u001b[@-_]");

    /** Control characters, and marks that turn the direction of what follows. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\s\\u00a0\\u2028\\u2029]+");

    private ForeignText() {}

    /**
     * @param longest in characters; what is longer ends in an ellipsis
     * @return empty if nothing is left to be shown
     */
    public static String shown(@Nullable String text, int longest) {
        if (text == null) {
            return "";
        }
        // A hostile megabyte is not worth two passes.
        String start = text.length() > longest * 8 ? text.substring(0, longest * 8) : text;
        String line = UNFIT.matcher(SEQUENCE.matcher(start).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, longest - 1)).strip() + '…';
    }
}
