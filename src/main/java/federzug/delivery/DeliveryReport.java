package federzug.delivery;

import java.util.List;

/**
 * What a mail server reports about a mail it was given (RFC 3464), or what can be gathered from a report in another form.
 *
 * @param fates one for each recipient that is named
 * @param envelopeId {@code Original-Envelope-Id}, as it was given; empty if there is none
 * @param messageIds of the mail it is about, as far as it is quoted
 * @param ownIds numbers of mails found in addresses that the report was sent to
 * @param machineReadable has a part {@code message/delivery-status}
 */
public record DeliveryReport(
        List<Fate> fates, String envelopeId, List<String> messageIds, List<String> ownIds, boolean machineReadable) {
    public DeliveryReport {
        fates = List.copyOf(fates);
        messageIds = List.copyOf(messageIds);
        ownIds = List.copyOf(ownIds);
    }

    /** The values of the field {@code Action}. */
    public enum Action {
        FAILED,
        DELAYED,
        DELIVERED,
        RELAYED,
        EXPANDED,
        UNKNOWN
    }

    /**
     * @param recipient the address of the report, in ASCII and small letters
     * @param original the address that we wrote to, if it is named; else empty
     * @param status enhanced status code (RFC 3463), empty if there is none
     * @param diagnostic what the server said, fit to be shown
     */
    public record Fate(String recipient, String original, Action action, String status, String diagnostic) {
        /** Failed for good: only that counts as come back. */
        public boolean isFinal() {
            return action == Action.FAILED && !status.startsWith("4");
        }
    }
}
