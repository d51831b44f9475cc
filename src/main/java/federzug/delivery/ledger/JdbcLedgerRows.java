package federzug.delivery.ledger;

import federzug.delivery.MailState;
import federzug.delivery.Message;
import federzug.delivery.ledger.LedgerRow.Reason;
import federzug.document.Digest;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads rows of the send ledger. */
final class JdbcLedgerRows {
    private final JdbcTemplate jdbc;
    private final Clock clock;

    JdbcLedgerRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<LedgerRow> one(String where, Object... values) {
        return some("where " + where, values).stream().findFirst();
    }

    /** @param rest of the statement, from {@code where} on */
    List<LedgerRow> some(String rest, Object... values) {
        return jdbc.query("select * from send_ledger " + rest, this::row, values);
    }

    /**
     * Those of these mails that have a row; also one that was made under a former key.
     *
     * @param entries at least one
     */
    List<LedgerRow> ofEntries(List<LedgerEntry> entries) {
        List<Object> keys = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            keys.add(entry.message().matter());
            keys.add(entry.key());
            if (!entry.formerKey().equals(entry.key())) {
                keys.add(entry.message().matter());
                keys.add(entry.formerKey());
            }
        }
        // With both columns together the index finds each row; otherwise all of the matter would be looked at.
        String pairs = String.join(", ", Collections.nCopies(keys.size() / 2, "(?, ?)"));
        return some("where (matter, business_key) in (" + pairs + ")", keys.toArray());
    }

    /** The number of a matter's next mail. */
    int next(String matter) {
        // Both columns in the order, so that the index gives the last one without reading the others.
        return 1
                + jdbc
                        .queryForList(
                                "select ordinal from send_ledger where matter = ?"
                                        + " order by matter desc, ordinal desc fetch first row only",
                                Integer.class,
                                matter)
                        .stream()
                        .findFirst()
                        .orElse(0);
    }

    private LedgerRow row(ResultSet rs, int number) throws SQLException {
        String mail = rs.getString("content_digest");
        return new LedgerRow(
                rs.getString("id"),
                rs.getString("matter"),
                rs.getString("business_key"),
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
                rs.getBoolean("perhaps_twice"),
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

    @Nullable
    ZonedDateTime zoned(@Nullable Instant instant) {
        Instant kept = micros(instant);
        return kept == null ? null : kept.atZone(clock.getZone());
    }

    /** What the columns keep. */
    static @Nullable Instant micros(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
