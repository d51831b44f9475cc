package federzug.rendering.docx;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the address that a link shows with the one it leads to. */
final class LinkHosts {
    private static final Pattern WEB = Pattern.compile(
            "(?i)(?:https?://)?(?:[^/\\s@]*@)?((?:[\\p{L}\\d-]+\\.)+\\p{L}{2,24})(?::\\d+)?(?:[/?#]\\S*)?");

    private static final Pattern MAIL = Pattern.compile("(?i)(?:mailto:)?([^\\s@:/]+@[^\\s@?]+)(?:\\?\\S*)?");

    private LinkHosts() {}

    /** Whether the text is an address, and the target another site or mailbox. */
    static boolean differ(String text, String target) {
        Optional<String> shown = host(text);
        return shown.isPresent() && !shown.equals(host(target));
    }

    private static Optional<String> host(String address) {
        String line = address.strip().toLowerCase(Locale.ROOT);
        Matcher mail = MAIL.matcher(line);
        if (mail.matches()) {
            return Optional.of(mail.group(1));
        }
        Matcher web = WEB.matcher(line);
        return web.matches() ? Optional.of(web.group(1).replaceFirst("^www\\.", "")) : Optional.empty();
    }
}
