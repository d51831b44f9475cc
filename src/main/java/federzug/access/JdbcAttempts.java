package federzug.access;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code access_attempt}. */
@Component
class JdbcAttempts implements Attempts {
    private static final int LONGEST = 200;

    private final JdbcClient jdbc;

    JdbcAttempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Kind kind, String source, Instant at) {
        jdbc.sql("insert into access_attempt (kind, source, at) values (?, ?, ?)")
                .params(kind.name(), bounded(source), JdbcAccounts.utc(at))
                .update();
    }

    @Override
    public int since(Kind kind, String source, Instant since) {
        return jdbc.sql("select count(*) from access_attempt where kind = ? and source = ? and at > ?")
                .params(kind.name(), bounded(source), JdbcAccounts.utc(since))
                .query(Integer.class)
                .single();
    }

    @Override
    public void forget(Kind kind, String source) {
        jdbc.sql("delete from access_attempt where kind = ? and source = ?")
                .params(kind.name(), bounded(source))
                .update();
    }

    @Override
    public void forgetBefore(Instant at) {
        jdbc.sql("delete from access_attempt where at < ?")
                .param(JdbcAccounts.utc(at))
                .update();
    }

    private static String bounded(String source) {
        return source.length() > LONGEST ? source.substring(0, LONGEST) : source;
    }
}
