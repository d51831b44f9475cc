package federzug.delivery;

import federzug.agreement.Address;
import federzug.delivery.IncomingMail.Handled;
import federzug.delivery.IncomingMail.Outcome;
import federzug.delivery.inbox.AnswerDraft;
import federzug.delivery.inbox.ImapFolder;
import federzug.delivery.inbox.InboxSettings;
import federzug.delivery.inbox.IncomingRecords;
import federzug.delivery.inbox.IncomingRecords.Mark;
import federzug.delivery.inbox.IncomingSource;
import federzug.delivery.inbox.IncomingSource.Waiting;
import federzug.delivery.inbox.MailReader;
import federzug.delivery.inbox.WatchedFolder;
import federzug.delivery.ledger.SendLedger;
import federzug.delivery.smtp.Secrets;
import federzug.delivery.smtp.TrustedAuthorities;
import federzug.delivery.smtp.WriteWatch;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.notice.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Takes what comes back: each mail once, known by the digest of its bytes, remembered with its outcome and then moved.
 * Nothing is deleted, and what is not for us stays untouched.
 */
@Component
public class Inbox {
    /** Shorter than the half hour after which servers hang up (RFC 2177). */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(9);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Texts TEXTS = Texts.german();

    private final InboxSettings settings;
    private final IncomingRecords records;
    private final Bounces bounces;
    private final StaleLeases staleLeases;
    private final SendLedger ledger;
    private final DeliverySettings sender;
    private final List<Supplier<IncomingSource>> sources;

    @Autowired
    Inbox(InboxSettings settings, DeliverySettings sender, IncomingRecords records, SendLedger ledger, Clock clock) {
        this(settings, sender, records, ledger, clock, sources(settings, clock));
    }

    Inbox(
            InboxSettings settings,
            DeliverySettings sender,
            IncomingRecords records,
            SendLedger ledger,
            Clock clock,
            List<Supplier<IncomingSource>> sources) {
        this.settings = settings;
        this.sender = sender;
        this.records = records;
        this.ledger = ledger;
        this.bounces = new Bounces(ledger, records, clock);
        this.staleLeases = new StaleLeases(ledger);
        this.sources = List.copyOf(sources);
    }

    /**
     * One mail and what became of it.
     *
     * @param before dealt with by an earlier run, and only moved now
     */
    public record Taken(IncomingMail mail, Handled handled, boolean before) {}

    /**
     * @throws DeliveryException if no place is configured, one cannot be opened, or another process is looking at it
     */
    public List<Taken> collect(Function<IncomingMail, Handled> handler) {
        requireConfigured();
        // A report may be about a mail whose process died while it was being handed over.
        staleLeases.settled(ledger.takenUp());
        List<Taken> all = new ArrayList<>();
        for (Supplier<IncomingSource> supplier : sources) {
            try (IncomingSource source = supplier.get()) {
                collect(source, handler, all);
            }
        }
        return all;
    }

