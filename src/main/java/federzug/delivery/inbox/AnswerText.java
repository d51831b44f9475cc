package federzug.delivery.inbox;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sender of an answer wrote, without the mail that is quoted below, and without the signature. */
final class AnswerText {
    private static final int LONGEST = 20_000;
    private static final Pattern QUOTE_BEGINS = Pattern.compile(
            "\\s*(?:>.*|-{2,}\\s*(?:urspr\u00fcngliche nachricht|original message|weitergeleitete nachricht).*"
                    + "|_{8,}\\s*|(?:am|on) .{4,200}(?:schrieb|wrote).*:?\\s*|.{2,200} (?:schrieb|wrote) (?:am|on) .{4,80}:\\s*"
                    + "|[*_]{0,2}(?:von|from|gesendet|sent):[*_]{0,2}\\s.*"
                    + "|(?:anfang der weitergeleiteten nachricht|begin forwarded message):.*|-- ?)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern INVISIBLE = Pattern.compile("(?is)<(style|script|head|blockquote)\\b.*?</\\1\\s*>");
    private static final Pattern LINE_ENDS = Pattern.compile("(?i)<br\\b[^>]*>|</(?:p|div|tr|li|h[1-6])\\s*>");
    private static final Pattern NUMBERED = Pattern.compile("&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));");
    private static final Pattern TAG = Pattern.compile("(?s)<[^>]{0,2000}>");

    private AnswerText() {}

    static String of(String text) {
        StringBuilder own = new StringBuilder();
        String[] lines = bounded(text).split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length; i++) {
            // Programs break the line that introduces a quotation.
            String two = i + 1 < lines.length ? lines[i] + " " + lines[i + 1].strip() : lines[i];
            boolean introduced = lines[i].strip().matches("(?i)(?:am|on) .+")
                    && QUOTE_BEGINS.matcher(two).matches();
            if (QUOTE_BEGINS.matcher(lines[i]).matches() || introduced) {
                break;
            }
            own.append(lines[i].strip()).append('\n');
        }
        return own.toString().strip();
    }

    static String ofHtml(String html) {
        String text = INVISIBLE.matcher(bounded(html)).replaceAll("\n");
        text = LINE_ENDS.matcher(text.replaceAll("\\s+", " ")).replaceAll("\n");
        return NUMBERED.matcher(TAG.matcher(text).replaceAll(""))
                .replaceAll(found -> Matcher.quoteReplacement(numbered(found)))
                .replace("&nbsp;", " ")
                .replace("&shy;", "")
                .replace("&ndash;", "\u2013")
                .replace("&mdash;", "\u2014")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** A character by its number (HTML, 13.5). */
    private static String numbered(MatchResult found) {
        int number = found.group(1) == null ? Integer.parseInt(found.group(2), 16) : Integer.parseInt(found.group(1));
        return Character.isValidCodePoint(number) && !Character.isISOControl(number)
                ? Character.toString(number == 0xA0 ? ' ' : number)
                : " ";
    }

    private static String bounded(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
