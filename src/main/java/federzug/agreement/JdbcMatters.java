package federzug.agreement;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code matter}: each accepted version a row; the one with the highest number counts. */
@Component
final class JdbcMatters implements Matters {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final SharedMailboxes sharedMailboxes;

    JdbcMatters(JdbcClient jdbc, Clock clock, SharedMailboxes sharedMailboxes) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.sharedMailboxes = sharedMailboxes;
    }

    @Override
    public Optional<StoredMatter> find(String id) {
        return latest(id).map(this::stored);
    }

    @Override
    public List<String> ids() {
        return jdbc.sql("select distinct id from matter where canonical <> '' order by id")
                .query(String.class)
                .list();
    }

    @Override
    public void forget(String id) {
        jdbc.sql("delete from matter_input where matter = ?").param(id).update();
        jdbc.sql("update matter set canonical = '', source_file = '', out_folder = '' where id = ?")
                .param(id)
                .update();
    }

    @Override
    public boolean isForgotten(String id) {
        return !jdbc.sql("select version from matter where id = ? and canonical = ''")
                .param(id)
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    @Override
    public List<Difference> differences(Matter read) {
        return latest(read.id())
                .map(row -> CanonicalDifferences.between(row.canonical(), canonical(read)))
                .orElse(List.of());
    }

    @Override
    public StoredMatter accept(Matter matter, boolean rehearsal, Path out, String by) {
        String text = canonical(matter);
        String file = matter.source().file().toAbsolutePath().normalize().toString();
        String folder = out.toAbsolutePath().normalize().toString();
        Optional<Row> before = latest(matter.id());
        if (before.isPresent()
                && before.get().rehearsal() == rehearsal
                && CanonicalDifferences.between(before.get().canonical(), text).isEmpty()) {
            Row same = before.get();
            jdbc.sql("update matter set out_folder = ?, source_file = ? where id = ? and version = ?")
                    .params(folder, file, same.id(), same.version())
                    .update();
            return stored(new Row(same.id(), same.version(), rehearsal, folder, file, same.canonical()));
        }
        CanonicalForm.readBack(text, Path.of(file));
        Row row = new Row(matter.id(), before.map(Row::version).orElse(0) + 1, rehearsal, folder, file, text);
        insert(row, by);
        return stored(row);
    }

    @Override
    public Optional<Accepted> accepted(String id) {
        return jdbc.sql("select version, read_at, accepted_by from matter where id = ?"
                        + " order by version desc fetch first 1 row only")
                .param(id)
                .query((result, number) -> new Accepted(
                        result.getInt("version"),
                        result.getObject("read_at", OffsetDateTime.class).toInstant(),
                        result.getString("accepted_by")))
                .optional();
    }

    @Override
    public Optional<String> text(String id, int version) {
        return jdbc.sql("select id, version, rehearsal, out_folder, source_file, canonical from matter"
                        + " where id = ? and version = ?")
                .params(id, version)
                .query(JdbcMatters::row)
                .optional()
                .map(row -> kept(row).canonical());
    }

    @Override
    public String dataFor(String id, String newId) {
        Row row = latest(id).orElseThrow(() -> new IllegalArgumentException("no matter " + id));
        String text = row.canonical().replaceFirst("(?m)^kennung: .*$", "kennung: " + newId.replaceAll("[\\\\$]", ""));
        CanonicalForm.readBack(text, Path.of(row.file()));
        return text;
    }

    @Override
    public List<StoredMatter> readableVersions(String id) {
        return versions(id).stream()
                .filter(row -> CanonicalForm.isReadable(row.canonical(), Path.of(row.file())))
                .map(this::stored)
                .toList();
    }

    @Override
    public StoredMatter goBackTo(String id, int version) {
        List<Row> versions = versions(id);
        Row old = versions.stream()
                .filter(row -> row.version() == version)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no version " + version + " of " + id));
        CanonicalForm.readBack(old.canonical(), Path.of(old.file()));
        Row row = new Row(id, versions.get(0).version() + 1, old.rehearsal(), old.out(), old.file(), old.canonical());
        insert(row, "");
        return stored(row);
    }

    private List<Row> versions(String id) {
        return jdbc.sql("select id, version, rehearsal, out_folder, source_file, canonical from matter"
                        + " where id = ? order by version desc")
                .param(id)
                .query(JdbcMatters::row)
                .list();
    }

    @Override
    public Matter replacing(String id, String agreement, String person, By by) {
        // From the text as accepted: the shared mailbox register is no part of it.
        Row row = latest(id).orElseThrow(() -> new IllegalArgumentException("no matter " + id));
        Path file = Path.of(row.file());
        Matter changed = Replacement.in(CanonicalForm.read(row.canonical(), file), agreement, person, by);
        CanonicalForm.readBack(canonical(changed), file);
        return changed;
    }

    /** The primary key decides between two processes that accept the same matter at the same time. */
    private void insert(Row row, String by) {
        try {
            jdbc.sql("insert into matter (id, version, rehearsal, out_folder, source_file, canonical, digest, read_at,"
                            + " accepted_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            row.id(),
                            row.version(),
                            row.rehearsal(),
                            row.out(),
                            row.file(),
                            row.canonical(),
                            digest(row.canonical()),
                            OffsetDateTime.now(clock),
                            by)
                    .update();
        } catch (DuplicateKeyException e) {
            Notice notice = Notice.error("agreement.matter.changed-meanwhile", Place.NOWHERE, row.id());
            throw new AgreementException(Kind.INPUT, List.of(notice)).causedBy(e);
        }
    }

    private Optional<Row> latest(String id) {
        return jdbc.sql("select id, version, rehearsal, out_folder, source_file, canonical from matter"
                        + " where id = ? order by version desc fetch first 1 row only")
                .param(id)
                .query(JdbcMatters::row)
                .optional()
                .map(JdbcMatters::kept);
    }

    /** Deleted data are no matter that could be read, accepted again or continued. */
    private static Row kept(Row row) {
        if (row.canonical().isEmpty()) {
            Notice notice = Notice.error("agreement.matter.forgotten", Place.NOWHERE, row.id());
            throw new AgreementException(Kind.INPUT, List.of(notice));
        }
        return row;
    }

    private StoredMatter stored(Row row) {
        Matter matter = CanonicalForm.read(row.canonical(), Path.of(row.file()));
        Problems problems = new Problems();
        List<Mailbox> shared = sharedMailboxes.read(problems);
        if (problems.hasErrors()) {
            throw new AgreementException(Kind.INPUT, problems.notices());
        }
        return new StoredMatter(
                sharedMailboxes.addedTo(matter, shared), row.version(), row.rehearsal(), Path.of(row.out()));
    }

    /** A matter that was read has its text, without the shared register; one that was built has not. */
    private static String canonical(Matter matter) {
        String text = matter.source().text();
        return text.isEmpty() ? CanonicalForm.write(matter) : text;
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Row row(ResultSet result, int number) throws SQLException {
        return new Row(
                result.getString("id"),
                result.getInt("version"),
                result.getBoolean("rehearsal"),
                result.getString("out_folder"),
                result.getString("source_file"),
                result.getString("canonical"));
    }

    private record Row(String id, int version, boolean rehearsal, String out, String file, String canonical) {}
}
