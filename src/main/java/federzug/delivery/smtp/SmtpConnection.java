package federzug.delivery.smtp;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** A connection to the mail server that asks the gate just before each final dot. One thread at a time. */
final class SmtpConnection extends SMTPTransport {
    private final Session mailSession;
    private final String from;
    private MailTransport.@Nullable Gate gate;
    private boolean gateOpened;
    private int sent;
    private long lastUse = System.nanoTime();
    private boolean greeted;
    private boolean offersEncryption;

    SmtpConnection(Session session, String from) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.mailSession = session;
        this.from = from;
    }

    /**
     * @param id comes back in the server's report, should it fail later (RFC 3461, 4.4)
     */
    void send(SMTPMessage mail, String id, Address[] to, MailTransport.Gate next) throws MessagingException {
        if (supportsExtension("DSN")) {
            mail.setMailExtension("ENVID=" + xtext(id));
        }
        gate = next;
        gateOpened = false;
        sendMessage(mail, to);
        sent++;
        lastUse = System.nanoTime();
    }

    Session session() {
        return mailSession;
    }

    String from() {
        return from;
    }

    boolean isGateOpened() {
        return gateOpened;
    }

    boolean isUsed() {
        return sent > 0;
    }

    int sent() {
        return sent;
    }

    long lastUse() {
        return lastUse;
    }

    /** What became of the mail is known by now; a connection that breaks on leaving changes nothing about it. */
    void leave() {
        try {
            close();
        } catch (MessagingException e) {
            // The server has hung up first.
        }
    }

    /** It has answered, and encryption was not among the things it can do. */
    boolean cannotEncrypt() {
        return greeted && !offersEncryption;
    }

    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean understood = super.ehlo(domain);
        if (!greeted) {
            // Once encrypted, a server no longer offers it (RFC 3207, 4.2).
            offersEncryption = supportsExtension("STARTTLS");
            greeted = true;
        }
        return understood;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        if (gate == null || !gate.open()) {
            // An IOException makes the transport drop the connection without the dot.
            throw new IOException("taken over by another process");
        }
        gateOpened = true;
        super.finishData();
    }
}
