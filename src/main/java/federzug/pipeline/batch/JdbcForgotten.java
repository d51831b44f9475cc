package federzug.pipeline.batch;

import federzug.pipeline.ForgottenRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code forgotten}. */
@Component
class JdbcForgotten implements ForgottenRecords {
    private final JdbcClient jdbc;

    JdbcForgotten(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Forgotten> all() {
        return jdbc.sql("select matter, kind, begun_by, begun_at, done_at from forgotten order by matter, kind")
                .query((row, number) -> new Forgotten(
                        row.getString("matter"),
                        row.getString("kind"),
                        row.getString("begun_by"),
                        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                        done(row)))
                .list();
    }

    private static Optional<Instant> done(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("done_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public void begin(String matter, String kind, String by, Instant at) {
        try {
            jdbc.sql("insert into forgotten (matter, kind, begun_by, begun_at) values (?, ?, ?, ?)")
                    .params(matter, kind, by, at.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            // By an earlier call that did not come to its end.
        }
    }

    @Override
    public void done(String matter, String kind, Instant at) {
        jdbc.sql("update forgotten set done_at = ? where matter = ? and kind = ?")
                .params(at.atOffset(ZoneOffset.UTC), matter, kind)
                .update();
    }
}
