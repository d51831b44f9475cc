package federzug.pipeline.batch;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.DatabaseOutage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;

/**
 * Waits for connections to a database that was there and is gone, with growing pauses and up to a set time: what was
 * begun finishes by itself when it is back. A database that was never there is reported at once.
 */
@Component
final class JdbcDatabaseOutage implements BeanPostProcessor, DatabaseOutage {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** A restart of the server takes less and is not reported. */
    private static final Duration SILENT = Duration.ofSeconds(30);

    /** A try takes as long as the pool waits: so long after it failed, nobody in a hurry makes another. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Duration patience;
    private final ThreadLocal<Boolean> hurried = ThreadLocal.withInitial(() -> false);
    private final LongSupplier nanos;
    private final Consumer<Duration> pause;
    private final AtomicBoolean said = new AtomicBoolean();
    private volatile Consumer<Notice> receiver = notice -> {};

    @Autowired
    JdbcDatabaseOutage(@Value("${federzug.database.patience:10m}") Duration patience) {
        this(patience, System::nanoTime, JdbcDatabaseOutage::sleep);
    }

    JdbcDatabaseOutage(Duration patience, LongSupplier nanos, Consumer<Duration> pause) {
        this.patience = patience;
        this.nanos = nanos;
        this.pause = pause;
    }

    @Override
    public void reportTo(Consumer<Notice> hears) {
        receiver = hears;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source && !(bean instanceof Patient) ? new Patient(source) : bean;
    }

    @Override
    public Hurry hurry() {
        boolean before = hurried.get();
        hurried.set(true);
        return () -> {
            if (!before) {
                hurried.remove();
            }
        };
    }

    @Override
    public boolean isCauseOf(Throwable trouble) {
        return isGone(trouble);
    }

    /** The connection broke, or there is none to be had; nothing is wrong with what was asked. */
    static boolean isGone(Throwable trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransactionSystemException system
                    && system.getApplicationException() != null
                    && isGone(system.getApplicationException())) {
                return true; // what could not be rolled back was broken off
            }
            if (cause instanceof TransactionSystemException system && isClosedByThePool(system.getRootCause())) {
                return true;
            }
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLException sql && isConnection(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** A pool's connection that broke says so without an SQLSTATE when it is rolled back or committed once more. */
    private static boolean isClosedByThePool(@Nullable Throwable cause) {
        return cause instanceof SQLException sql && sql.getSQLState() == null;
    }

    /** Class 08: connection; 57P: the server is shutting down or not yet up; 90067, 90098, 90121: H2 is closed. */
    private static boolean isConnection(String state) {
        return state.startsWith("08") || state.startsWith("57P") || state.matches("90067|90098|90121");
    }

    static Notice gone() {
        return Notice.error("pipeline.database.gone", Place.NOWHERE);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }

    private final class Patient extends DelegatingDataSource {
        private volatile boolean known;
        /** When it could not be reached last; null: it could, since. */
        private volatile @Nullable Long goneAt;

        Patient(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            long began = nanos.getAsLong();
            Long gone = goneAt;
            if (hurried.get() && gone != null && began - gone < FRESH.toNanos()) {
                throw new SQLTransientConnectionException("the database could not be reached a moment ago");
            }
            Duration next = FIRST;
            while (true) {
                try {
                    Connection connection = super.getConnection();
                    known = true;
                    goneAt = null;
                    if (said.compareAndSet(true, false)) {
                        receiver.accept(Notice.note("pipeline.database.back", Place.NOWHERE));
                    }
                    return connection;
                } catch (SQLException e) {
                    Duration elapsed = Duration.ofNanos(nanos.getAsLong() - began);
                    if (isGone(e)) {
                        goneAt = nanos.getAsLong();
                    }
                    if (hurried.get() || !known || !isGone(e) || elapsed.compareTo(patience) >= 0) {
                        throw e;
                    }
                    if (elapsed.compareTo(SILENT) >= 0 && said.compareAndSet(false, true)) {
                        receiver.accept(
                                Notice.warning("pipeline.database.waiting", Place.NOWHERE, patience.toMinutes()));
                    }
                    pause.accept(next);
                    next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
                }
            }
        }
    }
}
