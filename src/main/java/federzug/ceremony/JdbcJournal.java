package federzug.ceremony;

import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The append-only journal. Each entry's hash covers the entry before it, and the ceremony's row holds the end. */
class JdbcJournal {
    private final JdbcClient jdbc;

    JdbcJournal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the journal ends; kept apart, so that entries cut off at the end are noticed too. */
    record End(int entries, Digest hash) {
        static final End NONE = new End(0, JournalEntry.BEGINNING);
    }

    End append(Ceremony ceremony, End end, List<CeremonyEvent> events, Acting acting, Instant at) {
        End next = end;
        for (CeremonyEvent event : events) {
            JournalEntry entry = JournalEntry.following(
                    next.entries() + 1, next.hash(), ceremony.matter(), ceremony.agreement(), event, acting, at);
            insert(ceremony, entry);
            next = new End(entry.entry(), entry.hash());
        }
        return next;
    }

    List<JournalEntry> entries(String matter, String agreement) {
        return jdbc.sql("select * from ceremony_journal where matter = :matter and agreement = :agreement"
                        + " order by entry")
                .param("matter", matter)
                .param("agreement", agreement)
                .query((row, number) -> new JournalEntry(
                        row.getInt("entry"),
                        JdbcCeremonies.instant(row, "happened_at"),
                        row.getString("event"),
                        row.getString("person"),
                        row.getString("actor"),
                        through(row.getString("through")),
                        row.getString("reason"),
                        new Digest(row.getString("reason_digest")),
                        digest(row, "digest_before"),
                        digest(row, "digest_after"),
                        digest(row, "verdict"),
                        new Digest(row.getString("previous")),
                        new Digest(row.getString("hash"))))
                .list();
    }

    List<Notice> audit(String matter, String agreement, End end) {
        List<Notice> found = new ArrayList<>();
        End reached = End.NONE;
        for (JournalEntry entry : entries(matter, agreement)) {
            if (entry.entry() != reached.entries() + 1 || !entry.previous().equals(reached.hash())) {
                found.add(Notice.error("ceremony.journal.gap", Place.NOWHERE, agreement, entry.entry()));
            }
            if (!entry.isIntact(matter, agreement)) {
                found.add(Notice.error("ceremony.journal.changed", Place.NOWHERE, agreement, entry.entry()));
            }
            reached = new End(entry.entry(), entry.hash());
        }
        if (!reached.equals(end)) {
            found.add(Notice.error("ceremony.journal.end", Place.NOWHERE, agreement, reached.entries(), end.entries()));
        }
        return found;
    }

    private void insert(Ceremony ceremony, JournalEntry entry) {
        jdbc.sql(
                        "insert into ceremony_journal (matter, agreement, entry, happened_at, event, person, actor, through, reason,"
                                + " reason_digest, digest_before, digest_after, verdict, previous, hash) values (:matter,"
                                + " :agreement, :entry, :at, :event, :person, :actor, :through, :reason, :reasonDigest, :before,"
                                + " :after, :verdict, :previous, :hash)")
                .param("matter", ceremony.matter())
                .param("agreement", ceremony.agreement())
                .param("entry", entry.entry())
                .param("at", JdbcCeremonies.utc(entry.at()))
                .param("event", entry.event())
                .param("person", entry.person())
                .param("actor", entry.actor())
                .param(
                        "through",
                        entry.through() == null ? null : entry.through().name())
                .param("reason", entry.reason())
                .param("reasonDigest", entry.reasonDigest().hex())
                .param("before", hex(entry.before()))
                .param("after", hex(entry.after()))
                .param("verdict", hex(entry.verdict()))
                .param("previous", entry.previous().hex())
                .param("hash", entry.hash().hex())
                .update();
    }

    private static Acting.@Nullable Through through(@Nullable String name) {
        return name == null ? null : Acting.Through.valueOf(name);
    }

    private static @Nullable String hex(@Nullable Digest digest) {
        return digest == null ? null : digest.hex();
    }

    private static @Nullable Digest digest(ResultSet row, String column) throws SQLException {
        String hex = row.getString(column);
        return hex == null ? null : new Digest(hex);
    }
}
