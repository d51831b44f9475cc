package federzug.delivery.smtp;

import federzug.delivery.MailState;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Classifies an error as the server's or the mail's, and chooses the text that says what to do about it. */
public final class SmtpTrouble {
    static final String UNREACHABLE = "delivery.smtp.unreachable";
    static final String LOGIN_REFUSED = "delivery.smtp.login-refused";
    static final String NO_ENCRYPTION = "delivery.smtp.no-encryption";
    static final String STRANGER = "delivery.smtp.stranger";
    public static final String RELAY_REFUSED = "delivery.smtp.relay-refused";

    static final String BREAKS_OFF = "delivery.smtp.breaks-off";

    private static final String BROKEN_OFF = "delivery.smtp.broken-off";
    private static final String UNKNOWN = "delivery.smtp.unknown";
    private static final String NO_GREETING = "delivery.smtp.no-greeting";
    private static final String LOGIN_REQUIRED = "delivery.smtp.login-required";
    private static final String SENDER_REFUSED = "delivery.smtp.sender-refused";
    private static final String REFUSES_US = "delivery.smtp.refuses-us";
    private static final String BUSY = "delivery.smtp.busy";

    /** The whole sending is held; no address has anything to do with it. */
    private static final Set<String> SERVERS = Set.of(
            UNREACHABLE,
            LOGIN_REFUSED,
            NO_ENCRYPTION,
            STRANGER,
            RELAY_REFUSED,
            NO_GREETING,
            LOGIN_REQUIRED,
            SENDER_REFUSED,
            REFUSES_US,
            BREAKS_OFF,
            BUSY);

    /** Waiting helps: nobody has to mend a setting first. */
    private static final Set<String> PASSING = Set.of(UNREACHABLE, NO_GREETING, BREAKS_OFF, BUSY);

    private static final int LOGIN_NEEDED = 530;
    private static final int CLOSING = 421;
    private static final int TOO_LARGE = 552;

    private SmtpTrouble() {}

    public static boolean isTheServers(String code) {
        return SERVERS.contains(code);
    }

    /** The server was gone, or silent for too long, in the middle of a mail. */
    static boolean isSilence(MailTransport.Outcome outcome) {
        return outcome.code().equals(BROKEN_OFF) || outcome.code().equals(UNKNOWN);
    }

    /** Where a setting must be fixed first, waiting does not help. */
    static boolean mayWait(String code) {
        return !SERVERS.contains(code) || PASSING.contains(code);
    }

    /** Before the first mail everything is the server's. */
    static MailTransport.Outcome connecting(SmtpConnectException e) {
        SmtpReply reply = e.reply();
        String said = reply.text().isEmpty() ? SmtpReply.of(0, e.getMessage()).text() : reply.text();
        return new MailTransport.Outcome(MailState.DEFERRED, code(e, reply), said);
    }

    private static String code(SmtpConnectException e, SmtpReply reply) {
        if (e.isEncryptionMissing()) {
            return NO_ENCRYPTION;
        }
        if (isStranger(e)) {
            return STRANGER;
        }
        if (e.getCause() instanceof AuthenticationFailedException && !reply.isPassing()) {
            return reply.code() == LOGIN_NEEDED ? LOGIN_REQUIRED : LOGIN_REFUSED;
        }
        if (reply.isRefusal()) {
            return reply.code() == LOGIN_NEEDED ? LOGIN_REQUIRED : REFUSES_US;
        }
        if (reply.isPassing()) {
            return BUSY;
        }
        return e.phase() == SmtpPhase.CONNECTING && isWaitingOver(e) ? NO_GREETING : UNREACHABLE;
    }

    /**
     * @param gateOpened before the gate a mail was certainly not accepted; after it, only the server's answer shows
     *     that
     */
    static MailTransport.Outcome sending(MessagingException e, SmtpPhase phase, boolean gateOpened) {
        SmtpReply reply = reply(e);
        if (reply.isRefusal()) {
            return refusal(reply, phase);
        }
        if (reply.isPassing()) {
            boolean theServers = reply.code() == CLOSING || phase == SmtpPhase.SENDER;
            return new MailTransport.Outcome(
                    MailState.DEFERRED, theServers && !gateOpened ? BUSY : SmtpAdvice.putOff(reply), reply.text());
        }
        if (gateOpened) {
            return new MailTransport.Outcome(MailState.UNKNOWN, UNKNOWN, reply.text());
        }
        return new MailTransport.Outcome(MailState.DEFERRED, BROKEN_OFF, reply.text());
    }

    private static MailTransport.Outcome refusal(SmtpReply reply, SmtpPhase phase) {
        if (reply.code() == LOGIN_NEEDED) {
            return new MailTransport.Outcome(MailState.DEFERRED, LOGIN_REQUIRED, reply.text());
        }
        boolean tooLarge = reply.code() == TOO_LARGE || reply.enhanced().equals("5.3.4");
        if (phase == SmtpPhase.SENDER && !tooLarge) {
            return new MailTransport.Outcome(MailState.DEFERRED, SENDER_REFUSED, reply.text());
        }
        return new MailTransport.Outcome(MailState.REJECTED, SmtpAdvice.refused(reply), reply.text());
    }

    /** Its certificate is not for this name, or its issuer is not trusted. */
    private static boolean isStranger(Throwable e) {
        for (Throwable link = e; link != null; link = link.getCause()) {
            if (link instanceof CertificateException || link instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWaitingOver(Throwable e) {
        for (Throwable link = e; link != null; link = link.getCause()) {
            // A connection that does not come about ends in the same exception.
            if (link instanceof SocketTimeoutException) {
                return !String.valueOf(link.getMessage())
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains("connect");
            }
        }
        return false;
    }

    /** The server's answer about this mail; without code if it did not come to that. */
    static SmtpReply reply(MessagingException e) {
        for (Exception link = e; link instanceof MessagingException here; link = here.getNextException()) {
            if (link instanceof SMTPAddressFailedException address) {
                return SmtpReply.of(address.getReturnCode(), address.getMessage());
            }
            if (link instanceof SMTPSenderFailedException sender) {
                return SmtpReply.of(sender.getReturnCode(), sender.getMessage());
            }
            if (link instanceof SMTPSendFailedException send
                    && !(send.getNextException() instanceof SendFailedException)) {
                return SmtpReply.of(send.getReturnCode(), send.getMessage());
            }
        }
        Exception last = e;
        for (Exception link = e; link != null; ) {
            last = link;
            link = link instanceof MessagingException here ? here.getNextException() : null;
        }
        return new SmtpReply(0, "", SmtpReply.of(0, last.getMessage()).text());
    }
}
