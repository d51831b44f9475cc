package federzug.delivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.AMailroom;
import federzug.delivery.Recipient;
import federzug.testkit.MailDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The embedded database finds mails by an index, however many a matter has: a list of thousands is sent in groups. */
class LedgerPlansTest {
    @Test
    void aGroupOfMailsIsFoundWithoutReadingTheMattersOthers() throws SQLException {
        MailDatabase database = MailDatabase.at(
                "jdbc:h2:mem:plans;DB_CLOSE_DELAY=-1",
                "V202611220940__delivery_send_ledger.sql",
                "V202611221504__delivery_retries.sql",
                "V202611300033__delivery_perhaps_twice.sql");
        Listening source = new Listening(database.transactions().getDataSource());
        SendLedger ledger = Ledgers.of(new JdbcTransactionManager(source), Clock.systemUTC());

        AMailroom room = new AMailroom();
        ledger.entries(List.of(
                new LedgerEntry(room.agreementMail(false), false, "Vertrag", "lpr.example"),
                new LedgerEntry(
                        room.agreementMailTo(new Recipient("p", "", "p@b.example")), false, "Vertrag", "lpr.example")));

        List<String> plans = new ArrayList<>();
        for (String statement : source.statements) {
            if (statement.startsWith("select")) {
                plans.add(plan(database, statement));
            }
        }
        assertThat(plans).hasSize(2);
        assertThat(plans.get(0)).containsPattern("SEND_LEDGER_ONCE_INDEX_\\w+:\\s+IN\\(");
        assertThat(plans.get(1)).contains("SEND_LEDGER_ORDINAL_INDEX").contains("index sorted");
    }

    private static String plan(MailDatabase database, String statement) throws SQLException {
        try (Connection connection = database.transactions().getDataSource().getConnection();
                PreparedStatement explained = connection.prepareStatement("explain " + statement)) {
            for (int i = 1; i <= explained.getParameterMetaData().getParameterCount(); i++) {
                explained.setString(i, "x" + i);
            }
            try (ResultSet rows = explained.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** Remembers what is asked. */
    private static final class Listening extends DelegatingDataSource {
        private final List<String> statements = new ArrayList<>();

        Listening(DataSource inner) {
            super(inner);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection inner = super.getConnection();
            return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            statements.add((String) arguments[0]);
                        }
                        return method.invoke(inner, arguments);
                    });
        }
    }
}