    /**
     * Collects, reports each round, and waits for more, until the process ends. Later errors of the server or the
     * network are reported, and collecting continues.
     *
     * @param results receives what each round has collected
     * @param errors receives errors; another attempt follows after a while
     * @throws DeliveryException if the first round fails, or the server refuses the login
     */
    public void collectForEver(
            Function<IncomingMail, Handled> handler,
            Consumer<List<Taken>> results,
            Consumer<DeliveryException> errors) {
        requireConfigured();
        results.accept(collect(handler));
        Duration pause = SHORTEST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                awaitMore();
                results.accept(collect(handler));
                pause = SHORTEST_PAUSE;
            } catch (DeliveryException e) {
                if (e.kind() != NoticedException.Kind.FAILURE
                        || e.notices().stream().anyMatch(notice -> notice.code().equals(ImapFolder.LOGIN_REFUSED))) {
                    throw e;
                }
                errors.accept(e);
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void awaitMore() {
        boolean mixed = sources.size() > 1;
        try (IncomingSource source = sources.get(0).get()) {
            // What has come since the last look is not announced any more.
            Set<String> left = records.leftPlaces(source.name());
            if (source.waiting().stream().allMatch(waiting -> left.contains(waiting.place()))) {
                source.await(mixed ? Duration.ofSeconds(30) : LONGEST_WAIT);
            }
        } catch (IOException e) {
            throw unreadable(settings.host(), e);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void collect(IncomingSource source, Function<IncomingMail, Handled> handler, List<Taken> all) {
        if (!records.begin(source.name())) {
            throw DeliveryException.failed("delivery.inbox.busy", Place.file(source.name()));
        }
        try {
            Set<String> left = records.leftPlaces(source.name());
            for (Waiting waiting : source.waiting()) {
                if (!left.contains(waiting.place())) {
                    all.add(take(source, waiting, handler));
                }
            }
        } catch (IOException e) {
            throw unreadable(source.name(), e);
        } finally {
            records.end(source.name());
        }
    }

    /** Records what was dealt with before moving it: a run that is killed in between only moves it the next time. */
    private Taken take(IncomingSource source, Waiting waiting, Function<IncomingMail, Handled> handler)
            throws IOException {
        IncomingMail mail;
        Optional<Outcome> before = Optional.empty();
        Handled handled;
        if (waiting.size() > settings.largest()) {
            mail = unread(waiting);
            handled = new Handled(
                    Outcome.UNCLEAR,
                    "",
                    List.of(Notice.warning(
                            "delivery.inbox.too-large", Place.file(waiting.name()), settings.largest() >> 20)));
            records.keep(source.name(), waiting.place(), mail, handled);
        } else {
            byte[] bytes = waiting.bytes();
            before = records.outcome(Digest.of(bytes));
            mail = MailReader.read(waiting.name(), bytes);
            handled = before.map(outcome -> new Handled(outcome, "", List.of())).orElseGet(() -> handler.apply(mail));
            if (before.isEmpty() || handled.outcome() == Outcome.LEFT) {
                records.keep(source.name(), waiting.place(), mail, handled);
            }
        }
        if (handled.outcome() != Outcome.LEFT) {
            waiting.move(handled.outcome() == Outcome.DONE);
        }
        return new Taken(mail, handled, before.isPresent());
    }

    private static IncomingMail unread(Waiting waiting) {
        String name = waiting.name();
        Digest digest = Digest.of((waiting.place() + "\n" + waiting.size()).getBytes(StandardCharsets.UTF_8));
        return new IncomingMail(
                digest,
                name,
                "",
                "",
                List.of(),
                name,
                false,
                "",
                IncomingMail.Aside.NONE,
                List.of(),
                null,
                List.of(),
                List.of());
    }

    /**
     * What a report says of our mails is written into the ledger.
     *
     * @return empty if it is about none of them
     */
    public Optional<Handled> takeReport(DeliveryReport report) {
        List<Bounces.Found> found = bounces.take(report);
        if (found.isEmpty()) {
            return bounces.isPerhapsOurs(report)
                    ? Optional.of(new Handled(
                            Outcome.UNCLEAR, "", List.of(Notice.warning("delivery.bounce.which", Place.NOWHERE))))
                    : Optional.empty();
        }
        boolean clear = found.stream().allMatch(Bounces.Found::clear);
        return Optional.of(new Handled(
                clear ? Outcome.DONE : Outcome.UNCLEAR,
                found.get(0).row().matter(),
                found.stream().map(Bounces.Found::notice).toList()));
    }

    /** The same for a report that a person forwards in the text of a mail: it always goes to a person. */
    public Optional<Handled> takeInformal(IncomingMail mail) {
        DeliveryReport informal = mail.aside().informal();
        return informal == null ? Optional.empty() : takeReport(informal);
    }

    /** Whether a mail answers one that was sent from here. */
    public boolean isAnswerToUs(IncomingMail mail) {
        return mail.references().stream().anyMatch(id -> ledger.byMessageId(id).isPresent())
                || ledger.all().stream()
                        .anyMatch(row -> Address.normal(row.recipient()).equals(Address.normal(mail.from())));
    }

    /**
     * Writes a draft that says why a copy was not accepted; a person reads and sends it.
     *
     * @return where it lies; empty if the sender's address is none
     */
    public Optional<Notice> draftAnswer(IncomingMail mail, List<Notice> reasons, Path folder) {
        if (Address.parse(mail.from()).isEmpty()) {
            return Optional.empty();
        }
        String why = reasons.stream().map(TEXTS::text).distinct().collect(Collectors.joining("\n\n"));
        Path file = AnswerDraft.write(
                mail,
                AnswerDraft.mailbox(
                        sender.senderAddress().isEmpty() ? "absender@federzug.example" : sender.senderAddress(),
                        sender.displayName()),
                TEXTS.text("delivery.inbox.answer", why, sender.signatory()),
                folder);
        return Optional.of(Notice.note("delivery.inbox.answer-drafted", Place.NOWHERE, file.toString()));
    }

    /** Whoever writes from this address wants no more mails to the press list. */
    public void unsubscribe(String address, String reason) {
        records.mark(Address.normal(address), Mark.UNSUBSCRIBED, reason);
    }

    public boolean isUnsubscribed(String address) {
        return records.marked(Address.normal(address), Mark.UNSUBSCRIBED).isPresent();
    }

    /** What a mail server said when mail to this address came back for good. */
    public Optional<CameBack> cameBack(String address) {
        return records.marked(Address.normal(address), Mark.BOUNCED).map(CameBack::of);
    }

    /** All such addresses, the newest first. */
    public List<CameBack> cameBack() {
        return records.marked(Mark.BOUNCED).stream().map(CameBack::of).toList();
    }

    /**
     * An address that does not exist.
     *
     * @param address in its normal form
     * @param reason what the mail server said
     */
    public record CameBack(String address, String reason, Instant at) {
        private static CameBack of(IncomingRecords.Marked marked) {
            return new CameBack(marked.address(), marked.reason(), marked.at());
        }
    }

    /** Whether there is any place to look at. */
    public boolean isConfigured() {
        return settings.isConfigured();
    }

    private void requireConfigured() {
        if (!settings.isConfigured()) {
            throw DeliveryException.refused("delivery.inbox.not-configured", Place.NOWHERE);
        }
        if (!settings.watch().isBlank() && !Files.isDirectory(Path.of(settings.watch()))) {
            throw DeliveryException.refused("delivery.inbox.no-watched-folder", Place.file(settings.watch()));
        }
    }

    /** Whether mails that come back can be fetched: opens the mailbox and leaves it as it is. */
    public List<Notice> check() {
        if (!settings.isConfigured()) {
            return List.of(Notice.note("delivery.inbox.none", Place.NOWHERE));
        }
        List<Notice> findings = new ArrayList<>();
        try {
            requireConfigured();
            if (!settings.watch().isBlank()) {
                findings.add(Notice.note("delivery.inbox.watched", Place.NOWHERE, settings.watch()));
            }
        } catch (DeliveryException e) {
            findings.addAll(e.notices());
        }
        try {
            if (!settings.host().isBlank()) {
                int waiting = ImapFolder.count(settings, password(settings), trusting(settings), WriteWatch.begin());
                findings.add(Notice.note(
                        "delivery.inbox.ready",
                        Place.NOWHERE,
                        settings.user() + "@" + settings.host() + "/" + settings.folder(),
                        waiting));
            }
        } catch (DeliveryException e) {
            findings.addAll(e.notices());
        }
        return findings;
    }

    private static String password(InboxSettings settings) {
        return Secrets.read(settings.passwordFile(), settings.passwordEnv(), "delivery.inbox.password");
    }

    private static SSLSocketFactory trusting(InboxSettings settings) {
        return settings.caFile().isEmpty()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : TrustedAuthorities.read(settings.caFile());
    }

    private static List<Supplier<IncomingSource>> sources(InboxSettings settings, Clock clock) {
        List<Supplier<IncomingSource>> sources = new ArrayList<>();
        if (!settings.host().isBlank()) {
            ScheduledExecutorService watch = WriteWatch.begin();
            sources.add(() -> ImapFolder.open(settings, password(settings), trusting(settings), watch));
        }
        if (!settings.watch().isBlank()) {
            sources.add(() -> new WatchedFolder(Path.of(settings.watch()), clock));
        }
        return sources;
    }

    private static DeliveryException unreadable(String name, IOException cause) {
        return DeliveryException.failed("delivery.inbox.broken-off", Place.file(name))
                .causedBy(cause);
    }
}
