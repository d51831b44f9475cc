package federzug.delivery;

import federzug.delivery.evidence.HandedOver;
import federzug.delivery.evidence.OutboxHeads;
import federzug.delivery.evidence.OutboxHeads.Head;
import federzug.delivery.evidence.SendingJournal;
import federzug.delivery.evidence.SendingJournal.Written;
import federzug.delivery.ledger.DoubtRecords;
import federzug.delivery.ledger.LedgerRow;
import federzug.delivery.ledger.SendLedger;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Evidence of sendings outside the database: a journal in the home and one in each matter's outbox, raised before each
 * group of mails is handed over, and the mails in the outbox themselves. A database that is older than they are, for
 * example restored from a backup, would send mails again; what it does not know may have been sent.
 */
@Component
class SendingEvidence {
    static final String FILE = ".versandnachweis";
    /** A database that is behind is behind with the last mails. */
    private static final int LAST = 32;

    private final DoubtRecords records;
    private final SendLedger ledger;
    private final @Nullable SendingJournal home;
    private final Clock clock;
    private final Map<Path, SendingJournal> journals = new ConcurrentHashMap<>();
    private final Map<Path, List<Head>> looked = new ConcurrentHashMap<>();

    @Autowired
    SendingEvidence(DoubtRecords records, SendLedger ledger, @Value("${federzug.home}") Path home, Clock clock) {
        this(records, ledger, new SendingJournal(home.resolve(FILE)), clock);
    }

    SendingEvidence(DoubtRecords records, SendLedger ledger, @Nullable SendingJournal home, Clock clock) {
        this.records = records;
        this.ledger = ledger;
        this.home = home;
        this.clock = clock;
    }

