package federzug.access;

import java.time.OffsetDateTime;
import java.util.List;
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
                .query((row, number) -> new PageAct(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("act"),
                        row.getString("about"),
                        row.getString("digest")))
                .list();
    }
}
