package federzug.delivery;

import federzug.agreement.Address;
import federzug.delivery.MailPreparation.Done;
import federzug.delivery.MailPreparation.Failed;
import federzug.delivery.MailPreparation.PreparedMail;
import federzug.delivery.MailPreparation.Ready;
import federzug.delivery.inbox.IncomingRecords;
import federzug.delivery.ledger.LedgerEntry;
import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.ledger.ReturnedMails;
import federzug.delivery.ledger.SendLedger;
import federzug.delivery.smtp.MailTransport;
import federzug.delivery.smtp.SmtpTransport;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
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
    /** Between leasing a mail and the first command to the server. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    private final SendLedger ledger;
    private final SendingEvidence evidence;
    private final IncomingRecords incoming;
    private final DeliverySettings settings;
    private final Clock clock;
    private final @Nullable MailTransport carrier;
    private final SenderPolicy policy;
    private final StaleLeases staleLeases;
    private final MailPreparation preparation;
    private final ReturnedMails returned;
    private final AtomicBoolean warned = new AtomicBoolean();

    @Autowired
    Postbox(
            SendLedger ledger,
            SendingEvidence evidence,
            IncomingRecords incoming,
            DocumentStore store,
            DeliverySettings settings,
            Clock clock) {
        this(ledger, evidence, incoming, store, settings, clock, carrier(settings.server()));
    }

    Postbox(
            SendLedger ledger,
            SendingEvidence evidence,
            IncomingRecords incoming,
            DocumentStore store,
            DeliverySettings settings,
            Clock clock,
            @Nullable MailTransport carrier) {
        this.ledger = ledger;
        this.evidence = evidence;
        this.incoming = incoming;
        this.settings = settings;
        this.clock = clock;
        this.carrier = carrier;
        this.policy = new SenderPolicy(settings, carrier != null);
        this.staleLeases = new StaleLeases(ledger);
        this.returned = new ReturnedMails(ledger);
        this.preparation = new MailPreparation(
                ledger,
                new MailBytes(store, clock.getZone(), settings.signature()),
                policy,
                evidence,
                settings.retry(),
                clock,
                carrier == null ? SLACK : carrier.longestAttempt().plus(SLACK),
                address -> incoming.marked(Address.normal(address), IncomingRecords.Mark.UNSUBSCRIBED)
                        .isPresent());
    }

    /**
     * Writes a mail and sends it. Posting it again finishes what was interrupted and tries again what was deferred, as
     * soon as it is time; what has been accepted, rejected, is unknown or by hand stays as it is.
     *
     * @throws DeliveryException if the outbox folder cannot be written or the settings don't allow sending
     */
    public Posted post(Message message, Delivery delivery) {
        Optional<MailTransport.Outcome> trouble = carrier == null ? Optional.empty() : carrier.trouble();
        if (trouble.isPresent() && policy.leaves(delivery)) {
            return preparation.hold(List.of(message), delivery, trouble.get()).get(0);
        }
        PreparedMail mail =
                preparation.prepare(List.of(message), delivery, Runnable::run).get(0);
        if (mail instanceof Failed failed) {
            throw failed.cause();
        }
        if (mail instanceof Ready ready) {
            LedgerRow row = Mailing.got(
                    handover(new GroupCommit(ledger, Runnable::run), delivery).carry(ready));
            evidence.flush(delivery.folder());
            return Posted.of(row, true, ready.conditions());
        }
        return ((Done) mail).posted();
    }

    /** Receives the outcome of the mails posted together, in their order and in the caller's thread. */
    public interface Results {
        void posted(Posted posted);

        /** This one cannot be written or sent; the others are still sent. */
        void failed(Message message, DeliveryException trouble);
    }

    /** Posts mails on as many connections as the settings allow. One that fails never holds up the rest. */
    public void postAll(List<? extends Message> messages, Delivery delivery, Results results) {
        if (messages.size() <= 1) {
            messages.forEach(message -> report(message, delivery, results));
            return;
        }
        int lines = Math.min(carrier == null ? 1 : carrier.connections(), messages.size());
        MailTransport way = carrier != null && policy.leaves(delivery) ? carrier : MailTransport.NONE;
        try (Mailing mailing = new Mailing(preparation, ledger, way, commits -> handover(commits, delivery), lines)) {
            mailing.post(messages, delivery, results);
        } finally {
            evidence.flush(delivery.folder());
        }
    }

    private void report(Message message, Delivery delivery, Results results) {
        Posted posted;
        try {
            posted = post(message, delivery);
        } catch (DeliveryException e) {
            results.failed(message, e);
            return;
        }
        results.posted(posted);
    }

    private Handover handover(GroupCommit commits, Delivery delivery) {
        return new Handover(
                ledger,
                commits,
                Objects.requireNonNull(carrier),
                settings.retry(),
                clock,
                row -> evidence.end(delivery.folder(), row));
    }

    /**
     * Compares the ledger with what is written down outside the database about mails that were handed over. To be called
     * at the start: a database restored from a backup does not know what has been sent since, and must not send it again.
     *
     * @return what a person should know; those mails wait for a decision
     */
    public List<Notice> compareWithEvidence() {
        return evidence.compare();
    }

    /**
     * To be called after matters were restored from a backup: whether their mails have been sent since is known only
     * where the outbox has evidence; the others wait for a person.
     */
    public void doubt(List<String> matters, Instant backupAt) {
        evidence.doubt(matters, backupAt);
    }

    /** What an administrator should know about the way mails go out; reported once and not with every mail. */
    public List<Notice> warnings() {
        DeliverySettings.Smtp server = settings.server();
        return server != null && server.tls() == DeliverySettings.Tls.OPPORTUNISTIC && warned.compareAndSet(false, true)
                ? List.of(Notice.warning("delivery.settings.opportunistic", Place.NOWHERE, server.host()))
                : List.of();
    }

    /** Where test mails go: the configured own address, or else the sender's. */
    public Recipient ownAddress() {
        return policy.ownAddress();
    }

    /** False: mails are only written to the folder. */
    public boolean hasMailServer() {
        return carrier != null;
    }

    /** Whether these mails leave the machine, or are files only. */
    public boolean sends(Delivery delivery) {
        return policy.leaves(delivery);
    }

    /** Whether a mail is a file only: one of a rehearsal that reaches no address. */
    public boolean isFiled(MailStatus mail) {
        return mail.state() == MailState.ACCEPTED
                && mail.isRehearsal()
                && !policy.leaves(new Delivery(true, Path.of(""), List.of()));
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
        return returned.statuses(ledger.all());
    }

    /** All mails of a matter in the order of their numbers. */
    public List<MailStatus> mails(String matter) {
        return returned.statuses(ledger.ofMatter(matter));
    }

    /** The bytes of each mail of a matter that has been written, by its file name. */
    public Map<String, Digest> written(String matter) {
        Map<String, Digest> written = new LinkedHashMap<>();
        for (LedgerRow row : ledger.ofMatter(matter)) {
            Digest mail = row.mail();
            if (mail != null) {
                written.put(row.fileName(), mail);
            }
        }
        return written;
    }

    /**
     * Recovers mails whose process died: leased ones wait again, and those being handed over become unknown.
     *
     * @return the mails that were moved
     */
    public List<MailStatus> settle() {
        return staleLeases.settled(ledger.takenUp()).stream()
                .map(LedgerRow::status)
                .toList();
    }

    /** The same for the mails of one matter. */
    public List<MailStatus> settle(String matter) {
        return staleLeases.settled(ledger.takenUp(matter)).stream()
                .map(LedgerRow::status)
                .toList();
    }

    /** What a person found out about a mail, or decided. */
    public enum Resolution {
        /** It has arrived, or was sent by hand. */
        SENT,
        /** It has not, or shall not wait any longer: the next posting sends it, with the same Message-ID. */
        RESEND,
        /** It cannot be found out: the next posting sends it, and it says that it may come twice. */
        RESEND_PERHAPS_TWICE
    }

    /**
     * @param id {@link MailStatus#id()}
     */
    public record Decision(String id, Resolution resolution) {}

    /**
     * The same decision about all mails of a matter that it can be made about.
     *
     * @throws DeliveryException if there is none
     */
    public List<MailStatus> resolveAll(String matter, Resolution resolution) {
        Set<MailState> about = switch (resolution) {
            case SENT -> EnumSet.of(MailState.UNKNOWN, MailState.BY_HAND, MailState.REJECTED);
            case RESEND -> EnumSet.of(MailState.UNKNOWN, MailState.REJECTED, MailState.DEFERRED);
            case RESEND_PERHAPS_TWICE -> EnumSet.of(MailState.UNKNOWN);
        };
        settle(matter);
        List<Decision> decisions = mails(matter).stream()
                .filter(mail -> about.contains(mail.state()) && !mail.replaced())
                .map(mail -> new Decision(mail.id(), resolution))
                .toList();
        if (decisions.isEmpty() && evidence.isInDoubt(matter)) {
            evidence.believe(matter);
            return List.of();
        }
        if (decisions.isEmpty()) {
            throw DeliveryException.refused("delivery.resolve.none-in-matter", Place.NOWHERE, matter);
        }
        evidence.believe(matter);
        return resolve(decisions);
    }

    /**
     * Takes mails back that have not gone and whose recipients are no longer among those who are to get them.
     *
     * @param kept all that are to go, of this kind
     * @return those that were taken back
     */
    public List<MailStatus> withdrawOthers(
            String matter, Message.Kind kind, List<? extends Message> kept, Delivery delivery) {
        Set<String> ids = kept.stream()
                .flatMap(message -> row(message, delivery).stream())
                .map(LedgerRow::id)
                .collect(Collectors.toSet());
        return new Resolutions(ledger, staleLeases)
                .withdraw(matter, kind, ids).stream().map(LedgerRow::status).toList();
    }

    /** Mails that came back and were written to another address since: nothing is to be done about them. */
    public void replaceReturned(List<String> ids) {
        new Resolutions(ledger, staleLeases).replaceReturned(ids);
    }

    /** One decision, as {@link #resolve(List)}. */
    public MailStatus resolve(String id, Resolution resolution) {
        return resolve(List.of(new Decision(id, resolution))).get(0);
    }

    /**
     * All decisions or none. The same decision again changes nothing.
     *
     * @throws DeliveryException with all that is wrong: no such mail, or nothing to decide about it
     */
    public List<MailStatus> resolve(List<Decision> decisions) {
        List<LedgerRow> decided = new Resolutions(ledger, staleLeases).decide(decisions);
        // Who has it sent again has looked at the address.
        decided.stream()
                .filter(row -> row.state() == MailState.PENDING)
                .forEach(row -> incoming.unmark(Address.normal(row.recipient()), IncomingRecords.Mark.BOUNCED));
        return decided.stream().map(LedgerRow::status).toList();
    }

    /**
     * The agreements of each mail to these recipients that the ledger knows, by whatever version or database it was
     * written: they have gone together, or will.
     */
    public Map<Recipient, List<List<String>>> agreementMails(String matter, List<Recipient> to, Delivery delivery) {
        if (policy.leaves(delivery)) {
            evidence.compare(matter, delivery.folder());
        }
        String mark = delivery.rehearsal() ? LedgerEntry.REHEARSAL : "";
        List<String> keys = ledger.keys(matter, Message.Kind.AGREEMENT).stream()
                .filter(key -> key.startsWith(LedgerEntry.REHEARSAL) == delivery.rehearsal())
                .map(key -> key.substring(mark.length()))
                .toList();
        return AgreementMail.agreementsIn(keys, to);
    }

    /** Whether this mail was written before and has neither gone nor been given up. */
    public boolean isOpen(Message message, Delivery delivery) {
        return row(message, delivery).filter(row -> row.state().isOpen()).isPresent();
    }

    /** Whether this mail was never written, or has neither gone nor been given up since. */
    public boolean isOwed(Message message, Delivery delivery) {
        return row(message, delivery).map(row -> row.state().isOpen()).orElse(true);
    }

    /** Whether this mail was never written, and the same one to the same person came back from an earlier address. */
    public boolean isReaddressed(Message message, Delivery delivery) {
        return row(message, delivery).isEmpty() && returned.contain(message);
    }

    /** Whether a mail of this kind bounced or was rejected. */
    public boolean hasComeBack(String matter, Message.Kind kind) {
        return returned.contain(matter, kind);
    }

    /** Whether a person has decided that this mail is to be sent (again), and it has not gone since. */
    public boolean isToGoAgain(Message message, Delivery delivery) {
        return row(message, delivery)
                .filter(row -> row.state().isOpen() && row.decidedAt() != null)
                .isPresent();
    }

    private Optional<LedgerRow> row(Message message, Delivery delivery) {
        return ledger.find(policy.entry(message, delivery));
    }

    private static @Nullable MailTransport carrier(DeliverySettings.@Nullable Smtp server) {
        return server == null ? null : new SmtpTransport(server);
    }
}
