package federzug.delivery.smtp;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** A connection to the mail server that asks the gate just before each final dot. One thread at a time. */
final class SmtpConnection extends SMTPTransport {
    private final Session mailSession;
    private final String from;
    private final Runnable afterGreeting;
    private MailTransport.@Nullable Gate gate;
    private boolean gateOpened;
    private int sent;
    private long lastUse = System.nanoTime();
    private String originalRecipient = "";
    private SmtpPhase phase = SmtpPhase.CONNECTING;
    private boolean greeted;
    private boolean offersEncryption;

    /** @param afterGreeting called when the server has greeted */
    SmtpConnection(Session session, String from, Runnable afterGreeting) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.mailSession = session;
        this.from = from;
        this.afterGreeting = afterGreeting;
    }

    /**
     * @param size in bytes, announced to a server that wants to know (RFC 1870)
     * @param id comes back in the server's report, should it fail later (RFC 3461, 4.4)
     */
    void send(WholeMail mail, int size, String id, InternetAddress to, MailTransport.Gate next)
            throws MessagingException {
        List<String> extensions = new ArrayList<>();
        if (supportsExtension("SIZE")) {
            extensions.add("SIZE=" + size);
        }
        if (supportsExtension("DSN")) {
            extensions.add("ENVID=" + xtext(id));
        }
        if (!extensions.isEmpty()) {
            mail.setMailExtension(String.join(" ", extensions));
        }
        gate = next;
        gateOpened = false;
        phase = SmtpPhase.SENDER;
        originalRecipient = to.getAddress();
        sendMessage(mail, new Address[] {to});
        sent++;
        lastUse = System.nanoTime();
    }

    /** The largest mail that the server takes, or 0 if it does not say. */
    long largest() {
        String most = supportsExtension("SIZE")
                ? String.valueOf(getExtensionParameter("SIZE")).strip()
                : "";
        return most.matches("\\d{1,15}") ? Long.parseLong(most) : 0;
    }

    SmtpPhase phase() {
        return phase;
    }

    SmtpReply lastReply() {
        return SmtpReply.of(getLastReturnCode(), getLastServerResponse());
    }

    @Override
    protected void rcptTo() throws MessagingException {
        phase = SmtpPhase.RECIPIENT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        phase = SmtpPhase.CONTENT;
        super.data();
        return DataStream.of(this);
    }

    /** Names the original recipient where a report is asked for (RFC 3461, 4.2): relays may change the address. */
    @Override
    protected void sendCommand(String command) throws MessagingException {
        boolean reported = command.startsWith("RCPT TO:") && command.contains(" NOTIFY=");
        super.sendCommand(reported ? command + " ORCPT=rfc822;" + xtext(originalRecipient) : command);
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
        phase = SmtpPhase.INTRODUCING;
        afterGreeting.run();
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
