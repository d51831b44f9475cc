package federzug.delivery.ledger;

import federzug.delivery.DeliveryException;
import federzug.delivery.LeaseHolder;
import federzug.delivery.MailState;
import federzug.delivery.Message;
import federzug.delivery.evidence.HandoverMarks;
import federzug.document.Digest;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The send ledger. Commits independently, even inside a caller's transaction. */
@Component
class JdbcSendLedger implements SendLedger, DisposableBean {
    private static final int TRIES = 20;
    /** Digits of a mail's id that people type; more only if another mail has the same ones. */
    private static final int SHORT = 10;

    private static final int LONG = 16;

    private static final String INSERT = """
            insert into send_ledger (id, matter, business_key, ordinal, kind, recipient, name, subject,
                file_name, message_id, state, attempts, created_at, since, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', 0, ?, ?, 0)
            """;
    private static final String MOVE = """
            update send_ledger set state = ?, reason = ?, detail = ?, content_digest = ?, holder = ?,
                lease_until = ?, attempts = ?, since = ?, next_attempt_at = ?, decided_at = ?,
                perhaps_twice = ?, version = ?
            where id = ? and version = ?
            """;
    private static final int[] MOVE_TYPES = {
        Types.VARCHAR,
        Types.VARCHAR,
        Types.VARCHAR,
        Types.VARCHAR,
        Types.VARCHAR,
        Types.TIMESTAMP_WITH_TIMEZONE,
        Types.INTEGER,
        Types.TIMESTAMP_WITH_TIMEZONE,
        Types.TIMESTAMP_WITH_TIMEZONE,
        Types.TIMESTAMP_WITH_TIMEZONE,
        Types.BOOLEAN,
        Types.BIGINT,
        Types.VARCHAR,
        Types.BIGINT
    };

    private final JdbcTemplate jdbc;
    private final JdbcLedgerRows rows;
    private final TransactionTemplate own;
    private final Clock clock;
    private final DataSource source;
    private final LeaseHolder self;
    private final String holder;
    private final @Nullable HandoverMarks beside;
    private volatile @Nullable Boolean embedded;

    @Autowired
    JdbcSendLedger(PlatformTransactionManager transactions, Clock clock, @Value("${federzug.home}") Path home) {
        this(transactions, clock, LeaseHolder.in(home), home);
    }

