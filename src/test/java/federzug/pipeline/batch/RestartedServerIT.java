package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.PostgresCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Nobody could be heard while the database was away: who asks first afterwards must not declare all others dead. */
class RestartedServerIT {
    private static final Duration LONG = Duration.ofDays(1);

    @Test
    void aServerThatWasJustStartedDeclaresNobodyDead(@TempDir Path home) throws Exception {
        try (PostgresCluster cluster = PostgresCluster.start()) {
            DataSource source = cluster.source();
            Flyway.configure(RestartedServerIT.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:db/migration/common")
                    .outOfOrder(true)
                    .load()
                    .migrate();
            JdbcRunLeases leases = leases(source, home, LONG);
            leases.begin("far", new RunProcess("elsewhere", 1, ""));
            JdbcClient.create(source)
                    .sql("update job_run set beat_at = current_timestamp - interval '2' day")
                    .update();

            leases.releaseDead(leases.self());
            assertThat(leases.isHeld("far")).isTrue();

            // The honest counterpart, as if the server had not been away for so long.
            JdbcRunLeases other =
                    new JdbcRunLeases(
                            JdbcClient.create(source),
                            new DataSourceTransactionManager(source),
                            new BatchSettings(1, LONG),
                            new MachineMeans(new StandardEnvironment()),
                            home,
                            Clock.systemUTC()) {
                        @Override
                        String heard() {
                            return super.heard()
                                    .replace("pg_postmaster_start_time()", "current_timestamp - interval '2' day");
                        }
                    };
            other.releaseDead(other.self());
            assertThat(leases.isHeld("far")).isFalse();
        }
    }

    private static JdbcRunLeases leases(DataSource source, Path home, Duration silence) {
        return new JdbcRunLeases(
                JdbcClient.create(source),
                new DataSourceTransactionManager(source),
                new BatchSettings(1, silence),
                new MachineMeans(new StandardEnvironment()),
                home,
                Clock.systemUTC());
    }
}
