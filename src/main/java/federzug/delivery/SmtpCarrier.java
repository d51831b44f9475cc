package federzug.delivery;

import federzug.delivery.DeliverySettings.Smtp;
import federzug.delivery.DeliverySettings.Tls;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** SMTP (RFC 5321) with Angus Mail, one connection and one recipient per mail. */
final class SmtpCarrier implements Carrier {
    private final Smtp smtp;

    SmtpCarrier(Smtp smtp) {
        this.smtp = smtp;
    }

    @Override
    public Duration longestAttempt() {
        return smtp.connectTimeout()
                .plus(smtp.writeTimeout())
                .plus(smtp.readTimeout().multipliedBy(2));
    }

    @Override
    public Outcome carry(byte[] mail, String from, String to, Gate gate) {
        // Read before anything is begun: a missing password is the administrator's matter, not the recipient's.
        @Nullable String password = smtp.user().isEmpty() ? null : password();
        Session session = Session.getInstance(properties(smtp, from));
        GatedTransport transport = new GatedTransport(session, gate);
        try {
            transport.connect(smtp.host(), smtp.effectivePort(), smtp.user().isEmpty() ? null : smtp.user(), password);
            transport.sendMessage(
                    new MimeMessage(session, new ByteArrayInputStream(mail)),
                    new InternetAddress[] {new InternetAddress(to)});
            return new Outcome(MailState.ACCEPTED, "", "");
        } catch (MessagingException e) {
            return outcome(e, transport.gateOpened);
        } finally {
            leave(transport);
        }
    }

    /** What became of the mail is known by now; a connection that breaks on leaving changes nothing about it. */
    private static void leave(GatedTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // The server has hung up first.
        }
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
        String code = e instanceof AuthenticationFailedException
                ? "delivery.smtp.login-refused"
                : "delivery.smtp.unreachable";
        return new Outcome(MailState.DEFERRED, code, detail);
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

    private String password() {
        try {
            if (!smtp.passwordFile().isEmpty()) {
                return Files.readString(Path.of(smtp.passwordFile()), StandardCharsets.UTF_8)
                        .strip();
            }
            String password = System.getenv(smtp.passwordEnv());
            if (password != null) {
                return password;
            }
        } catch (IOException e) {
            throw new DeliveryException(
                    Kind.INPUT, Notice.error("delivery.settings.password", Place.file(smtp.passwordFile())), e);
        }
        throw new DeliveryException(
                Kind.INPUT, Notice.error("delivery.settings.password", Place.in("", smtp.passwordEnv())), null);
    }

    private static Properties properties(Smtp smtp, String from) {
        Properties p = new Properties();
        p.setProperty("mail.smtp.from", from);
        p.setProperty("mail.smtp.localhost", smtp.localhost());
        p.setProperty("mail.smtp.connectiontimeout", millis(smtp.connectTimeout()));
        p.setProperty("mail.smtp.writetimeout", millis(smtp.writeTimeout()));
        p.setProperty("mail.smtp.timeout", millis(smtp.readTimeout()));
        p.setProperty("mail.smtp.ssl.enable", Boolean.toString(smtp.tls() == Tls.TLS));
        p.setProperty("mail.smtp.starttls.enable", Boolean.toString(smtp.tls() != Tls.TLS));
        p.setProperty("mail.smtp.starttls.required", Boolean.toString(smtp.tls() == Tls.STARTTLS));
        p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        p.setProperty("mail.smtp.auth", Boolean.toString(!smtp.user().isEmpty()));
        p.setProperty("mail.smtp.sendpartial", "false");
        p.setProperty("mail.smtp.quitwait", "false");
        // RFC 3461; asked only of servers that offer it.
        p.setProperty("mail.smtp.dsn.notify", "FAILURE,DELAY");
        return p;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** Asks the gate just before the final dot. */
    private static final class GatedTransport extends SMTPTransport {
        private final Gate gate;
        private boolean gateOpened;

        GatedTransport(Session session, Gate gate) {
            super(session, new URLName("smtp", null, -1, null, null, null));
            this.gate = gate;
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            if (!gate.open()) {
                // An IOException makes the transport drop the connection without the dot.
                throw new IOException("taken over by another process");
            }
            gateOpened = true;
            super.finishData();
        }
    }
}
