package federzug.delivery.smtp;

import federzug.delivery.DeliverySettings.Smtp;
import jakarta.mail.MessagingException;

/** Looks at the mail server as a sending would, up to the login: nothing is sent. */
public final class SmtpProbe {
    private SmtpProbe() {}

    /**
     * What the server has shown.
     *
     * @param trouble code of the obstacle, as of a sending; empty: none
     * @param said the server's own words to it
     * @param largest mail that it takes in bytes, 0 if it does not say
     */
    public record Shown(String trouble, String said, long largest) {}

    /** @throws federzug.delivery.DeliveryException if the password is missing */
    public static Shown look(Smtp smtp, String from) {
        SmtpConnections connections = new SmtpConnections(smtp);
        try {
            SmtpConnection line = connections.open(from);
            try {
                return new Shown("", "", line.largest());
            } finally {
                line.leave();
            }
        } catch (SmtpConnectException e) {
            MailTransport.Outcome outcome = SmtpTrouble.connecting(e);
            return new Shown(outcome.code(), outcome.detail(), 0);
        } catch (MessagingException e) {
            return new Shown(
                    SmtpTrouble.UNREACHABLE, SmtpReply.of(0, e.getMessage()).text(), 0);
        }
    }
}
