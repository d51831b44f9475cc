package federzug.release;

import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code press_seal}. */
@Component
class JdbcPressSeals implements PressSeals {
    private final JdbcClient jdbc;

    JdbcPressSeals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<PressSeal> find(String matter, Digest pdf) {
        return jdbc.sql("select * from press_seal where matter = ? and pdf = ?")
                .params(matter, pdf.hex())
                .query(JdbcPressSeals::seal)
                .optional();
    }

    @Override
    public List<PressSeal> finished() {
        return jdbc.sql("select * from press_seal where sealed is not null order by matter, at")
                .query(JdbcPressSeals::seal)
                .list();
    }

    @Override
    public PressSeal keep(PressSeal seal) {
        boolean known = write("""
                update press_seal set signed = ?, sealed = ?, trouble = ?, at = ?
                where matter = ? and pdf = ? and pdf_size = ? and sealed is null
                """, seal) > 0;
        if (!known && find(seal.matter(), seal.pdf()).isEmpty()) {
            try {
                write("""
                        insert into press_seal (signed, sealed, trouble, at, matter, pdf, pdf_size)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """, seal);
            } catch (DuplicateKeyException e) {
                throw ReleaseException.failed("release.store.changed-meanwhile", Place.NOWHERE, seal.matter())
                        .causedBy(e);
            }
        }
        return find(seal.matter(), seal.pdf()).orElseThrow();
    }

    /** @param sql with the columns that change as parameters, then matter, PDF and its size */
    private int write(String sql, PressSeal seal) {
        return jdbc.sql(sql)
                .param(hex(seal.signed()))
                .param(hex(seal.sealed()))
                .param(line(seal.trouble()))
                .param(seal.at().atOffset(ZoneOffset.UTC))
                .param(seal.matter())
                .param(seal.pdf().hex())
                .param(seal.size())
                .update();
    }

    private static PressSeal seal(ResultSet rs, int row) throws SQLException {
        return new PressSeal(
                rs.getString("matter"),
                new Digest(rs.getString("pdf")),
                rs.getLong("pdf_size"),
                digest(rs.getString("signed")),
                digest(rs.getString("sealed")),
                notice(rs.getString("trouble")),
                rs.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable String hex(@Nullable Digest digest) {
        return digest == null ? null : digest.hex();
    }

    private static @Nullable Digest digest(@Nullable String hex) {
        return hex == null ? null : new Digest(hex);
    }

    /** Code and arguments, which hold neither tabs nor line breaks. */
    private static @Nullable String line(@Nullable Notice notice) {
        return notice == null
                ? null
                : Stream.concat(Stream.of(notice.code()), notice.arguments().stream())
                        .map(part -> String.valueOf(part).replaceAll("\\s+", " "))
                        .collect(Collectors.joining("\t"));
    }

    private static @Nullable Notice notice(@Nullable String line) {
        if (line == null) {
            return null;
        }
        String[] parts = line.split("\t", -1);
        return Notice.warning(parts[0], Place.NOWHERE, (Object[]) Arrays.copyOfRange(parts, 1, parts.length));
    }
}
