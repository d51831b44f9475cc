package federzug.release;

import federzug.document.Digest;
import federzug.notice.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code press_dispatch}. */
@Component
class JdbcDispatches implements Dispatches {
    private final JdbcClient jdbc;

    JdbcDispatches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Dispatch> of(String matter) {
        return jdbc.sql("select * from press_dispatch where matter = ? order by number")
                .param(matter)
                .query(JdbcDispatches::dispatch)
                .list();
    }

    @Override
    public Dispatch keep(Dispatch dispatch) {
        if (update(dispatch) == 0 && state(dispatch) == 0) {
            try {
                insert(dispatch);
            } catch (DuplicateKeyException e) {
                throw ReleaseException.failed("release.store.changed-meanwhile", Place.NOWHERE, dispatch.matter())
                        .causedBy(e);
            }
        }
        return find(dispatch.matter(), dispatch.number()).orElseThrow();
    }

    /** As long as it is open everything may change. */
    private int update(Dispatch dispatch) {
        return write("""
                update press_dispatch set state = ?, draft = ?, pdf = ?, says = ?, begun_by = ?, begun_at = ?,
                  recipients = ?, digest = ? where matter = ? and number = ? and state = 'OPEN'
                """, dispatch);
    }

    /** Afterwards only how far it has come, and never back. */
    private int state(Dispatch dispatch) {
        return jdbc.sql("""
                        update press_dispatch set state = case when state = 'ENDED' then state else ? end
                        where matter = ? and number = ?
                        """)
                .param(dispatch.state() == Dispatch.State.ENDED ? "ENDED" : "BEGUN")
                .param(dispatch.matter())
                .param(dispatch.number())
                .update();
    }

    private void insert(Dispatch dispatch) {
        write("""
                insert into press_dispatch (state, draft, pdf, says, begun_by, begun_at, recipients, digest,
                  matter, number) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, dispatch);
    }

    /** @param sql with all columns as parameters, matter and number last */
    private int write(String sql, Dispatch dispatch) {
        return jdbc.sql(sql)
                .param(dispatch.state().name())
                .param(dispatch.papers().draft().hex())
                .param(dispatch.papers().pdf().hex())
                .param(dispatch.says())
                .param(dispatch.by())
                .param(dispatch.at().atOffset(ZoneOffset.UTC))
                .param(Dispatch.lines(dispatch.recipients()))
                .param(Dispatch.digest(dispatch.recipients()).hex())
                .param(dispatch.matter())
                .param(dispatch.number())
                .update();
    }

    private static Dispatch dispatch(ResultSet rs, int row) throws SQLException {
        return new Dispatch(
                rs.getString("matter"),
                rs.getInt("number"),
                Dispatch.State.valueOf(rs.getString("state")),
                new Papers(new Digest(rs.getString("draft")), new Digest(rs.getString("pdf"))),
                rs.getString("says"),
                rs.getString("begun_by"),
                rs.getObject("begun_at", OffsetDateTime.class).toInstant(),
                Dispatch.recipients(rs.getString("recipients")));
    }
}
