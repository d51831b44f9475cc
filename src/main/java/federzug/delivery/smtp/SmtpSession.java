package federzug.delivery.smtp;

import federzug.delivery.DeliverySettings.Login;
import federzug.delivery.DeliverySettings.Smtp;
import federzug.delivery.DeliverySettings.Tls;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;

/** Angus Mail's settings for our mail server. */
public final class SmtpSession {
    private SmtpSession() {}

    /**
     * @param sockets makes and remembers the connection
     * @param watch ends a write that takes too long
     */
    static Session of(Smtp smtp, String from, NoDelaySockets sockets, ScheduledExecutorService watch) {
        Properties p = new Properties();
        p.setProperty("mail.smtp.from", from);
        p.setProperty("mail.smtp.localhost", smtp.localhost());
        p.setProperty("mail.smtp.connectiontimeout", millis(smtp.connectTimeout()));
        p.setProperty("mail.smtp.writetimeout", millis(smtp.writeTimeout()));
        p.put("mail.smtp.executor.writetimeout", watch);
        p.setProperty("mail.smtp.timeout", millis(smtp.greetingTimeout()));
        encrypt(p, smtp, sockets);
        p.setProperty("mail.smtp.auth", Boolean.toString(!smtp.user().isEmpty()));
        if (smtp.login() == Login.OAUTH2) {
            p.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        p.setProperty("mail.smtp.sendpartial", "false");
        p.setProperty("mail.smtp.quitwait", "false");
        // RFC 3461; asked only of servers that offer it.
        p.setProperty("mail.smtp.dsn.notify", "FAILURE,DELAY");
        p.setProperty("mail.smtp.dsn.ret", "HDRS");
        return Session.getInstance(p);
    }

    private static void encrypt(Properties p, Smtp smtp, NoDelaySockets sockets) {
        p.setProperty("mail.smtp.ssl.enable", Boolean.toString(smtp.tls() == Tls.TLS));
        p.setProperty("mail.smtp.starttls.enable", Boolean.toString(smtp.tls() != Tls.TLS));
        p.setProperty("mail.smtp.starttls.required", Boolean.toString(smtp.tls() == Tls.STARTTLS));
        p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        p.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        SSLSocketFactory trusting = smtp.caFile().isEmpty()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : TrustedAuthorities.read(smtp.caFile());
        p.put("mail.smtp.socketFactory", sockets.plain());
        p.put("mail.smtp.ssl.socketFactory", sockets.encrypted(trusting));
        // Never a second try by other means than those above.
        p.setProperty("mail.smtp.socketFactory.fallback", "false");
        p.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
