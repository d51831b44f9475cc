package federzug.delivery.smtp;

import federzug.delivery.DeliverySettings.Smtp;
import federzug.delivery.MailState;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** SMTP (RFC 5321) with Angus Mail: one recipient per mail, connections are kept for the next one. */
public final class SmtpTransport implements MailTransport {
    /** So often the server may break off in a row before it is held to be out of order. */
    private static final int ENOUGH = 3;

    /** Shorter than the shortest delay before a mail is tried again. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Smtp smtp;
    private final RateLimit pace;
    private final Semaphore atOnce;
    private final SmtpConnections lines;
    private final CircuitBreaker breaker;
    /** Mails in a row about which the server broke off without an answer. */
    private final AtomicInteger silences = new AtomicInteger();

    public SmtpTransport(Smtp smtp) {
        this(smtp, new CircuitBreaker(PAUSE, System::nanoTime));
    }

    public SmtpTransport(Smtp smtp, CircuitBreaker breaker) {
        this.breaker = breaker;
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
    public Optional<Outcome> trouble() {
        return breaker.trouble();
    }

    @Override
    public void hold(Outcome trouble) {
        breaker.open(trouble);
    }

    @Override
    public Outcome carry(byte[] mail, String from, String to, Gate gate) {
        Optional<Outcome> known = breaker.trouble();
        if (known.isPresent()) {
            return known.get();
        }
        Outcome outcome = carried(mail, from, to, gate);
        if (outcome.isTheServers()) {
            breaker.open(outcome);
        } else if (SmtpTrouble.isSilence(outcome)) {
            if (silences.incrementAndGet() >= ENOUGH) {
                breaker.open(new Outcome(MailState.DEFERRED, SmtpTrouble.BREAKS_OFF, outcome.detail()));
            }
        } else {
            silences.set(0);
            if (outcome.state() == MailState.ACCEPTED) {
                breaker.close();
            }
        }
        return outcome;
    }

    private Outcome carried(byte[] mail, String from, String to, Gate gate) {
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
            return send(line, mail, to, gate);
        } catch (SmtpConnectException e) {
            return SmtpTrouble.connecting(e);
        } catch (MessagingException e) {
            if (line == null) {
                throw new IllegalStateException(e);
            }
            line.leave();
            return SmtpTrouble.sending(e, line.phase(), line.isGateOpened());
        } catch (RuntimeException | Error e) {
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
            return send(line, mail, to, gate);
        } catch (MessagingException e) {
            line.leave();
            int reply = SmtpTrouble.reply(e).code();
            boolean hungUp = !line.isGateOpened() && (reply <= 0 || reply == 421);
            return hungUp ? null : SmtpTrouble.sending(e, line.phase(), line.isGateOpened());
        } catch (RuntimeException | Error e) {
            line.leave();
            throw e;
        }
    }

    private Outcome send(SmtpConnection line, byte[] mail, String to, Gate gate) throws MessagingException {
        long most = line.largest();
        if (most > 0 && mail.length > most) {
            lines.keep(line);
            return new Outcome(MailState.REJECTED, "delivery.smtp.too-large", "SIZE " + most);
        }
        WholeMail message = new WholeMail(line.session(), mail);
        line.send(message, mail.length, message.getMessageID(), new InternetAddress(to), gate);
        lines.keep(line);
        return new Outcome(MailState.ACCEPTED, "", "");
    }

    @Override
    public void close() {
        lines.close();
    }
}
