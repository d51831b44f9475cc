package federzug.delivery.ledger;

import federzug.delivery.LeaseHolder;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Makes ledgers on a test's own database. */
public final class Ledgers {
    private Ledgers() {}

    public static SendLedger of(JdbcTransactionManager transactions, Clock clock) {
        return of(transactions, clock, LeaseHolder.current(), null);
    }

    /** @param home null: which mails have begun is recorded in the ledger */
    public static SendLedger of(
            JdbcTransactionManager transactions, Clock clock, LeaseHolder self, @Nullable Path home) {
        return new JdbcSendLedger(transactions, clock, self, home);
    }

    public static DoubtRecords doubts(JdbcClient jdbc, JdbcTransactionManager transactions, Clock clock) {
        return new JdbcSendingEvidence(jdbc, transactions, clock);
    }
}
