package federzug.release;

import federzug.agreement.PressRelease.Recipient;
import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One sending with its recipients as they were when it began.
 *
 * @param number 0 for the release itself, then the number of the correction
 * @param says what the correction corrects; empty for the release
 * @param by who released it, or who ran the rehearsal
 */
public record Dispatch(
        String matter,
        int number,
        State state,
        Papers papers,
        String says,
        String by,
        Instant at,
        List<Recipient> recipients) {
    /** How far it has come. */
    public enum State {
        /** A correction that waits to be released. */
        OPEN,
        /** The first mail may be out. */
        BEGUN,
        /** Every mail has its final state. */
        ENDED
    }

    public Dispatch {
        recipients = List.copyOf(recipients);
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    public boolean isCorrection() {
        return number > 0;
    }

    public Dispatch in(State next) {
        return new Dispatch(matter, number, next, papers, says, by, at, recipients);
    }

    /** Of the list, whatever else is known of its addresses. */
    public static Digest digest(List<Recipient> recipients) {
        return Digest.of(lines(recipients).getBytes(StandardCharsets.UTF_8));
    }

    /** One recipient a line: address, name, medium. */
    static String lines(List<Recipient> recipients) {
        return recipients.stream()
                .map(one -> String.join("\t", plain(one.address()), plain(one.name()), plain(one.medium())))
                .collect(Collectors.joining("\n"));
    }

    static List<Recipient> recipients(String lines) {
        return lines.lines()
                .map(line -> line.split("\t", -1))
                .map(parts -> new Recipient(parts[0], parts[1], parts[2], "", false, null, false, "", null))
                .toList();
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
