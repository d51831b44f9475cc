package federzug.delivery.inbox;

import federzug.delivery.DeliveryReport.Action;
import federzug.delivery.DeliveryReport.Fate;
import federzug.notice.ForeignText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the fields of a delivery status (RFC 3464) as they are written, whatever is missing. */
final class ReportFields {
    private static final int LONGEST = 400;
    private static final int MOST = 500;
    private static final Pattern STATUS = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern REPLY = Pattern.compile("(?<![\\d.])([245])\\d\\d(?![\\d.])");
    private static final Pattern HEX = Pattern.compile("\\+([0-9A-F]{2})");

    private final List<Fate> fates = new ArrayList<>();
    private String envelopeId = "";

    List<Fate> fates() {
        return fates;
    }

    String envelopeId() {
        return envelopeId;
    }

    void read(String text) {
        Map<String, String> block = new HashMap<>();
        String last = "";
        for (String line : (text + "\n\n").split("\r\n|\r|\n", -1)) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                end(block);
                block = new HashMap<>();
                last = "";
            } else if (Character.isWhitespace(line.charAt(0)) && !last.isEmpty()) {
                block.merge(last, " " + line.strip(), String::concat);
            } else if (colon > 0) {
                last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                if (last.equals("final-recipient") && block.containsKey(last)) {
                    end(block);
                    block = new HashMap<>();
                }
                block.putIfAbsent(last, line.substring(colon + 1).strip());
            }
        }
        end(block);
    }

    private void end(Map<String, String> block) {
        if (block.containsKey("original-envelope-id")) {
            envelopeId = xtext(block.get("original-envelope-id"));
        }
        String recipient = address(block.getOrDefault("final-recipient", ""));
        String original = address(block.getOrDefault("original-recipient", ""));
        boolean about = !recipient.isEmpty() || !original.isEmpty();
        if (!about || fates.size() >= MOST) {
            return;
        }
        String diagnostic = block.getOrDefault("diagnostic-code", "");
        fates.add(new Fate(
                recipient.isEmpty() ? original : recipient,
                original,
                action(block.getOrDefault("action", "")),
                status(block.getOrDefault("status", ""), diagnostic),
                ForeignText.shown(diagnostic.replaceFirst("(?i)^\\s*(?:smtp|x-[\\w-]+)\\s*;\\s*", ""), LONGEST)));
    }

    private static Action action(String written) {
        String word = written.strip().toLowerCase(Locale.ROOT).replaceFirst("[^a-z].*", "");
        return switch (word) {
            case "failed", "failure" -> Action.FAILED;
            case "delayed" -> Action.DELAYED;
            case "delivered" -> Action.DELIVERED;
            case "relayed" -> Action.RELAYED;
            case "expanded" -> Action.EXPANDED;
            default -> Action.UNKNOWN;
        };
    }

    /** Where the field is missing, what the server said. */
    private static String status(String written, String diagnostic) {
        Matcher status = STATUS.matcher(written);
        if (status.find()) {
            return status.group();
        }
        Matcher said = STATUS.matcher(diagnostic);
        if (said.find()) {
            return said.group();
        }
        Matcher reply = REPLY.matcher(diagnostic);
        return reply.find() ? reply.group(1) + ".0.0" : "";
    }

    /** {@code rfc822; <user@example.org>}: the address alone. */
    private static String address(String written) {
        String plain = written.substring(written.indexOf(';') + 1).strip();
        int open = plain.indexOf('<');
        int close = plain.indexOf('>', open + 1);
        String inner = open >= 0 && close > open ? plain.substring(open + 1, close) : plain.replaceFirst("\\s.*", "");
        return xtext(inner).toLowerCase(Locale.ROOT);
    }

    /** RFC 3461, 4 */
    private static String xtext(String written) {
        return HEX.matcher(written.strip())
                .replaceAll(
                        hex -> Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(hex.group(1), 16))));
    }
}
