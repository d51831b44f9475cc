package federzug.delivery;

import federzug.delivery.LedgerRow.Reason;
import federzug.document.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The send ledger. Each move is a commit of its own, also inside somebody else's transaction. */
@Component
class JdbcSendLedger {
    private static final int TRIES = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;
    private final String self = Holder.current().toString();

    JdbcSendLedger(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * The row of this mail, made if there is none. Two processes that make it at once get the same one.
     *
     * @param subject as it will be sent
     * @param domain right side of the Message-ID (RFC 5322, 3.6.4)
     */
    LedgerRow entry(Message message, boolean rehearsal, String subject, String domain) {
        // Mails of the rehearsal don't count when the same matter is signed in earnest.
        String key = (rehearsal ? "probe/" : "") + message.businessKey();
        for (int i = 0; i < TRIES; i++) {
            Optional<LedgerRow> there = one("matter = ? and business_key = ?", message.matter(), key);
            if (there.isPresent()) {
                return renamed(there.get(), subject);
            }
            try {
                own.executeWithoutResult(status -> insert(message, key, subject, domain));
            } catch (DuplicateKeyException e) {
                // Somebody else was quicker with this mail or with this number: look again.
            }
        }
        throw new IllegalStateException("send_ledger: no number to be had for " + message.matter());
    }

    Optional<LedgerRow> find(String id) {
        return one("id = ?", id);
    }

    List<LedgerRow> ofMatter(String matter) {
        return jdbc.sql("select * from send_ledger where matter = ? order by ordinal")
                .param(matter)
                .query(this::row)
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

    /** Takes a mail up for this process. */
    Optional<LedgerRow> lease(LedgerRow row, Duration length, Digest mail) {
        return move(
                row,
                new Move(MailState.LEASED, Reason.NONE, mail, clock.instant().plus(length), null, false));
    }

    /** Moves a mail on, and keeps the lease if it stays in this process's hands. */
    Optional<LedgerRow> move(LedgerRow row, MailState next, Reason reason, @Nullable Digest mail) {
        Instant lease = next == MailState.HANDING_OVER ? row.leaseUntil() : null;
        return move(row, new Move(next, reason, mail, lease, null, false));
    }

    /** Puts a mail off; null: until the next call. */
    Optional<LedgerRow> defer(LedgerRow row, Reason reason, @Nullable Digest mail, @Nullable Instant nextAttempt) {
        return move(row, new Move(MailState.DEFERRED, reason, mail, null, nextAttempt, false));
    }

    /** Moves a mail on because a person has decided so. */
    Optional<LedgerRow> decide(LedgerRow row, MailState next, Reason reason) {
        return move(row, new Move(next, reason, row.mail(), null, null, true));
    }

    private record Move(
            MailState next,
            Reason reason,
            @Nullable Digest mail,
            @Nullable Instant leaseUntil,
            @Nullable Instant nextAttempt,
            boolean decided) {}

    /**
     * @return the row afterwards, or empty if somebody else has moved it meanwhile
     */
    private Optional<LedgerRow> move(LedgerRow row, Move to) {
        if (!row.state().mayBecome(to.next())) {
            throw new IllegalStateException(row.state() + " never becomes " + to.next());
        }
        Instant now = clock.instant();
        Integer changed = own.execute(status -> jdbc.sql("""
                        update send_ledger set state = ?, reason = ?, detail = ?, content_digest = ?, holder = ?,
                            lease_until = ?, attempts = ?, since = ?, next_attempt_at = ?, decided_at = ?,
                            version = version + 1
                        where id = ? and version = ?
                        """)
                .param(to.next().name())
                .param(to.reason().code())
                .param(to.reason().detail())
                .param(to.mail() == null ? null : to.mail().hex())
                .param(to.leaseUntil() == null ? null : self)
                .param(at(to.leaseUntil()))
                .param(row.attempts() + (to.next() == MailState.LEASED ? 1 : 0))
                .param(at(now))
                .param(at(to.nextAttempt()))
                .param(at(to.decided() ? now : row.decidedAt()))
                .param(row.id())
                .param(row.version())
                .update());
        return changed != null && changed == 1 ? find(row.id()) : Optional.empty();
    }

    /** A headline may change as long as the mail has not left. */
    private LedgerRow renamed(LedgerRow row, String subject) {
        if (row.subject().equals(subject) || !row.state().isOpen()) {
            return row;
        }
        own.executeWithoutResult(status -> jdbc.sql(
                        "update send_ledger set subject = ?, version = version + 1 where id = ? and version = ?")
                .param(subject)
                .param(row.id())
                .param(row.version())
                .update());
        return find(row.id()).orElse(row);
    }

    private void insert(Message message, String key, String subject, String domain) {
        int ordinal = jdbc.sql("select coalesce(max(ordinal), 0) + 1 from send_ledger where matter = ?")
                .param(message.matter())
                .query(Integer.class)
                .single();
        // The date is part of the Message-ID: a rehearsal repeated in a fresh home must not be dropped as a duplicate.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String identity = message.matter() + "\n" + key;
        jdbc.sql("""
                        insert into send_ledger (id, matter, business_key, ordinal, kind, recipient, name, subject,
                            file_name, message_id, state, attempts, created_at, since, version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', 0, ?, ?, 0)
                        """)
                .param(digest(identity).substring(0, 10))
                .param(message.matter())
                .param(key)
                .param(ordinal)
                .param(message.kind().name())
                .param(message.to().address())
                .param(message.to().name())
                .param(subject)
                .param(Outbox.fileName(ordinal, message.to().key()))
                .param("<" + digest(identity + "\n" + now).substring(0, 32) + "@" + domain + ">")
                .param(at(now))
                .param(at(now))
                .update();
    }

    private Optional<LedgerRow> one(String where, Object... values) {
        return jdbc.sql("select * from send_ledger where " + where)
                .params(List.of(values))
                .query(this::row)
                .optional();
    }

    private LedgerRow row(ResultSet rs, int number) throws SQLException {
        String mail = rs.getString("content_digest");
        OffsetDateTime next = rs.getObject("next_attempt_at", OffsetDateTime.class);
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
                rs.getObject("lease_until", OffsetDateTime.class) == null ? null : instant(rs, "lease_until"),
                instant(rs, "created_at"),
                instant(rs, "since"),
                next == null ? null : next.atZoneSameInstant(clock.getZone()),
                rs.getObject("decided_at", OffsetDateTime.class) == null ? null : instant(rs, "decided_at"),
                rs.getLong("version"));
    }

    private static String text(ResultSet rs, String column) throws SQLException {
        String value = rs.getString(column);
        return value == null ? "" : value;
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hex();
    }
}
