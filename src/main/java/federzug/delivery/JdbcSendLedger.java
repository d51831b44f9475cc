package federzug.delivery;

import federzug.delivery.LedgerRow.Reason;
import federzug.document.Digest;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
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
class JdbcSendLedger {
    private static final int TRIES = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;
    private final @Nullable DataSource source;
    private final LeaseHolder self = LeaseHolder.current();
    private volatile @Nullable Boolean embedded;

    JdbcSendLedger(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.source = transactions instanceof ResourceTransactionManager bound
                        && bound.getResourceFactory() instanceof DataSource bySource
                ? bySource
                : null;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * A mail that is to have a row.
     *
     * @param subject as it will be sent
     * @param domain right side of the Message-ID (RFC 5322, 3.6.4)
     */
    record Entry(Message message, boolean rehearsal, String subject, String domain) {
        static final String REHEARSAL = "probe/";

        /** Mails of the rehearsal don't count when the same matter is signed for real. */
        String key() {
            return (rehearsal ? REHEARSAL : "") + message.businessKey();
        }

        String formerKey() {
            return (rehearsal ? REHEARSAL : "") + message.formerKey();
        }
    }

    /** The rows of these mails, made if there are none. Two processes that make one at once get the same one. */
    List<LedgerRow> entries(List<Entry> wanted) {
        for (int i = 0; i < TRIES; i++) {
            try {
                return together(() -> known(wanted));
            } catch (DuplicateKeyException e) {
                // Another process inserted one of these mails or numbers first: read again.
            }
        }
        throw new IllegalStateException("send_ledger: no number to be had");
    }

    /** Empty if this mail has never been written. */
    Optional<LedgerRow> find(Entry entry) {
        Optional<LedgerRow> row =
                one("matter = ? and business_key = ?", entry.message().matter(), entry.key());
        return row.isPresent() || entry.key().equals(entry.formerKey())
                ? row
                : one("matter = ? and business_key = ?", entry.message().matter(), entry.formerKey());
    }

    /** With as few statements as may be: one look for all of a matter, and one for its last number. */
    private List<LedgerRow> known(List<Entry> wanted) {
        Map<String, LedgerRow> there = new HashMap<>();
        Map<String, Integer> last = new HashMap<>();
        wanted.stream()
                .collect(Collectors.groupingBy(entry -> entry.message().matter()))
                .forEach((matter, some) -> there.putAll(byKeys(matter, some)));
        List<LedgerRow> rows = new ArrayList<>();
        for (Entry entry : wanted) {
            String matter = entry.message().matter();
            LedgerRow row = there.get(matter + "\n" + entry.key());
            if (row == null) {
                row = there.get(matter + "\n" + entry.formerKey());
            }
            if (row == null) {
                row = insert(entry, last.merge(matter, last.containsKey(matter) ? 1 : next(matter), Integer::sum));
                there.put(matter + "\n" + entry.key(), row);
                rows.add(row);
            } else {
                rows.add(renamed(row, entry.subject()));
            }
        }
        return rows;
    }

    private Map<String, LedgerRow> byKeys(String matter, List<Entry> entries) {
        List<String> keys = entries.stream()
                .flatMap(entry -> Stream.of(entry.key(), entry.formerKey()))
                .distinct()
                .toList();
        List<Object> values = new ArrayList<>();
        values.add(matter);
        values.addAll(keys);
        Map<String, LedgerRow> rows = new HashMap<>();
        jdbc.sql("select * from send_ledger where matter = ? and business_key in ("
                        + String.join(", ", Collections.nCopies(keys.size(), "?")) + ")")
                .params(values)
                .query(rs -> {
                    rows.put(matter + "\n" + rs.getString("business_key"), row(rs, 0));
                });
        return rows;
    }

    private int next(String matter) {
        return jdbc.sql("select coalesce(max(ordinal), 0) + 1 from send_ledger where matter = ?")
                .param(matter)
                .query(Integer.class)
                .single();
    }

    Optional<LedgerRow> find(String id) {
        return one("id = ?", id);
    }

    /** @param messageId with angle brackets */
    Optional<LedgerRow> byMessageId(String messageId) {
        return one("message_id = ?", messageId);
    }

    List<LedgerRow> sentSince(Instant moment) {
        return jdbc.sql("select * from send_ledger where attempts > 0 and since >= ?")
                .param(at(moment))
                .query(this::row)
                .list();
    }

    /** The row as it is by now. */
    LedgerRow latest(LedgerRow row) {
        return find(row.id()).orElse(row);
    }

    List<LedgerRow> ofMatter(String matter) {
        return jdbc.sql("select * from send_ledger where matter = ? order by ordinal")
                .param(matter)
                .query(this::row)
                .list();
    }

    /** Under which keys the mails of a kind are known, in the order of their numbers. */
    List<String> keys(String matter, Message.Kind kind) {
        return jdbc.sql("select business_key from send_ledger where matter = ? and kind = ? order by ordinal")
                .param(matter)
                .param(kind.name())
                .query(String.class)
                .list();
    }

    List<LedgerRow> all() {
        return jdbc.sql("select * from send_ledger order by matter, ordinal")
                .query(this::row)
                .list();
    }

    List<LedgerRow> takenUp() {
        return jdbc.sql("select * from send_ledger where state in ('LEASED', 'HANDING_OVER') order by matter, ordinal")
                .query(this::row)
                .list();
    }

    List<LedgerRow> takenUp(String matter) {
        return ofMatter(matter).stream().filter(LedgerRow::isTakenUp).toList();
    }

    /**
     * @return the row afterwards, or empty if it was changed meanwhile
     */
    Optional<LedgerRow> move(Transition move) {
        return moveAll(List.of(move)).get(0);
    }

    /** Several moves in one commit; each counts for itself. */
    List<Optional<LedgerRow>> moveAll(List<Transition> moves) {
        if (moves.isEmpty()) {
            return List.of();
        }
        try {
            return together(() -> moves.stream().map(this::moved).toList());
        } catch (DataAccessResourceFailureException | TransactionException e) {
            // The connection broke, perhaps after the commit: what is there already is not done again.
            return together(() -> moves.stream().map(this::movedOrThere).toList());
        }
    }

    private Optional<LedgerRow> movedOrThere(Transition to) {
        Optional<LedgerRow> after = moved(to);
        return after.isPresent() ? after : find(to.row().id()).filter(row -> isMovedByUs(row, to));
    }

    private boolean isMovedByUs(LedgerRow row, Transition to) {
        return row.version() == to.row().version() + 1
                && row.state() == to.next()
                && (row.holder().isEmpty() || row.holder().equals(self.toString()));
    }

    /**
     * Makes durable what has been committed, also against a power cut: the embedded database writes at every commit,
     * but
     * leaves it to the operating system when the disk has it. PostgreSQL has made it durable already.
     */
    void secure() {
        if (isEmbedded()) {
            jdbc.sql("checkpoint sync").update();
        }
    }

    /** Whether commits were lost in a machine stop is unknown: each must be flushed before it counts. */
    boolean forgetsUnnoticed() {
        return isEmbedded() && self.boot().isEmpty();
    }

    /** Taken up before the machine stopped: whether it was handed over since may have been forgotten. */
    boolean mayHaveForgotten(LedgerRow row) {
        return isEmbedded() && LeaseHolder.parse(row.holder()).isOfAnotherBoot();
    }

    private Optional<LedgerRow> moved(Transition to) {
        LedgerRow row = to.row();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LedgerRow after = new LedgerRow(
                row.id(),
                row.matter(),
                row.kind(),
                row.recipient(),
                row.name(),
                row.subject(),
                row.fileName(),
                row.messageId(),
                to.next(),
                to.reason(),
                to.mail(),
                row.attempts() + (to.next() == MailState.LEASED ? 1 : 0),
                to.leaseUntil() == null ? "" : self.toString(),
                micros(to.leaseUntil()),
                row.createdAt(),
                now,
                zoned(to.nextAttempt()),
                to.decided() ? now : row.decidedAt(),
                row.version() + 1);
        int changed = jdbc.sql("""
            update send_ledger set state = ?, reason = ?, detail = ?, content_digest = ?, holder = ?,
                lease_until = ?, attempts = ?, since = ?, next_attempt_at = ?, decided_at = ?, version = ?
            where id = ? and version = ?
            """)
                .param(after.state().name())
                .param(after.reason().code())
                .param(after.reason().detail())
                .param(after.mail() == null ? null : after.mail().hex())
                .param(after.holder().isEmpty() ? null : after.holder())
                .param(at(after.leaseUntil()))
                .param(after.attempts())
                .param(at(now))
                .param(at(micros(to.nextAttempt())))
                .param(at(after.decidedAt()))
                .param(after.version())
                .param(row.id())
                .param(row.version())
                .update();
        return changed == 1 ? Optional.of(after) : Optional.empty();
    }

    private boolean isEmbedded() {
        Boolean known = embedded;
        if (known == null) {
            try {
                known = source != null
                        && JdbcUtils.extractDatabaseMetaData(source, DatabaseMetaData::getDatabaseProductName)
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
        jdbc.sql("update send_ledger set subject = ?, version = version + 1 where id = ? and version = ?")
                .param(subject)
                .param(row.id())
                .param(row.version())
                .update();
        return latest(row);
    }

    private LedgerRow insert(Entry entry, int ordinal) {
        Message message = entry.message();
        // The date is part of the Message-ID: a rehearsal repeated in a fresh home must not be dropped as a duplicate.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String identity = message.matter() + "\n" + entry.key();
        LedgerRow row = new LedgerRow(
                digest(identity).substring(0, 10),
                message.matter(),
                message.kind(),
                message.to().address(),
                message.to().name(),
                entry.subject(),
                Outbox.fileName(ordinal, message.to().key()),
                "<" + digest(identity + "\n" + now).substring(0, 32) + "@" + entry.domain() + ">",
                MailState.PENDING,
                Reason.NONE,
                null,
                0,
                "",
                null,
                now,
                now,
                null,
                null,
                0);
        jdbc.sql("""
            insert into send_ledger (id, matter, business_key, ordinal, kind, recipient, name, subject,
                file_name, message_id, state, attempts, created_at, since, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', 0, ?, ?, 0)
            """)
                .param(row.id())
                .param(row.matter())
                .param(entry.key())
                .param(ordinal)
                .param(row.kind().name())
                .param(row.recipient())
                .param(row.name())
                .param(row.subject())
                .param(row.fileName())
                .param(row.messageId())
                .param(at(now))
                .param(at(now))
                .update();
        return row;
    }

    private Optional<LedgerRow> one(String where, Object... values) {
        return jdbc.sql("select * from send_ledger where " + where)
                .params(List.of(values))
                .query(this::row)
                .optional();
    }

    private LedgerRow row(ResultSet rs, int number) throws SQLException {
        String mail = rs.getString("content_digest");
        return new LedgerRow(
                rs.getString("id"),
                rs.getString("matter"),
                Message.Kind.valueOf(rs.getString("kind")),
                rs.getString("recipient"),
                rs.getString("name"),
                rs.getString("subject"),
                rs.getString("file_name"),
                rs.getString("message_id"),
                MailState.valueOf(rs.getString("state")),
                new Reason(text(rs, "reason"), text(rs, "detail")),
                mail == null ? null : new Digest(mail),
                rs.getInt("attempts"),
                text(rs, "holder"),
                perhaps(rs, "lease_until"),
                instant(rs, "created_at"),
                instant(rs, "since"),
                zoned(perhaps(rs, "next_attempt_at")),
                perhaps(rs, "decided_at"),
                rs.getLong("version"));
    }

    private static String text(ResultSet rs, String column) throws SQLException {
        String value = rs.getString(column);
        return value == null ? "" : value;
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant perhaps(ResultSet rs, String column) throws SQLException {
        OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private @Nullable ZonedDateTime zoned(@Nullable Instant instant) {
        Instant kept = micros(instant);
        return kept == null ? null : kept.atZone(clock.getZone());
    }

    /** What the column keeps. */
    private static @Nullable Instant micros(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hex();
    }
}
