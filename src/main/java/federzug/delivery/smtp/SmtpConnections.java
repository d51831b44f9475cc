package federzug.delivery.smtp;

import federzug.delivery.DeliverySettings.Smtp;
import federzug.delivery.DeliverySettings.Tls;
import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Connections to the mail server: kept for the next mail, for a short while and for so many mails. */
final class SmtpConnections {
    private final Smtp smtp;
    private final Deque<SmtpConnection> free = new ArrayDeque<>();
    private final ScheduledExecutorService watch = WriteWatch.begin();

    SmtpConnections(Smtp smtp) {
        this.smtp = smtp;
    }

    /** A free connection for this sender, or a new one. */
    SmtpConnection take(String from) throws MessagingException {
        List<SmtpConnection> stale = new ArrayList<>();
        SmtpConnection found = null;
        synchronized (free) {
            while (found == null && !free.isEmpty()) {
                SmtpConnection line = free.pop();
                boolean fresh = System.nanoTime() - line.lastUse() < smtp.idle().toNanos();
                if (fresh && line.from().equals(from)) {
                    found = line;
                } else {
                    stale.add(line);
                }
            }
        }
        stale.forEach(SmtpConnection::leave);
        return found == null ? open(from) : found;
    }

    SmtpConnection open(String from) throws MessagingException {
        // Read before anything is begun: a missing password is the administrator's matter, not the recipient's.
        @Nullable
        String secret = smtp.user().isEmpty()
                ? null
                : Secrets.read(smtp.passwordFile(), smtp.passwordEnv(), "delivery.settings.password");
        NoDelaySockets sockets = new NoDelaySockets();
        SmtpConnection line = new SmtpConnection(
                SmtpSession.of(smtp, from, sockets, watch), from, () -> sockets.patience(smtp.readTimeout()));
        try {
            line.connect(smtp.host(), smtp.effectivePort(), smtp.user().isEmpty() ? null : smtp.user(), secret);
        } catch (MessagingException e) {
            boolean missing = smtp.tls() == Tls.STARTTLS && line.cannotEncrypt();
            throw new SmtpConnectException(e, line.phase(), line.lastReply(), missing);
        }
        return line;
    }

    void keep(SmtpConnection line) {
        if (line.sent() >= smtp.mailsPerConnection()) {
            line.leave();
            return;
        }
        synchronized (free) {
            free.push(line);
        }
    }

    void close() {
        List<SmtpConnection> all;
        synchronized (free) {
            all = new ArrayList<>(free);
            free.clear();
        }
        all.forEach(SmtpConnection::leave);
    }
}
