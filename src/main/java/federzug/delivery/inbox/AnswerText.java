package federzug.delivery.inbox;

import java.util.regex.Pattern;

/** What the sender of an answer wrote, without the mail that is quoted below, and without the signature. */
final class AnswerText {
    private static final int LONGEST = 20_000;
    private static final Pattern QUOTE_BEGINS = Pattern.compile(
            "\\s*(?:>.*|-{2,}\\s*(?:urspr\u00fcngliche nachricht|original message|weitergeleitete nachricht).*"
                    + "|_{8,}\\s*|(?:am|on) .{4,200}(?:schrieb|wrote).*:?\\s*|(?:von|from|gesendet|sent):\\s.*|-- ?)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern INVISIBLE = Pattern.compile("(?is)<(style|script|head|blockquote)\\b.*?</\\1\\s*>");
    private static final Pattern LINE_ENDS = Pattern.compile("(?i)<br\\b[^>]*>|</(?:p|div|tr|li|h[1-6])\\s*>");
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
        return TAG.matcher(text)
                .replaceAll("")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static String bounded(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
