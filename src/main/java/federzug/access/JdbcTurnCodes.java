package federzug.access;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code turn_code}. */
@Component
class JdbcTurnCodes implements TurnCodes {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcTurnCodes(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<TurnCode> find(String matter, String person) {
        return jdbc.sql("select encoded, made_at from turn_code where matter = ? and person = ?")
                .params(matter, person)
                .query((row, number) -> new TurnCode(
                        row.getString("encoded"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public void keep(String matter, String person, TurnCode code) {
        transaction.executeWithoutResult(status -> {
            lift(matter, person);
            jdbc.sql("insert into turn_code (matter, person, encoded, made_at) values (?, ?, ?, ?)")
                    .params(matter, person, code.encoded(), JdbcAccounts.utc(code.at()))
                    .update();
        });
    }

    @Override
    public void lift(String matter, String person) {
        jdbc.sql("delete from turn_code where matter = ? and person = ?")
                .params(matter, person)
                .update();
    }
}
