package federzug.ceremony;

import federzug.agreement.StoredMatter;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.signing.SigningSession;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps ceremonies, each move in one transaction; rows, journal and sessions have adapters of their own. */
@Component
class JdbcCeremonies implements Ceremonies {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate snapshot;
    private final DocumentStore documents;
    private final JdbcCeremonyRows rows;
    private final JdbcJournal journal;
    private final JdbcSessions sessions;
    private final JdbcCeremonyRepair repair;
    private final List<CeremonyWatch> watches;

    @Autowired
    JdbcCeremonies(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            DocumentStore documents,
            ObjectProvider<CeremonyWatch> watches) {
        this(jdbc, transactions, documents, watches.stream().toList());
    }

    JdbcCeremonies(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            DocumentStore documents,
            List<CeremonyWatch> watches) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        // A ceremony and its turns are read by several statements: they must show the same moment.
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.documents = documents;
        this.rows = new JdbcCeremonyRows(jdbc, documents);
        this.journal = new JdbcJournal(jdbc);
        this.sessions = new JdbcSessions(jdbc);
        this.watches = watches;
        this.repair = new JdbcCeremonyRepair(jdbc, journal, sessions, documents);
    }

    @Override
    public Optional<Ceremony> find(String matter, String agreement) {
        return reading(() -> jdbc.sql("select * from ceremony where matter = :matter and agreement = :agreement")
                .param("matter", matter)
                .param("agreement", agreement)
                .query((row, number) -> rows.read(row))
                .optional());
    }

    @Override
    public List<Ceremony> ofMatter(String matter) {
        return reading(() -> jdbc.sql("select * from ceremony where matter = :matter order by agreement")
                .param("matter", matter)
                .query((row, number) -> rows.read(row))
                .list());
    }

    @Override
    public List<String> agreements(String matter) {
        return jdbc.sql("select agreement from ceremony where matter = :matter order by agreement")
                .param("matter", matter)
                .query(String.class)
                .list();
    }

    @Override
    public Ceremony repair(String matter, String agreement, List<StoredMatter> accepted, Acting acting, Instant at) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Ceremony workedOut = repair.workedOut(matter, agreement, accepted);
            return save(Moved.by(workedOut, new CeremonyEvent.CeremonyRepaired()), acting, at);
        }));
    }

    @Override
    public Ceremony save(Moved moved, Acting acting, Instant at) {
        Instant when = at.truncatedTo(ChronoUnit.MICROS);
        Ceremony saved = moved.next().saved(when);
        transaction.executeWithoutResult(status -> {
            documents.keep(saved.prepared());
            documents.keep(saved.paper());
            // The ceremony's row first: its lock keeps a second writer out of journal and turns.
            JdbcJournal.End end = reserve(saved);
            requireCurrentIfSigned(saved, moved.events());
            rows.writeTurns(saved);
            JdbcJournal.End newEnd = journal.append(saved, end, moved.events(), acting, when);
            writeJournalEnd(saved, newEnd);
            moved.events().forEach(event -> keepOrDropSession(saved, event));
            watches.forEach(watch -> watch.moved(saved.matter()));
        });
        return saved;
    }

    @Override
    public void outdated(Ceremony ceremony) {
        if (!rows.setOutdated(ceremony)) {
            throw overtaken(ceremony);
        }
    }

    @Override
    public void current(Ceremony ceremony) {
        rows.setCurrent(ceremony);
    }

    /** Whoever accepts data holds the row first, or sees that a signature is begun. */
    private void requireCurrentIfSigned(Ceremony saved, List<CeremonyEvent> events) {
        if (events.stream().anyMatch(CeremonyEvent.PreparedAgain.class::isInstance)) {
            rows.setCurrent(saved);
        } else if (events.stream()
                        .anyMatch(event -> event instanceof CeremonyEvent.SigningBegun
                                || event instanceof CeremonyEvent.SignatureRecorded)
                && rows.isOutdated(saved)) {
            throw CeremonyException.failed("ceremony.save.outdated", Place.NOWHERE, saved.agreement(), saved.matter());
        }
    }

    @Override
    public List<Named> begunBefore(Instant time) {
        return sessions.begunBefore(time);
    }

    @Override
    public Optional<SigningSession> session(String matter, String agreement) {
        return sessions.find(matter, agreement);
    }

    @Override
    public List<JournalEntry> journal(String matter, String agreement) {
        return journal.entries(matter, agreement);
    }

    @Override
    public Digest lastEntry(String matter) {
        List<String> ends = jdbc.sql(
                        "select agreement, journal_hash from ceremony where matter = :matter order by agreement")
                .param("matter", matter)
                .query((row, number) -> row.getString("agreement") + ' ' + row.getString("journal_hash"))
                .list();
        return Digest.of(String.join("\n", ends).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, Digest> signedNotClosed() {
        Map<String, Digest> marks = new LinkedHashMap<>();
        jdbc.sql("select matter, journal_hash from ceremony where state in ('ALL_SIGNED', 'SEALED', 'CHECKED')"
                        + " order by matter, agreement")
                .query((row, number) -> Map.entry(row.getString("matter"), row.getString("journal_hash")))
                .list()
                .forEach(one -> marks.merge(one.getKey(), new Digest(one.getValue()), JdbcCeremonies::together));
        return marks;
    }

    private static Digest together(Digest one, Digest other) {
        return Digest.of((one.hex() + other.hex()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Notice> auditJournal(String matter, String agreement) {
        return reading(() -> journalEnd(matter, agreement)
                .map(end -> journal.audit(matter, agreement, end))
                .orElse(List.of()));
    }

    private <T> T reading(Supplier<T> query) {
        return Objects.requireNonNull(snapshot.execute(status -> query.get()));
    }

    /** Writes the ceremony's row unless it was changed since it was read (optimistic lock). */
    private JdbcJournal.End reserve(Ceremony saved) {
        if (saved.version() == 1) {
            try {
                rows.insert(saved);
            } catch (DuplicateKeyException e) {
                throw overtaken(saved).causedBy(e);
            }
            return JdbcJournal.End.NONE;
        }
        if (!rows.update(saved)) {
            throw overtaken(saved);
        }
        return journalEnd(saved.matter(), saved.agreement()).orElseThrow();
    }

    private void keepOrDropSession(Ceremony saved, CeremonyEvent event) {
        if (event instanceof CeremonyEvent.SigningBegun begun) {
            sessions.keep(saved.matter(), saved.agreement(), begun);
        } else if (event instanceof CeremonyEvent.SigningAbandoned
                || event instanceof CeremonyEvent.SignatureRecorded
                || event instanceof CeremonyEvent.PreparedAgain
                || event instanceof CeremonyEvent.CeremonyCancelled) {
            sessions.drop(saved.matter(), saved.agreement());
        }
    }

    private Optional<JdbcJournal.End> journalEnd(String matter, String agreement) {
        return jdbc.sql("select journal_entries, journal_hash from ceremony"
                        + " where matter = :matter and agreement = :agreement")
                .param("matter", matter)
                .param("agreement", agreement)
                .query((row, number) ->
                        new JdbcJournal.End(row.getInt("journal_entries"), new Digest(row.getString("journal_hash"))))
                .optional();
    }

    private void writeJournalEnd(Ceremony saved, JdbcJournal.End end) {
        jdbc.sql("update ceremony set journal_entries = :entries, journal_hash = :hash"
                        + " where matter = :matter and agreement = :agreement")
                .param("entries", end.entries())
                .param("hash", end.hash().hex())
                .param("matter", saved.matter())
                .param("agreement", saved.agreement())
                .update();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static CeremonyException overtaken(Ceremony ceremony) {
        return CeremonyException.failed(
                "ceremony.save.overtaken", Place.NOWHERE, ceremony.agreement(), ceremony.matter());
    }
}
