package federzug.ceremony;

import federzug.agreement.StoredMatter;
import federzug.ceremony.CeremonyState.AllSigned;
import federzug.ceremony.CeremonyState.Cancelled;
import federzug.ceremony.CeremonyState.Checked;
import federzug.ceremony.CeremonyState.Closed;
import federzug.ceremony.CeremonyState.InSigning;
import federzug.ceremony.CeremonyState.Prepared;
import federzug.ceremony.CeremonyState.Sealed;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.DocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.signing.SigningSession;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps ceremonies and their turns; journal and sessions have adapters of their own. */
@Component
class JdbcCeremonies implements Ceremonies {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate snapshot;
    private final DocumentStore documents;
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
                .query((row, number) -> ceremony(row))
                .optional());
    }

    @Override
    public List<Ceremony> ofMatter(String matter) {
        return reading(() -> jdbc.sql("select * from ceremony where matter = :matter order by agreement")
                .param("matter", matter)
                .query((row, number) -> ceremony(row))
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
            writeTurns(saved);
            JdbcJournal.End newEnd = journal.append(saved, end, moved.events(), acting, when);
            writeJournalEnd(saved, newEnd);
            moved.events().forEach(event -> keepOrDropSession(saved, event));
            watches.forEach(watch -> watch.moved(saved.matter()));
        });
        return saved;
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
            insert(saved);
            return JdbcJournal.End.NONE;
        }
        int rows = written(
                        "update ceremony set version = :version, rehearsal = :rehearsal, state = :state, since ="
                                + " :since, matter_version = :matterVersion, draft = :draft, pages = :pages, prepared ="
                                + " :prepared, signed = :signed, sealed = :sealed, verdict = :verdict, reason = :reason"
                                + " where matter = :matter and agreement = :agreement and version = :version - 1",
                        saved)
                .update();
        if (rows == 0) {
            throw overtaken(saved);
        }
        return journalEnd(saved.matter(), saved.agreement()).orElseThrow();
    }

    private void insert(Ceremony saved) {
        try {
            written(
                            "insert into ceremony (matter, agreement, version, rehearsal, state, since,"
                                    + " matter_version, draft, pages, prepared,"
                                    + " signed, sealed, verdict, reason, journal_entries, journal_hash)"
                                    + " values (:matter, :agreement, :version, :rehearsal, :state, :since,"
                                    + " :matterVersion, :draft, :pages, :prepared,"
                                    + " :signed, :sealed, :verdict, :reason, 0, '')",
                            saved)
                    .update();
        } catch (DuplicateKeyException e) {
            throw overtaken(saved).causedBy(e);
        }
    }

    private JdbcClient.StatementSpec written(String sql, Ceremony saved) {
        CeremonyState state = saved.state();
        return jdbc.sql(sql)
                .param("matter", saved.matter())
                .param("agreement", saved.agreement())
                .param("version", saved.version())
                .param("rehearsal", saved.rehearsal())
                .param("state", state.word())
                .param("since", utc(saved.since()))
                .param("matterVersion", saved.basis().matterVersion())
                .param("draft", saved.basis().draft().hex())
                .param("pages", saved.basis().pages())
                .param("prepared", saved.prepared().content().digest().hex())
                .param("signed", hexIf(SignedPdf.class, state.paper()))
                .param("sealed", hexIf(SealedPdf.class, state.paper()))
                .param("verdict", verdict(state))
                .param("reason", state instanceof Cancelled cancelled ? cancelled.reason() : null);
    }

    private void writeTurns(Ceremony saved) {
        jdbc.sql("delete from turn where matter = :matter and agreement = :agreement")
                .param("matter", saved.matter())
                .param("agreement", saved.agreement())
                .update();
        int rank = 0;
        for (Turn turn : saved.turns()) {
            jdbc.sql("insert into turn (matter, agreement, rank, person, name, office, step, device, fallback,"
                            + " deadline, state, since, own_field) values (:matter, :agreement, :rank, :person, :name,"
                            + " :office, :step, :device, :fallback, :deadline, :state, :since, :ownField)")
                    .param("matter", saved.matter())
                    .param("agreement", saved.agreement())
                    .param("rank", rank++)
                    .param("person", turn.person())
                    .param("name", turn.name())
                    .param("office", turn.office())
                    .param("step", turn.step())
                    .param("device", turn.device())
                    .param("fallback", turn.fallback())
                    .param("deadline", turn.deadline())
                    .param("state", turn.state().name())
                    .param("since", utc(turn.since()))
                    .param("ownField", turn.ownField())
                    .update();
        }
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

    /** What an older version, or a fault, has left may be anything. */
    private Ceremony ceremony(ResultSet row) throws SQLException {
        String matter = row.getString("matter");
        String agreement = row.getString("agreement");
        try {
            return requireSound(ceremony(row, matter, agreement));
        } catch (DataAccessException | NoticedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw CeremonyException.failed("ceremony.stored.unreadable", Place.file(matter), agreement, matter)
                    .causedBy(e);
        }
    }

    /** Each field of the document has its turn, and each signature somebody who has signed. */
    private static Ceremony requireSound(Ceremony ceremony) {
        Set<String> fields = ceremony.prepared().fields().stream()
                .map(SignatureField::person)
                .collect(Collectors.toSet());
        Set<String> persons = ceremony.turns().stream().map(Turn::person).collect(Collectors.toSet());
        long signed = ceremony.turns().stream()
                .filter(turn -> turn.state() == TurnState.SIGNED)
                .count();
        if (!fields.equals(persons)
                || ceremony.isOpen() && signed != ceremony.signedFields().size()) {
            throw new IllegalStateException(fields + " " + persons + " " + signed);
        }
        return ceremony;
    }

    private Ceremony ceremony(ResultSet row, String matter, String agreement) throws SQLException {
        PreparedPdf prepared = restored(row.getString("prepared"), PreparedPdf.class);
        return new Ceremony(
                matter,
                agreement,
                row.getInt("version"),
                row.getBoolean("rehearsal"),
                new Basis(row.getInt("matter_version"), new Digest(row.getString("draft")), row.getInt("pages")),
                prepared,
                turns(matter, agreement),
                state(row, prepared),
                instant(row, "since"));
    }

    private CeremonyState state(ResultSet row, PreparedPdf prepared) throws SQLException {
        String signed = row.getString("signed");
        String sealed = row.getString("sealed");
        Document open = signed == null ? prepared : restored(signed, SignedPdf.class);
        return switch (row.getString("state")) {
            case "PREPARED" -> new Prepared(prepared);
            case "IN_SIGNING" -> new InSigning(open);
            case "ALL_SIGNED" -> new AllSigned((SignedPdf) open);
            case "SEALED" -> new Sealed(restored(sealed, SealedPdf.class));
            case "CHECKED" -> new Checked(restored(sealed, SealedPdf.class), new Digest(row.getString("verdict")));
            case "CLOSED" -> new Closed(restored(sealed, SealedPdf.class), new Digest(row.getString("verdict")));
            case "CANCELLED" -> new Cancelled(open, Objects.requireNonNullElse(row.getString("reason"), ""));
            default -> throw new IllegalStateException("unknown state: " + row.getString("state"));
        };
    }

    private List<Turn> turns(String matter, String agreement) {
        return jdbc.sql("select * from turn where matter = :matter and agreement = :agreement order by rank")
                .param("matter", matter)
                .param("agreement", agreement)
                .query((row, number) -> new Turn(
                        row.getString("person"),
                        row.getString("name"),
                        row.getString("office"),
                        row.getInt("step"),
                        row.getString("device"),
                        row.getString("fallback"),
                        row.getObject("deadline", LocalDateTime.class),
                        TurnState.valueOf(row.getString("state")),
                        instant(row, "since"),
                        row.getString("own_field")))
                .list();
    }

    private <D extends Document> D restored(@Nullable String hex, Class<D> stage) {
        return Optional.ofNullable(hex)
                .map(Digest::new)
                .flatMap(digest -> documents.find(digest, stage))
                .orElseThrow(() -> new IllegalStateException("no " + stage.getSimpleName() + " " + hex));
    }

    private static @Nullable String hexIf(Class<? extends Document> stage, Document paper) {
        return stage.isInstance(paper) ? paper.content().digest().hex() : null;
    }

    private static @Nullable String verdict(CeremonyState state) {
        if (state instanceof Checked checked) {
            return checked.verdict().hex();
        }
        return state instanceof Closed closed ? closed.verdict().hex() : null;
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
