package federzug.delivery.inbox;

import federzug.delivery.DeliveryReport;
import federzug.delivery.DeliveryReport.Action;
import federzug.delivery.DeliveryReport.Fate;
import federzug.notice.ForeignText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds reports of failed delivery in the text of a mail: from servers that send no RFC 3464 report, or forwarded by a
 * person. The result is uncertain; it only selects the mails that a person should look at.
 */
final class InformalReport {
    private static final int MOST = 50;
    private static final int LONGEST = 200;
    private static final int LONGEST_TEXT = 100_000;
    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{Alnum}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\p{Alnum}.-]{1,190}");
    /** What looks like an address there is none. */
    private static final Pattern IDS = Pattern.compile(
            "[> \\t]{0,80}(?:(?:x-)?message-id|references|in-reply-to|content-id):", Pattern.CASE_INSENSITIVE);

    private static final Pattern ID = Pattern.compile("(?im)^[> \\t]{0,80}message-id:\\s{0,80}(<[^<>\\s]{3,300}>)");
    private static final Pattern FAILURE = Pattern.compile(
            "mailer-daemon|undelivered|undeliverable|unzustellbar|delivery\\s+(?:status\\s+notification|failure)"
                    + "|mail\\s+delivery\\s+(?:failed|system)|failure\\s+notice|returned\\s+mail"
                    + "|could\\s+not\\s+be\\s+delivered|nicht\\s+(?:zugestellt|zustellbar)|nachrichtenzustellung",
            Pattern.CASE_INSENSITIVE);

    private InformalReport() {}

    /**
     * @param html the same text as written; links in it name addresses, too
     * @param known who writes to whom
     */
    static @Nullable DeliveryReport in(String subject, String text, String html, Set<String> known) {
        String words = bounded(subject + "\n" + text + "\n" + (html.isEmpty() ? "" : AnswerText.ofHtml(html)));
        if (!FAILURE.matcher(words).find()) {
            return null;
        }
        List<String> ids = new ArrayList<>();
        Matcher id = ID.matcher(words);
        while (id.find() && ids.size() < MOST) {
            ids.add(id.group(1));
        }
        return new DeliveryReport(fates(words, known), "", ids, List.of(), false);
    }

    /** All addresses that are named, with the line that names each. */
    static List<Fate> fates(String text, Set<String> known) {
        Map<String, Fate> fates = new LinkedHashMap<>();
        String[] lines = bounded(text).split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (IDS.matcher(line).lookingAt()) {
                continue;
            }
            // Where a line says no more than the address, the next one says why.
            String said = line.strip().endsWith(":") && i + 1 < lines.length ? line + " " + lines[i + 1].strip() : line;
            Matcher address = ADDRESS.matcher(line);
            while (address.find() && fates.size() < MOST) {
                String one = address.group().toLowerCase(Locale.ROOT).replaceFirst("[.]+$", "");
                if (!known.contains(one)) {
                    fates.putIfAbsent(
                            one, new Fate(one, "", Action.UNKNOWN, "", ForeignText.shown(said.strip(), LONGEST)));
                }
            }
        }
        return List.copyOf(fates.values());
    }

    private static String bounded(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