    /**
     * To be called when mails have been leased and before the first of them is handed over.
     *
     * @param workers write to the home meanwhile
     * @throws DeliveryException if that cannot be written down: then none may go
     */
    void raise(Path folder, List<LedgerRow> rows, Executor workers) {
        if (rows.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<HandedOver> mails = rows.stream()
                .map(row -> new HandedOver(
                        records.ledgerName(),
                        row.id(),
                        row.matter(),
                        row.businessKey(),
                        row.kind(),
                        row.recipient(),
                        row.name(),
                        row.subject(),
                        row.fileName(),
                        row.messageId(),
                        row.createdAt(),
                        row.attempts(),
                        now))
                .toList();
        CompletableFuture<Void> atHome = home == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(() -> write(home, mails, folder), workers);
        try {
            write(journal(folder), mails, folder);
        } finally {
            atHome.handle((done, trouble) -> "").join();
        }
        Mailing.got(atHome);
    }

    private static void write(SendingJournal journal, List<HandedOver> mails, Path folder) {
        try {
            journal.handOver(mails);
        } catch (IOException e) {
            throw DeliveryException.failed("delivery.evidence.unwritable", Place.file(folder.toString()))
                    .causedBy(e);
        }
    }

    /** To be called when the ledger knows the outcome; written with the next group, or by {@link #flush}. */
    void end(Path folder, LedgerRow row) {
        if (home != null) {
            home.end(row.id(), row.attempts());
        }
        journal(folder).end(row.id(), row.attempts());
    }

    void flush(Path folder) {
        try {
            if (home != null) {
                home.flush();
            }
            journal(folder).flush();
        } catch (IOException e) {
            // Only needed if the database is restored from a backup made at this very moment.
        }
    }

    /** Compares the ledger with the journal of the home. */
    List<Notice> compare() {
        records.ledgerName();
        if (home == null || !home.exists()) {
            return List.of();
        }
        List<Notice> notices = new ArrayList<>();
        Written written = read(home, FILE);
        if (!written.intact()) {
            notices.add(Notice.warning("delivery.evidence.changed", Place.file(FILE)));
        }
        int found = takeOver(written);
        if (found > 0) {
            notices.add(Notice.warning("delivery.evidence.older-database", Place.NOWHERE, found));
        }
        return notices;
    }

    /** Compares the ledger with an outbox, once: its journal, and later the mails in it. */
    void compare(String matter, Path folder) {
        looked.computeIfAbsent(folder, each -> {
            SendingJournal journal = journal(each);
            if (journal.exists()) {
                Written written = read(journal, each.resolve(FILE).toString());
                takeOver(written);
                // The journal has gone on since the backup: what it does not name has not been sent.
                records.doubtfulSince(matter)
                        .filter(since -> written.intact()
                                && written.mails().stream()
                                        .anyMatch(mail -> mail.at().isAfter(since)))
                        .ifPresent(since -> records.believe(matter));
            }
            try {
                return OutboxHeads.of(each);
            } catch (IOException e) {
                return List.of();
            }
        });
    }

    void doubt(List<String> matters, Instant backupAt) {
        records.doubt(matters, backupAt);
        for (LedgerRow row : ledger.all()) {
            if (matters.contains(row.matter()) && (row.state().isOpen() || row.isTakenUp())) {
                records.doubt(row);
            }
        }
    }

    /** A person has decided about all mails of a matter. */
    void believe(String matter) {
        records.believe(matter);
    }

    boolean isInDoubt(String matter) {
        return records.doubtfulSince(matter).isPresent();
    }

    /** The row as it is to be treated before its first sending: as it is, or unknown. */
    LedgerRow judged(LedgerRow row, Delivery delivery, boolean inDoubt) {
        if (row.state() != MailState.PENDING || row.attempts() > 0 || row.decidedAt() != null) {
            return row;
        }
        Optional<Head> sent = delivery.rehearsal() ? Optional.empty() : inOutbox(row, delivery.folder());
        if (sent.isPresent()) {
            Head head = sent.get();
            records.takeOver(row, head.messageId(), head.date(), head.fileName());
        } else if (inDoubt) {
            records.doubt(row);
        }
        return sent.isPresent() || inDoubt ? ledger.latest(row) : row;
    }

    /** A mail to the same address with the same subject, or with the same name, that this ledger does not know. */
    private Optional<Head> inOutbox(LedgerRow row, Path folder) {
        String address =
                Recipient.of(row.name(), row.recipient()).asciiAddress().toLowerCase(Locale.ROOT);
        return looked.getOrDefault(folder, List.of()).stream()
                .filter(head -> !head.rehearsal()
                        && !head.draft()
                        && !head.messageId().isEmpty()
                        && !head.messageId().equals(row.messageId())
                        && head.address().equals(address)
                        && (head.fileName().equals(row.fileName()) || head.isAbout(row.subject())))
                .sorted(Comparator.comparing((Head head) -> !head.fileName().equals(row.fileName())))
                .filter(head -> !records.knows(head.messageId()))
                .findFirst();
    }

    private int takeOver(Written written) {
        Map<String, HandedOver> last = new LinkedHashMap<>();
        for (HandedOver mail : written.mails()) {
            last.remove(mail.id());
            last.put(mail.id(), mail);
        }
        List<HandedOver> all = List.copyOf(last.values());
        List<HandedOver> newest = all.subList(Math.max(0, all.size() - LAST), all.size());
        boolean behind = newest.stream().anyMatch(mail -> isBehind(mail, written.ended()));
        if (!behind && ledger.takenUp().isEmpty()) {
            return 0;
        }
        int found = 0;
        for (HandedOver mail : behind ? all : newest) {
            if (isBehind(mail, written.ended())) {
                records.takeOver(mail, ledger.find(mail.id()).orElse(null));
                found++;
            }
        }
        return found;
    }

    /** Whether the ledger knows less of a mail than was written down about it. */
    private boolean isBehind(HandedOver mail, Set<String> ended) {
        Optional<LedgerRow> known = ledger.find(mail.id());
        if (!mail.ledger().equals(records.ledgerName())) {
            // Another database has sent it. A rehearsal may be repeated in a new home.
            return !mail.isRehearsal()
                    && known.map(row -> row.attempts() == 0
                                    && row.decidedAt() == null
                                    && row.state().isOpen()
                                    && !row.messageId().equals(mail.messageId()))
                            .orElse(true);
        }
        return known.isEmpty()
                || known.get().attempts() < mail.attempts()
                || known.get().attempts() == mail.attempts()
                        && known.get().isAbandoned(ledger.now())
                        && ended.contains(SendingJournal.attempt(mail.id(), mail.attempts()));
    }

    private SendingJournal journal(Path folder) {
        return journals.computeIfAbsent(folder, each -> new SendingJournal(each.resolve(FILE)));
    }

    private static Written read(SendingJournal journal, String name) {
        try {
            return journal.read();
        } catch (IOException e) {
            throw DeliveryException.failed("delivery.evidence.unreadable", Place.file(name))
                    .causedBy(e);
        }
    }
}
