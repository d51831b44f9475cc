package federzug.delivery.evidence;

import federzug.delivery.Message;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mail that is about to be handed over: all that its row in the ledger needs to be made again.
 *
 * @param ledger name of the ledger that sends it
 * @param id of the row
 * @param attempts including this one
 * @param at when it was leased
 */
public record HandedOver(
        String ledger,
        String id,
        String matter,
        String businessKey,
        Message.Kind kind,
        String recipient,
        String name,
        String subject,
        String fileName,
        String messageId,
        Instant createdAt,
        int attempts,
        Instant at) {
    private static final int FIELDS = 13;

    /** Mails of rehearsals have a key of their own. */
    public boolean isRehearsal() {
        return businessKey.startsWith("probe/");
    }

    String line() {
        return String.join(
                "\t",
                List.of(
                        escaped(ledger),
                        escaped(id),
                        escaped(matter),
                        escaped(businessKey),
                        kind.name(),
                        escaped(recipient),
                        escaped(name),
                        escaped(subject),
                        escaped(fileName),
                        escaped(messageId),
                        createdAt.toString(),
                        Integer.toString(attempts),
                        at.toString()));
    }

    /** Empty if the line was not written by {@link #line}. */
    static Optional<HandedOver> parse(String line) {
        List<String> fields = new ArrayList<>();
        for (String field : line.split("\t", -1)) {
            fields.add(plain(field));
        }
        if (fields.size() != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HandedOver(
                    fields.get(0),
                    fields.get(1),
                    fields.get(2),
                    fields.get(3),
                    Message.Kind.valueOf(fields.get(4)),
                    fields.get(5),
                    fields.get(6),
                    fields.get(7),
                    fields.get(8),
                    fields.get(9),
                    Instant.parse(fields.get(10)),
                    Integer.parseInt(fields.get(11)),
                    Instant.parse(fields.get(12))));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String plain(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                char next = field.charAt(++i);
                text.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
