package federzug.ceremony;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code remote_login}. */
@Component
class JdbcRemoteLogins implements RemoteLogins {
    private static final int MOST = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcRemoteLogins(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public boolean keep(String state, String content, Instant now, Instant end) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            jdbc.sql("delete from remote_login where ends_at < :now")
                    .param("now", JdbcCeremonies.utc(now))
                    .update();
            int waiting = jdbc.sql("select count(*) from remote_login")
                    .query(Integer.class)
                    .single();
            return waiting < MOST
                    && jdbc.sql("insert into remote_login (state_digest, content, ends_at)"
                                            + " values (:digest, :content, :end)")
                                    .param("digest", StateCipher.digest(state).hex())
                                    .param("content", StateCipher.encrypted(state, content))
                                    .param("end", JdbcCeremonies.utc(end))
                                    .update()
                            == 1;
        }));
    }

    @Override
    public Optional<String> take(String state, Instant now) {
        String digest = StateCipher.digest(state).hex();
        Optional<String> found = jdbc.sql(
                        "select content from remote_login where state_digest = :digest and ends_at >= :now")
                .param("digest", digest)
                .param("now", JdbcCeremonies.utc(now))
                .query(String.class)
                .optional();
        // Of two that come with the same value, the one that removes the row has it.
        int removed = jdbc.sql("delete from remote_login where state_digest = :digest")
                .param("digest", digest)
                .update();
        return removed == 1 ? found.map(content -> StateCipher.decrypted(state, content)) : Optional.empty();
    }
}
