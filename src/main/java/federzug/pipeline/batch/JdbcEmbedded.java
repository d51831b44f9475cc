package federzug.pipeline.batch;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Lets one process at a time open, bring up to date or leave the embedded database: where two do so at the same moment, H2
 * refuses one or all of them. In between they share it; the process that has opened it serves the others and waits a while
 * for them before it leaves, since their connections break then.
 */
@Component
final class JdbcEmbedded implements DestructionAwareBeanPostProcessor, FlywayMigrationStrategy {
    private static final String EMBEDDED = "jdbc:h2:file:";
    private static final Duration COURTESY = Duration.ofSeconds(10);
    private static final long PAUSE = 100;
    /** How long a pool that is being closed waits for a connection that is just being opened. */
    private static final Duration OPENING = Duration.ofMinutes(1);
    /** Sessions of other processes, if this one serves them. */
    private static final String OTHERS = "select count(*) from information_schema.sessions other where other.server is"
            + " not null and exists (select 1 from information_schema.sessions own where own.session_id = session_id()"
            + " and own.server is null)";

    private final HomeGate gate;
    private final JdbcKnownSchema known;
    private final boolean embedded;

    JdbcEmbedded(Environment environment) {
        Path home = Path.of(environment.getRequiredProperty("federzug.home"));
        gate = HomeGate.of(home);
        known = JdbcKnownSchema.of(home);
        embedded = environment.getProperty("spring.datasource.url", "").startsWith(EMBEDDED);
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (embedded && bean instanceof HikariDataSource pool) {
            pool.setDataSource(new Gated(new DriverManagerDataSource(pool.getJdbcUrl())));
        }
        return bean;
    }

    /** Flyway's own lock is a table, which two processes would make at the same time in a new database. */
    @Override
    public void migrate(Flyway flyway) {
        if (!embedded) {
            bringUpToDate(flyway);
            return;
        }
        gate.enter();
        try {
            bringUpToDate(flyway);
        } finally {
            gate.leave();
        }
    }

    private void bringUpToDate(Flyway flyway) {
        DataSource database = flyway.getConfiguration().getDataSource();
        if (!known.isAsRemembered(database)) {
            flyway.migrate();
            known.remember(database);
        }
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return embedded && bean instanceof HikariDataSource;
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String name) {
        HikariDataSource pool = (HikariDataSource) bean;
        if (!pool.isRunning()) {
            return;
        }
        long end = System.nanoTime() + COURTESY.toNanos();
        gate.enter();
        try {
            while (servesOthers(pool)) {
                if (System.nanoTime() > end) {
                    shutDown(pool);
                    break;
                }
                gate.leave();
                pause();
                gate.enter();
            }
            pool.close();
        } finally {
            gate.leave();
        }
    }

    private static boolean servesOthers(DataSource pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet sessions = statement.executeQuery(OTHERS)) {
            return sessions.next() && sessions.getInt(1) > 0;
        } catch (SQLException e) {
            return false; // there is nothing left to wait for
        }
    }

    /** Others find it closed as a whole, and one of them opens it again. */
    private static void shutDown(DataSource pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            // It ends with this process.
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Gated extends DelegatingDataSource {
        Gated(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            gate.enter();
            try {
                return super.getConnection(user, password);
            } finally {
                gate.leave();
            }
        }

        /** The pool waits that long at its end: without waiting, the connection would open the database again. */
        @Override
        public int getLoginTimeout() {
            return Math.toIntExact(OPENING.toSeconds());
        }

        @Override
        public void setLoginTimeout(int seconds) {
            // The gate decides how long it takes.
        }
    }
}
