package federzug.delivery;

import federzug.delivery.LedgerRow.Reason;
import federzug.delivery.MailBytes.Addressing;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sends mail: each at most once, none silently lost. Every mail is written to the outbox folder; with a mail server
 * configured it is handed over as well.
 */
@Component
public class Postbox implements DisposableBean {
    /** Between taking up a mail and the first word to the server. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    private final JdbcSendLedger ledger;
    private final DeliverySettings settings;
    private final Clock clock;
    private final MailBytes bytes;
    private final @Nullable Carrier carrier;

    @Autowired
    Postbox(JdbcSendLedger ledger, DocumentStore store, DeliverySettings settings, Clock clock) {
        this(ledger, store, settings, clock, carrier(settings.server()));
    }

    Postbox(
            JdbcSendLedger ledger,
            DocumentStore store,
            DeliverySettings settings,
            Clock clock,
            @Nullable Carrier carrier) {
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
        this.bytes = new MailBytes(store, clock.getZone(), settings.signature());
        this.carrier = carrier;
    }

    /**
     * Writes a mail and sends it. Posting it again finishes what was interrupted and tries again what was deferred, as
     * soon as it is time; what has been accepted, rejected, is unknown or by hand stays as it is.
     *
     * @throws DeliveryException if the outbox folder cannot be written or the settings don't allow sending
     */
    public Posted post(Message message, Delivery delivery) {
        Recipient sender = sender();
        LedgerRow row = ledger.entry(message, delivery.rehearsal(), subject(message, delivery), domain(sender));
        LedgerRow settled = settled(row);
        if (!settled.state().isOpen()) {
            restore(message, delivery, settled, sender);
            return posted(settled, settled != row, List.of());
        }
        Instant now = clock.instant();
        Optional<Reason> late = late(settled, delivery, now);
        if (late.isEmpty() && settled.isTooEarly(now)) {
            return posted(settled, settled != row, List.of());
        }
        byte[] mail = bytes.compose(message, settled, addressing(message, delivery, sender, false));
        Optional<Reason> obstacle = late.or(() -> MailboxRules.obstacle(message, delivery.mailboxes(), mail.length));
        if (obstacle.isPresent()) {
            byte[] draft = bytes.compose(message, settled, addressing(message, delivery, sender, true));
            Outbox.write(delivery.folder(), settled.fileName(), draft);
            return posted(moved(settled, MailState.BY_HAND, obstacle.get(), draft), true, List.of());
        }
        Outbox.write(delivery.folder(), settled.fileName(), mail);
        Carrier way = carrier;
        LedgerRow done = way == null
                        || delivery.rehearsal() && settings.rehearsalAddress().isEmpty()
                ? moved(settled, MailState.ACCEPTED, Reason.NONE, mail)
                : carried(settled, mail, way, sender, envelopeTo(message, delivery));
        return posted(done, true, MailboxRules.conditions(message, delivery.mailboxes()));
    }

    /** Hears what became of the mails posted together, in their order and in the caller's thread. */
    public interface Results {
        void posted(Posted posted);

        /** This one cannot be written or sent; the others go on. */
        void failed(Message message, DeliveryException trouble);
    }

