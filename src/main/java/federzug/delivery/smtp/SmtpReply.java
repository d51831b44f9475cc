package federzug.delivery.smtp;

import federzug.notice.ForeignText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server has answered.
 *
 * @param code three digits (RFC 5321, 4.2), or 0 if it has not answered
 * @param enhanced class, subject and detail (RFC 3463), for example {@code 5.1.1}; empty if there are none
 * @param text the whole answer in one line, fit to be shown
 */
public record SmtpReply(int code, String enhanced, String text) {
    private static final Pattern START = Pattern.compile("(\\d{3})[ -](?:([245]\\.\\d{1,3}\\.\\d{1,3})\\b)?");
    /** The code stands at the start of every line of a long answer; once is enough. */
    private static final Pattern AGAIN = Pattern.compile("[\\r\\n]+\\s*\\d{3}[ -](?:[245]\\.\\d{1,3}\\.\\d{1,3}\\b)?");

    private static final int LONGEST = 400;

    public static SmtpReply of(int code, @Nullable String answer) {
        String text = answer == null ? "" : readable(answer);
        Matcher start = START.matcher(text);
        boolean found = start.lookingAt();
        int digits = code > 0 || !found ? Math.max(code, 0) : Integer.parseInt(start.group(1));
        String enhanced = found && start.group(2) != null ? start.group(2) : "";
        return new SmtpReply(
                digits, enhanced, ForeignText.shown(AGAIN.matcher(text).replaceAll(" "), LONGEST));
    }

    boolean isRefusal() {
        return code >= 500 && code < 600;
    }

    boolean isPassing() {
        return code >= 400 && code < 500;
    }

    /** The subject of the enhanced code, for example 7 for security and policy; -1 if there is none. */
    int subject() {
        return part(1);
    }

    int detail() {
        return part(2);
    }

    private int part(int index) {
        return enhanced.isEmpty() ? -1 : Integer.parseInt(enhanced.split("\\.")[index]);
    }

    /** About the address itself or its mailbox (X.1, X.2): no other recipient is concerned. */
    public boolean isAboutTheAddress() {
        return (subject() == 1 && detail() != 7 && detail() != 8) || subject() == 2;
    }

    /** Replies of servers with UTF-8 are read byte by byte. */
    private static String readable(String answer) {
        boolean bytes = answer.chars().allMatch(c -> c < 256) && answer.chars().anyMatch(c -> c > 127);
        if (!bytes) {
            return answer;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return answer;
        }
    }
}