    /** @param home null: which mails have begun is recorded in the ledger */
    JdbcSendLedger(PlatformTransactionManager transactions, Clock clock, LeaseHolder self, @Nullable Path home) {
        this.self = self;
        this.holder = self.toString();
        this.beside = home == null ? null : new HandoverMarks(home.resolve(HandoverMarks.FOLDER), holder);
        this.source = (DataSource) ((ResourceTransactionManager) transactions).getResourceFactory();
        this.jdbc = new JdbcTemplate(source);
        this.rows = new JdbcLedgerRows(jdbc, clock);
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public List<LedgerRow> entries(List<LedgerEntry> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        for (int i = 0; i < TRIES; i++) {
            int digits = i < TRIES / 2 ? SHORT : LONG;
            try {
                return together(() -> known(wanted, digits));
            } catch (DuplicateKeyException e) {
                // Another process inserted one of these mails or numbers first: read again.
            }
        }
        throw new IllegalStateException("send_ledger: no number to be had");
    }

    @Override
    public Optional<LedgerRow> find(LedgerEntry entry) {
        return Optional.ofNullable(entered(byKey(List.of(entry)), entry));
    }

    private Map<String, LedgerRow> byKey(List<LedgerEntry> entries) {
        Map<String, LedgerRow> there = new HashMap<>();
        rows.ofEntries(entries).forEach(row -> there.put(identity(row.matter(), row.businessKey()), row));
        return there;
    }

    private static @Nullable LedgerRow entered(Map<String, LedgerRow> there, LedgerEntry entry) {
        String matter = entry.message().matter();
        LedgerRow row = there.get(identity(matter, entry.key()));
        return row == null ? there.get(identity(matter, entry.formerKey())) : row;
    }

    /** With as few statements as may be: one look for all, one for a matter's last number, one for all new ones. */
    private List<LedgerRow> known(List<LedgerEntry> wanted, int digits) {
        Map<String, LedgerRow> there = byKey(wanted);
        Map<String, Integer> last = new HashMap<>();
        List<Object[]> inserts = new ArrayList<>();
        List<LedgerRow> all = new ArrayList<>();
        for (LedgerEntry entry : wanted) {
            LedgerRow row = entered(there, entry);
            if (row == null) {
                String matter = entry.message().matter();
                int ordinal = last.merge(matter, last.containsKey(matter) ? 1 : rows.next(matter), Integer::sum);
                row = entry.row(ordinal, digits, clock.instant().truncatedTo(ChronoUnit.MICROS));
                there.put(identity(matter, entry.key()), row);
                inserts.add(values(row, ordinal));
                all.add(row);
            } else {
                all.add(renamed(row, entry.subject()));
            }
        }
        if (!inserts.isEmpty()) {
            jdbc.batchUpdate(INSERT, inserts);
        }
        return all;
    }

    @Override
    public Optional<LedgerRow> find(String id) {
        return rows.one("id = ?", id);
    }

    @Override
    public Optional<LedgerRow> byMessageId(String messageId) {
        return rows.one("message_id = ?", messageId);
    }

    @Override
    public List<LedgerRow> sentSince(Instant moment) {
        return rows.some("where attempts > 0 and since >= ?", moment.atOffset(ZoneOffset.UTC));
    }

    @Override
    public LedgerRow latest(LedgerRow row) {
        return find(row.id()).orElse(row);
    }

    @Override
    public List<LedgerRow> ofMatter(String matter) {
        return rows.some("where matter = ? order by ordinal", matter);
    }

    @Override
    public List<String> keys(String matter, Message.Kind kind) {
        return jdbc.queryForList(
                "select business_key from send_ledger where matter = ? and kind = ? order by ordinal",
                String.class,
                matter,
                kind.name());
    }

    @Override
    public List<LedgerRow> all() {
        return rows.some("order by matter, ordinal");
    }

    @Override
    public List<LedgerRow> takenUp() {
        return rows.some("where state in ('LEASED', 'HANDING_OVER') order by matter, ordinal");
    }

    @Override
    public List<LedgerRow> takenUp(String matter) {
        return ofMatter(matter).stream().filter(LedgerRow::isTakenUp).toList();
    }

    @Override
    public Optional<LedgerRow> move(Transition move) {
        return moveAll(List.of(move)).get(0);
    }

    @Override
    public List<Optional<LedgerRow>> moveAll(List<Transition> moves) {
        if (moves.isEmpty()) {
            return List.of();
        }
        if (moves.stream().anyMatch(move -> move.next() == MailState.LEASED)) {
            openMarks();
        }
        try {
            return together(() -> moved(moves));
        } catch (DataAccessResourceFailureException | TransactionException e) {
            // The connection broke, perhaps after the commit: what is there already is not done again.
            return together(() -> movedOrThere(moves));
        }
    }

    private void openMarks() {
        HandoverMarks marks = marks();
        if (marks == null || marks.isOpen()) {
            return;
        }
        try {
            marks.open(new HashSet<>(jdbc.queryForList(
                    "select distinct holder from send_ledger where holder is not null", String.class)));
        } catch (IOException e) {
            throw DeliveryException.failed("delivery.evidence.unwritable", Place.file(HandoverMarks.FOLDER))
                    .causedBy(e);
        }
    }

    @Override
    public void destroy() throws IOException {
        if (beside != null) {
            beside.close();
        }
    }

    private List<Optional<LedgerRow>> movedOrThere(List<Transition> moves) {
        List<Optional<LedgerRow>> after = new ArrayList<>();
        for (Transition to : moves) {
            Optional<LedgerRow> moved = moved(List.of(to)).get(0);
            after.add(moved.isPresent() ? moved : find(to.row().id()).filter(row -> isMovedByUs(row, to)));
        }
        return after;
    }

    private boolean isMovedByUs(LedgerRow row, Transition to) {
        return row.version() == to.row().version() + 1
                && row.state() == to.next()
                && (row.holder().isEmpty() || row.holder().equals(holder));
    }

    @Override
    public Instant now() {
        if (isEmbedded()) {
            return clock.instant();
        }
        return Objects.requireNonNull(jdbc.queryForObject("select current_timestamp", OffsetDateTime.class))
                .toInstant();
    }

    @Override
    public void secure() {
        if (isEmbedded()) {
            jdbc.execute("checkpoint sync");
        }
    }

    @Override
    public @Nullable HandoverMarks marks() {
        return isEmbedded() && !self.boot().isEmpty() ? beside : null;
    }

    @Override
    public boolean forgetsUnnoticed() {
        return isEmbedded() && self.boot().isEmpty();
    }

    @Override
    public boolean mayHaveForgotten(LedgerRow row) {
        return isEmbedded() && LeaseHolder.parse(row.holder()).isOfAnotherBoot();
    }

    private List<Optional<LedgerRow>> moved(List<Transition> moves) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<LedgerRow> after = new ArrayList<>();
        List<Object[]> values = new ArrayList<>();
        for (Transition to : moves) {
            LedgerRow row = to.applied(holder, rows.zoned(to.nextAttempt()), now);
            after.add(row);
            values.add(values(to, row));
        }
        int[] changed = jdbc.batchUpdate(MOVE, values, MOVE_TYPES);
        List<Optional<LedgerRow>> all = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            all.add(changed[i] == 1 ? Optional.of(after.get(i)) : Optional.empty());
        }
        return all;
    }

    private static Object[] values(Transition to, LedgerRow after) {
        Digest mail = after.mail();
        return new @Nullable Object[] {
            after.state().name(),
            after.reason().code(),
            after.reason().detail(),
            mail == null ? null : mail.hex(),
            after.holder().isEmpty() ? null : after.holder(),
            JdbcLedgerRows.at(after.leaseUntil()),
            after.attempts(),
            JdbcLedgerRows.at(after.since()),
            JdbcLedgerRows.at(JdbcLedgerRows.micros(to.nextAttempt())),
            JdbcLedgerRows.at(after.decidedAt()),
            after.perhapsTwice(),
            after.version(),
            to.row().id(),
            to.row().version()
        };
    }

    private boolean isEmbedded() {
        Boolean known = embedded;
        if (known == null) {
            try {
                known = JdbcUtils.extractDatabaseMetaData(source, DatabaseMetaData::getDatabaseProductName)
                        .equals("H2");
            } catch (MetaDataAccessException e) {
                throw new IllegalStateException("which database is this?", e);
            }
            embedded = known;
        }
        return known;
    }

    private <T> T together(Supplier<T> work) {
        return Objects.requireNonNull(own.execute(status -> work.get()));
    }

    /** A headline may change as long as the mail has not left. */
    private LedgerRow renamed(LedgerRow row, String subject) {
        if (row.subject().equals(subject) || !row.state().isOpen()) {
            return row;
        }
        jdbc.update(
                "update send_ledger set subject = ?, version = version + 1 where id = ? and version = ?",
                subject,
                row.id(),
                row.version());
        return latest(row);
    }

    private static Object[] values(LedgerRow row, int ordinal) {
        return new Object[] {
            row.id(),
            row.matter(),
            row.businessKey(),
            ordinal,
            row.kind().name(),
            row.recipient(),
            row.name(),
            row.subject(),
            row.fileName(),
            row.messageId(),
            JdbcLedgerRows.at(row.createdAt()),
            JdbcLedgerRows.at(row.since())
        };
    }

    private static String identity(String matter, String key) {
        return matter + "\n" + key;
    }
}