    /** Posts mails on as many connections as the settings allow. One that fails never holds up the rest. */
    public void postAll(List<? extends Message> messages, Delivery delivery, Results results) {
        int threads = Math.min(carrier == null ? 1 : carrier.connections(), messages.size());
        if (threads <= 1) {
            messages.forEach(message -> told(message, () -> post(message, delivery), results));
            return;
        }
        // Their numbers follow the order of the list, however fast each one goes out.
        messages.forEach(message -> enter(message, delivery));
        ExecutorService lines = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Posted>> posted = messages.stream()
                    .map(message -> lines.submit(() -> post(message, delivery)))
                    .toList();
            for (int i = 0; i < messages.size(); i++) {
                Future<Posted> one = posted.get(i);
                told(messages.get(i), () -> result(one), results);
            }
        } finally {
            lines.shutdown();
        }
    }

    private void enter(Message message, Delivery delivery) {
        ledger.entry(message, delivery.rehearsal(), subject(message, delivery), domain(sender()));
    }

    private static void told(Message message, java.util.function.Supplier<Posted> attempt, Results results) {
        Posted posted;
        try {
            posted = attempt.get();
        } catch (DeliveryException e) {
            results.failed(message, e);
            return;
        }
        results.posted(posted);
    }

    private static Posted result(Future<Posted> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }

    /** What an administrator should know about the way mails go out; told once, not with every mail. */
    public List<Notice> warnings() {
        DeliverySettings.Smtp server = settings.server();
        return server != null && server.tls() == DeliverySettings.Tls.OPPORTUNISTIC
                ? List.of(Notice.warning("delivery.settings.opportunistic", Place.NOWHERE, server.host()))
                : List.of();
    }

    /** Where test mails go: the configured own address, or else the sender's. */
    public Recipient ownAddress() {
        return settings.ownAddress().isEmpty() ? sender() : Recipient.of("", settings.ownAddress());
    }

    /** False: mails are only written to the folder. */
    public boolean hasMailServer() {
        return carrier != null;
    }

    /** Leaves the mail server; the next mail finds it again. */
    @Override
    public void destroy() {
        if (carrier != null) {
            carrier.close();
        }
    }

    /** Every mail of every matter, test mails included. */
    public List<MailStatus> mails() {
        return ledger.all().stream().map(LedgerRow::status).toList();
    }

    /** All mails of a matter in the order of their numbers. */
    public List<MailStatus> mails(String matter) {
        return ledger.ofMatter(matter).stream().map(LedgerRow::status).toList();
    }

    /**
     * Looks after mails whose process died: taken up ones wait again, and what was being handed over is unknown.
     *
     * @return the mails that were moved
     */
    public List<MailStatus> settle() {
        List<MailStatus> moved = new ArrayList<>();
        for (LedgerRow row : ledger.takenUp()) {
            LedgerRow settled = settled(row);
            if (settled != row) {
                moved.add(settled.status());
            }
        }
        return moved;
    }

    /** What a person found out about a mail, or decided. */
    public enum Resolution {
        /** It has arrived, or was sent by hand. */
        SENT,
        /** It has not, or shall not wait any longer: the next posting sends it, with the same Message-ID. */
        RESEND
    }

    /**
     * @param id {@link MailStatus#id()}
     * @throws DeliveryException if there is no such mail, or nothing to decide about it
     */
    public MailStatus resolve(String id, Resolution resolution) {
        LedgerRow row = ledger.find(id)
                .orElseThrow(() -> new DeliveryException(
                        Kind.INPUT, Notice.error("delivery.resolve.no-such-mail", Place.NOWHERE, id), null));
        LedgerRow settled = settled(row);
        MailState next = resolution == Resolution.SENT ? MailState.ACCEPTED : MailState.PENDING;
        if (settled.state() == MailState.PENDING || !settled.state().mayBecome(next)) {
            throw new DeliveryException(
                    Kind.INPUT,
                    Notice.error(
                            "delivery.resolve.nothing-to-decide",
                            Place.NOWHERE,
                            id,
                            row.recipient(),
                            settled.state().name()),
                    null);
        }
        return ledger.decide(settled, next, new Reason("delivery.resolve.by-person", ""))
                .orElse(settled)
                .status();
    }

    private LedgerRow carried(LedgerRow row, byte[] mail, Carrier way, Recipient sender, String to) {
        Digest digest = Digest.of(mail);
        try (Carrier.Turn turn = way.awaitTurn()) {
            Optional<LedgerRow> leased = ledger.lease(row, way.longestAttempt().plus(SLACK), digest);
            return leased.isEmpty() ? latest(row) : carried(new Handing(leased.get()), mail, digest, way, sender, to);
        }
    }

    private LedgerRow carried(Handing handing, byte[] mail, Digest digest, Carrier way, Recipient sender, String to) {
        LedgerRow row = handing.row;
        Carrier.Outcome outcome;
        try {
            outcome = way.carry(mail, envelopeFrom(sender), to, handing);
        } catch (RuntimeException e) {
            MailState next = handing.row.state() == MailState.LEASED ? MailState.PENDING : MailState.UNKNOWN;
            ledger.move(handing.row, next, interrupted(next), digest);
            throw e;
        }
        return concluded(handing.row, outcome, digest).orElseGet(() -> overtaken(row, outcome));
    }

    private Optional<LedgerRow> concluded(LedgerRow row, Carrier.Outcome outcome, Digest mail) {
        Reason reason = new Reason(outcome.code(), outcome.detail());
        if (outcome.state() != MailState.DEFERRED) {
            return ledger.move(row, outcome.state(), reason, mail);
        }
        Instant next = clock.instant().plus(settings.retry().delayAfter(row.attempts()));
        return ledger.defer(row, reason, mail, outcome.mayWait() ? next : null);
    }

    /** Why nothing goes by itself any more; a person who has decided meanwhile knows the time. */
    private Optional<Reason> late(LedgerRow row, Delivery delivery, Instant now) {
        if (delivery.latest() != null && now.isAfter(delivery.latest()) && row.decidedAt() == null) {
            return Optional.of(new Reason("delivery.retry.too-late", ""));
        }
        boolean given = row.state() == MailState.DEFERRED
                && now.isAfter(row.triedSince().plus(settings.retry().giveUpAfter()));
        return given
                ? Optional.of(new Reason("delivery.retry.given-up", row.reason().detail()))
                : Optional.empty();
    }

    /** Somebody took us for dead; but we know that the server has the mail. */
    private LedgerRow overtaken(LedgerRow row, Carrier.Outcome outcome) {
        LedgerRow now = latest(row);
        return now.state() == MailState.UNKNOWN && outcome.state() == MailState.ACCEPTED
                ? ledger.move(now, MailState.ACCEPTED, Reason.NONE, now.mail()).orElseGet(() -> latest(row))
                : now;
    }

    /** Remembers the row as it is while the mail is being handed over. */
    private final class Handing implements Carrier.Gate {
        private LedgerRow row;

        Handing(LedgerRow row) {
            this.row = row;
        }

        @Override
        public boolean open() {
            Optional<LedgerRow> next = ledger.move(row, MailState.HANDING_OVER, Reason.NONE, row.mail());
            next.ifPresent(moved -> row = moved);
            return next.isPresent();
        }
    }

    /** What a dead process left behind is put in order; anything else is given back as it is. */
    private LedgerRow settled(LedgerRow row) {
        if (!row.isAbandoned(clock.instant())) {
            return row;
        }
        MailState next = row.state() == MailState.LEASED ? MailState.PENDING : MailState.UNKNOWN;
        return ledger.move(row, next, interrupted(next), row.mail()).orElseGet(() -> latest(row));
    }

    private static Reason interrupted(MailState next) {
        return next == MailState.UNKNOWN ? new Reason("delivery.smtp.interrupted", "") : Reason.NONE;
    }

    private LedgerRow moved(LedgerRow row, MailState next, Reason reason, byte[] mail) {
        return ledger.move(row, next, reason, Digest.of(mail)).orElseGet(() -> latest(row));
    }

    private LedgerRow latest(LedgerRow row) {
        return ledger.find(row.id()).orElse(row);
    }

    /** A file that was deleted comes back, but only if it is exactly the mail that was sent. */
    private void restore(Message message, Delivery delivery, LedgerRow row, Recipient sender) {
        if (Files.exists(delivery.folder().resolve(row.fileName()))) {
            return;
        }
        byte[] mail =
                bytes.compose(message, row, addressing(message, delivery, sender, row.state() == MailState.BY_HAND));
        if (Digest.of(mail).equals(row.mail())) {
            Outbox.write(delivery.folder(), row.fileName(), mail);
        }
    }

    private String envelopeFrom(Recipient sender) {
        return settings.envelopeSender().isEmpty()
                ? sender.asciiAddress()
                : Recipient.of("", settings.envelopeSender()).asciiAddress();
    }

    private String envelopeTo(Message message, Delivery delivery) {
        return delivery.rehearsal()
                ? Recipient.of("", settings.rehearsalAddress()).asciiAddress()
                : message.to().asciiAddress();
    }

    private Addressing addressing(Message message, Delivery delivery, Recipient sender, boolean unsent) {
        boolean redirected =
                delivery.rehearsal() && !settings.rehearsalAddress().isEmpty();
        return new Addressing(
                sender,
                settings.replyTo().isEmpty() ? null : Recipient.of("", settings.replyTo()),
                redirected ? Recipient.of("", settings.rehearsalAddress()) : null,
                delivery.rehearsal(),
                unsent,
                !unsent && MailboxRules.takesSignedMail(message, delivery.mailboxes()));
    }

    private Recipient sender() {
        if (!settings.senderAddress().isEmpty()) {
            return Recipient.of(settings.senderName(), settings.senderAddress());
        }
        if (carrier != null) {
            throw new DeliveryException(
                    Kind.INPUT, Notice.error("delivery.settings.sender-missing", Place.NOWHERE), null);
        }
        // Nothing leaves the machine: a file needs a sender all the same (RFC 5322, 3.6.2).
        return Recipient.of(settings.senderName(), "absender@federzug.example");
    }

    private static @Nullable Carrier carrier(DeliverySettings.@Nullable Smtp server) {
        return server == null ? null : new SmtpCarrier(server);
    }

    private static String subject(Message message, Delivery delivery) {
        return delivery.rehearsal() ? "[PROBE] " + message.subject() : message.subject();
    }

    private static String domain(Recipient sender) {
        return sender.asciiAddress().substring(sender.asciiAddress().indexOf('@') + 1);
    }

    private static Posted posted(LedgerRow row, boolean changed, List<Notice> conditions) {
        List<Notice> notices = new ArrayList<>(conditions);
        Notice reason = row.notice();
        if (reason != null) {
            notices.add(reason);
        }
        return new Posted(row.status(), changed, notices);
    }
}
