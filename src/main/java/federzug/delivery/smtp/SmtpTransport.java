package federzug.delivery.smtp;

import federzug.delivery.DeliverySettings.Smtp;
import federzug.delivery.MailState;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** SMTP (RFC 5321) with Angus Mail: one recipient per mail, connections are kept for the next one. */
public final class SmtpTransport implements MailTransport {
    private final Smtp smtp;
    private final RateLimit pace;
    private final Semaphore atOnce;
    private final SmtpConnections lines;

    public SmtpTransport(Smtp smtp) {
        this.smtp = smtp;
        this.pace = new RateLimit(smtp.perMinute());
        this.atOnce = new Semaphore(connections());
        this.lines = new SmtpConnections(smtp);
    }

    @Override
    public Duration longestAttempt() {
        // Twice: a kept connection may turn out to be dead, and a new one is tried.
        return smtp.connectTimeout()
                .plus(smtp.writeTimeout())
                .plus(smtp.readTimeout().multipliedBy(2))
                .multipliedBy(2);
    }

    @Override
    public int connections() {
        return Math.max(1, smtp.connections());
    }

    @Override
    public Turn awaitTurn() {
        atOnce.acquireUninterruptibly();
        pace.await();
        return atOnce::release;
    }

    @Override
    public Outcome carry(byte[] mail, String from, String to, Gate gate) {
        SmtpConnection line = null;
        try {
            line = lines.take(from);
            if (line.isUsed()) {
                Outcome outcome = over(line, mail, to, gate);
                if (outcome != null) {
                    return outcome;
                }
                line = lines.open(from);
            }
            send(line, mail, to, gate);
            lines.keep(line);
            return new Outcome(MailState.ACCEPTED, "", "");
        } catch (MessagingException e) {
            if (line != null) {
                line.leave();
            }
            return outcome(e, line != null && line.isGateOpened());
        } catch (RuntimeException e) {
            if (line != null) {
                line.leave();
            }
            throw e;
        }
    }

    /**
     * @return null if the server had hung up meanwhile: nothing was given to it, and a new connection may be tried
     */
    private @org.jspecify.annotations.Nullable Outcome over(SmtpConnection line, byte[] mail, String to, Gate gate) {
        try {
            send(line, mail, to, gate);
            lines.keep(line);
            return new Outcome(MailState.ACCEPTED, "", "");
        } catch (MessagingException e) {
            line.leave();
            boolean hungUp = !line.isGateOpened() && (reply(e) <= 0 || reply(e) == 421);
            return hungUp ? null : outcome(e, line.isGateOpened());
        } catch (RuntimeException e) {
            line.leave();
            throw e;
        }
    }

    private static void send(SmtpConnection line, byte[] mail, String to, Gate gate) throws MessagingException {
        SMTPMessage message = new SMTPMessage(line.session(), new SharedByteArrayInputStream(mail));
        line.send(message, message.getMessageID(), new InternetAddress[] {new InternetAddress(to)}, gate);
    }

    @Override
    public void close() {
        lines.close();
    }

    /** Before the gate a mail was surely not taken. After it, only the server's own answer says so. */
    private static Outcome outcome(MessagingException e, boolean gateOpened) {
        int reply = reply(e);
        String detail = detail(e);
        if (reply >= 500 && reply < 600 && !(e instanceof AuthenticationFailedException)) {
            return new Outcome(MailState.REJECTED, "delivery.smtp.rejected", detail);
        }
        if (reply >= 400 && reply < 500) {
            return new Outcome(MailState.DEFERRED, "delivery.smtp.deferred", detail);
        }
        if (gateOpened) {
            return new Outcome(MailState.UNKNOWN, "delivery.smtp.unknown", detail);
        }
        return new Outcome(MailState.DEFERRED, code(e), detail);
    }

    private static String code(MessagingException e) {
        if (e instanceof AuthenticationFailedException) {
            return "delivery.smtp.login-refused";
        }
        if (e instanceof SmtpConnections.NoEncryption) {
            return "delivery.smtp.no-encryption";
        }
        return isStranger(e) ? "delivery.smtp.stranger" : "delivery.smtp.unreachable";
    }

    /** Its certificate is not for this name, or nobody we trust has issued it. */
    private static boolean isStranger(MessagingException e) {
        for (Throwable link = e; link != null; link = link.getCause()) {
            if (link instanceof CertificateException || link instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    /** The server's three digits about this mail, or 0 if it did not come to that. */
    private static int reply(MessagingException e) {
        for (Exception link = e; link instanceof MessagingException here; link = here.getNextException()) {
            if (link instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (link instanceof SMTPSenderFailedException sender) {
                return sender.getReturnCode();
            }
            if (link instanceof SMTPSendFailedException send
                    && !(send.getNextException() instanceof SendFailedException)) {
                return send.getReturnCode();
            }
        }
        return 0;
    }

    private static String detail(MessagingException e) {
        Exception last = e;
        for (Exception link = e; link != null; ) {
            last = link;
            link = link instanceof MessagingException here ? here.getNextException() : null;
        }
        String text = String.valueOf(last.getMessage()).strip().replaceAll("\\s+", " ");
        return text.substring(0, Math.min(text.length(), 400));
    }
}
