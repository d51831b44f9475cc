package federzug.agreement;

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

/** The table {@code matter_input}. */
@Component
final class JdbcMatterInputs implements MatterInputs {
    private static final String SELECT =
            "select id, matter, account, base, text, at from matter_input where account = ?";

    private final JdbcClient jdbc;

    JdbcMatterInputs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void keep(MatterInput input) {
        if (!isUpdated(input)) {
            try {
                jdbc.sql("insert into matter_input (matter, base, text, at, id, account) values (?, ?, ?, ?, ?, ?)")
                        .params(values(input))
                        .update();
            } catch (DuplicateKeyException e) {
                // Two windows at once: the later one counts.
                isUpdated(input);
            }
        }
    }

    private boolean isUpdated(MatterInput input) {
        return jdbc.sql("update matter_input set matter = ?, base = ?, text = ?, at = ? where id = ? and account = ?")
                        .params(values(input))
                        .update()
                > 0;
    }

    private static Object[] values(MatterInput input) {
        return new Object[] {input.matter(), input.base(), input.text(), utc(input.at()), input.id(), input.account()};
    }

    @Override
    public Optional<MatterInput> find(String account, String id) {
        return jdbc.sql(SELECT + " and id = ?")
                .params(account, id)
                .query(JdbcMatterInputs::row)
                .optional();
    }

    @Override
    public Optional<MatterInput> about(String account, String matter) {
        return jdbc.sql(SELECT + " and matter = ? order by at desc fetch first 1 row only")
                .params(account, matter)
                .query(JdbcMatterInputs::row)
                .optional();
    }

    @Override
    public List<MatterInput> begun(String account) {
        return jdbc.sql(SELECT + " and matter = '' order by at desc fetch first 20 rows only")
                .params(account)
                .query(JdbcMatterInputs::row)
                .list();
    }

    @Override
    public void drop(String account, String id) {
        jdbc.sql("delete from matter_input where account = ? and id = ?")
                .params(account, id)
                .update();
    }

    @Override
    public void dropOlderThan(Instant then) {
        jdbc.sql("delete from matter_input where at < ?").param(utc(then)).update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static MatterInput row(ResultSet result, int number) throws SQLException {
        return new MatterInput(
                result.getString("id"),
                result.getString("matter"),
                result.getString("account"),
                result.getInt("base"),
                result.getString("text"),
                result.getObject("at", OffsetDateTime.class).toInstant());
    }
}
