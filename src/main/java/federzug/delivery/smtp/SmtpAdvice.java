package federzug.delivery.smtp;

/** Chooses the text about a mail by the enhanced status code (RFC 3463), or else by the three digits. */
final class SmtpAdvice {
    private static final String REJECTED = "delivery.smtp.rejected";

    private SmtpAdvice() {}

    /** @return code of the text about a mail that was refused for good */
    static String refused(SmtpReply reply) {
        return switch (reply.subject()) {
            case 1 ->
                switch (reply.detail()) {
                    case 2, 10 -> "delivery.smtp.no-such-domain";
                    case 7, 8 -> "delivery.smtp.policy";
                    default -> "delivery.smtp.no-such-address";
                };
            case 2 ->
                switch (reply.detail()) {
                    case 2 -> "delivery.smtp.mailbox-full";
                    case 3 -> "delivery.smtp.too-large";
                    default -> "delivery.smtp.mailbox-closed";
                };
            case 3 -> reply.detail() == 4 ? "delivery.smtp.too-large" : REJECTED;
            case 4 -> "delivery.smtp.no-route";
            case 6 -> "delivery.smtp.content";
            case 7 -> "delivery.smtp.policy";
            default -> reply.code() == 552 ? "delivery.smtp.too-large" : REJECTED;
        };
    }

    /** @return code of the text about a mail that was not taken for now */
    static String putOff(SmtpReply reply) {
        return switch (reply.subject()) {
            case 2 -> reply.detail() == 2 ? "delivery.smtp.full-for-now" : "delivery.smtp.deferred";
            case 7 -> "delivery.smtp.greylisted";
            default -> "delivery.smtp.deferred";
        };
    }
}
