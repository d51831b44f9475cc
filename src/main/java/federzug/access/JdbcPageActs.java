package federzug.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code page_act}. */
@Component
class JdbcPageActs implements PageActs {
    private final JdbcClient jdbc;

    JdbcPageActs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(PageAct act) {
        jdbc.sql("insert into page_act (at, actor, act, about, digest) values (?, ?, ?, ?, ?)")
                .param(JdbcAccounts.utc(act.at()))
                .param(act.actor())
                .param(act.act())
                .param(act.about())
                .param(act.digest())
                .update();
    }

    @Override
    public List<PageAct> latest(int most) {
        return jdbc.sql("select at, actor, act, about, digest from page_act order by id desc limit ?")
                .param(most)
                .query((row, number) -> act(row))
                .list();
    }

    @Override
    public List<Numbered> find(String text, @Nullable Instant since, long below, int most) {
        String like = "%" + text.toLowerCase(Locale.GERMAN).replaceAll("([!%_])", "!$1") + "%";
        return jdbc.sql("select id, at, actor, act, about, digest from page_act where id < ? and at >= ?"
                        + " and (lower(actor) like ? escape '!' or lower(about) like ? escape '!' or actor in"
                        + " (select name from account where lower(shown) like ? escape '!'))"
                        + " order by id desc limit ?")
                .params(below, JdbcAccounts.utc(since == null ? Instant.EPOCH : since), like, like, like, most)
                .query((row, number) -> new Numbered(row.getLong("id"), act(row)))
                .list();
    }

    private static PageAct act(ResultSet row) throws SQLException {
        return new PageAct(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("act"),
                row.getString("about"),
                row.getString("digest"));
    }
}
