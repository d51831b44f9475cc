package federzug.ceremony;

import federzug.agreement.Agreement;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SignatureField;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Restores a ceremony whose row or turns cannot be read from its journal, its documents and the data. */
final class JdbcCeremonyRepair {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final JdbcClient jdbc;
    private final JdbcJournal journal;
    private final JdbcSessions sessions;
    private final DocumentStore documents;

    JdbcCeremonyRepair(JdbcClient jdbc, JdbcJournal journal, JdbcSessions sessions, DocumentStore documents) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.sessions = sessions;
        this.documents = documents;
    }

    /** What the journal does not say, as far as the row still says it. */
    private record Row(int version, boolean rehearsal, int matterVersion, String draft, int pages) {}

    /** The ways and the deadline of one person, which may have been changed since the data were read. */
    private record Ways(
            String device, String fallback, @Nullable LocalDateTime deadline) {}

    Ceremony workedOut(String matter, String agreement, List<StoredMatter> accepted) {
        List<JournalEntry> entries = journal.entries(matter, agreement);
        requireWhole(matter, agreement, entries);
        JournalReplay replay = JournalReplay.of(matter, agreement, entries, documents);
        PreparedPdf prepared = replay.prepared();
        Row row = row(matter, agreement);
        StoredMatter data = data(accepted, agreement, prepared, row)
                .orElseThrow(() -> CeremonyException.failed("ceremony.repair.persons", Place.file(matter), agreement));
        Map<String, Ways> ways = ways(matter, agreement);
        boolean session = sessions.find(matter, agreement).isPresent();
        List<Turn> turns = signatories(data, agreement).stream()
                .map(Turn::of)
                .map(turn -> withWays(turn, ways.get(turn.person()), replay))
                .map(turn -> replay.turn(turn, session))
                .toList();
        Digest draft = DIGEST.matcher(row.draft()).matches()
                ? new Digest(row.draft())
                : prepared.content().digest();
        return new Ceremony(
                matter,
                agreement,
                row.version(),
                row.rehearsal(),
                new Basis(data.version(), draft, row.pages()),
                prepared,
                turns,
                replay.state(),
                replay.reached());
    }

    /** A journal from which something is missing proves nothing. Where its end cannot be read, the last entry is. */
    private void requireWhole(String matter, String agreement, List<JournalEntry> entries) {
        JdbcJournal.End last = entries.isEmpty()
                ? JdbcJournal.End.NONE
                : new JdbcJournal.End(
                        entries.get(entries.size() - 1).entry(),
                        entries.get(entries.size() - 1).hash());
        String hash = jdbc.sql("select journal_hash from ceremony where matter = :matter and agreement = :agreement")
                .param("matter", matter)
                .param("agreement", agreement)
                .query(String.class)
                .single();
        if (!DIGEST.matcher(hash).matches()) {
            jdbc.sql("update ceremony set journal_entries = :entries, journal_hash = :hash"
                            + " where matter = :matter and agreement = :agreement")
                    .param("entries", last.entries())
                    .param("hash", last.hash().hex())
                    .param("matter", matter)
                    .param("agreement", agreement)
                    .update();
        }
        JdbcJournal.End end = jdbc.sql("select journal_entries, journal_hash from ceremony"
                        + " where matter = :matter and agreement = :agreement")
                .param("matter", matter)
                .param("agreement", agreement)
                .query((found, number) -> new JdbcJournal.End(
                        found.getInt("journal_entries"), new Digest(found.getString("journal_hash"))))
                .single();
        List<Notice> gaps = journal.audit(matter, agreement, end);
        if (!gaps.isEmpty()) {
            throw new CeremonyException(
                    Kind.FAILURE,
                    gaps.stream().map(gap -> gap.placedAt(Place.file(matter))).toList());
        }
    }

    private Row row(String matter, String agreement) {
        return jdbc.sql("select version, rehearsal, matter_version, draft, pages from ceremony"
                        + " where matter = :matter and agreement = :agreement")
                .param("matter", matter)
                .param("agreement", agreement)
                .query((row, number) -> new Row(
                        row.getInt("version"),
                        row.getBoolean("rehearsal"),
                        row.getInt("matter_version"),
                        row.getString("draft"),
                        row.getInt("pages")))
                .single();
    }

    private Map<String, Ways> ways(String matter, String agreement) {
        Map<String, Ways> ways = new HashMap<>();
        jdbc.sql("select person, device, fallback, deadline from turn"
                        + " where matter = :matter and agreement = :agreement")
                .param("matter", matter)
                .param("agreement", agreement)
                .query(row -> {
                    Ways one = new Ways(
                            row.getString("device"),
                            row.getString("fallback"),
                            row.getObject("deadline", LocalDateTime.class));
                    ways.put(row.getString("person"), one);
                });
        return ways;
    }

    private static Turn withWays(Turn turn, @Nullable Ways ways, JournalReplay replay) {
        if (ways == null) {
            return replay.isSwitched(turn.person()) ? turn.byFallback() : turn;
        }
        return new Turn(
                turn.person(),
                turn.name(),
                turn.office(),
                turn.step(),
                ways.device(),
                ways.fallback(),
                ways.deadline(),
                turn.state(),
                turn.since(),
                turn.ownField());
    }

    /** The version on which the row says it rests, else the newest with exactly the persons of the document. */
    private static Optional<StoredMatter> data(
            List<StoredMatter> accepted, String agreement, PreparedPdf prepared, Row row) {
        Set<String> persons =
                prepared.fields().stream().map(SignatureField::person).collect(Collectors.toSet());
        List<StoredMatter> fitting = accepted.stream()
                .filter(one -> signatories(one, agreement).stream()
                        .map(signatory -> signatory.person().key())
                        .collect(Collectors.toSet())
                        .equals(persons))
                .toList();
        return fitting.stream()
                .filter(one -> one.version() == row.matterVersion())
                .findFirst()
                .or(() -> fitting.stream().findFirst());
    }

    private static List<Signatory> signatories(StoredMatter data, String agreement) {
        return data.matter().agreement(agreement).map(Agreement::signatories).orElse(List.of());
    }
}
