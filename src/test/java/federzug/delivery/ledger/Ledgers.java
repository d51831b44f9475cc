package federzug.delivery.ledger;

import federzug.delivery.LeaseHolder;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Makes ledgers on a test's own database. */
public final class Ledgers {
    private Ledgers() {}

    public static SendLedger of(JdbcTransactionManager transactions, Clock clock) {
        return new JdbcSendLedger(transactions, clock, LeaseHolder.current());
    }

    public static DoubtRecords doubts(JdbcClient jdbc, JdbcTransactionManager transactions, Clock clock) {
        return new JdbcSendingEvidence(jdbc, transactions, clock);
    }
}
