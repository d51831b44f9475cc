package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.notice.Notice;
import federzug.pipeline.DatabaseOutage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class JdbcDatabaseOutageTest {
    private final AtomicLong now = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final JdbcDatabaseOutage patience = new JdbcDatabaseOutage(Duration.ofMinutes(2), now::get, pause -> {
        pauses.add(pause);
        now.addAndGet(pause.toNanos());
    });
    private int failures;
    private String state = "08001";
    private final DataSource database = (DataSource) patience.postProcessAfterInitialization(
            new DelegatingDataSource(memory()) {
                @Override
                public Connection getConnection() throws SQLException {
                    if (failures-- > 0) {
                        throw new SQLException("Connection refused", state);
                    }
                    return super.getConnection();
                }
            },
            "dataSource");

    JdbcDatabaseOutageTest() {
        patience.reportTo(notice -> told.add(notice.code()));
    }

    @Test
    void waitsForADatabaseThatIsGoneAndSaysSoOnceAfterHalfAMinute() throws SQLException {
        take();
        failures = 7;
        take();

        assertThat(told).containsExactly("pipeline.database.waiting", "pipeline.database.back");
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void aRestartOfTheServerIsNotWorthAWord() throws SQLException {
        take();
        failures = 2;
        take();

        assertThat(told).isEmpty();
    }

    @Test
    void givesUpAfterTheSetTime() throws SQLException {
        take();
        failures = 1000;

        assertThatThrownBy(this::take).isInstanceOf(SQLException.class);
        assertThat(now.get())
                .isBetween(
                        Duration.ofMinutes(2).toNanos(), Duration.ofMinutes(3).toNanos());
    }

    @Test
    void waitsNotWhilePersonsWaitAndTriesNotAgainAtOnce() throws SQLException {
        take();
        failures = 1;
        try (DatabaseOutage.Hurry first = patience.hurry();
                DatabaseOutage.Hurry within = patience.hurry()) {
            assertThatThrownBy(this::take).hasMessage("Connection refused").matches(patience::isCauseOf);
            assertThatThrownBy(this::take).hasMessageContaining("a moment ago").matches(patience::isCauseOf);
            now.addAndGet(Duration.ofSeconds(6).toNanos());
            take();
        }
        assertThat(pauses).isEmpty();
        failures = 1;
        take();
        assertThat(pauses).as("afterwards").hasSize(1);
    }

    @Test
    void neitherWaitsForADatabaseThatWasNeverThereNorForOneThatRefuses() throws SQLException {
        failures = 1;
        assertThatThrownBy(this::take).isInstanceOf(SQLException.class);
        take();
        failures = 1;
        state = "28P01"; // wrong password
        assertThatThrownBy(this::take).isInstanceOf(SQLException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void knowsWhatMeansThatTheDatabaseIsGone() {
        assertThat(JdbcDatabaseOutage.isGone(new CannotCreateTransactionException(
                        "Could not open JDBC Connection", new SQLException("x", "57P01"))))
                .isTrue();
        assertThat(JdbcDatabaseOutage.isGone(new TransactionSystemException(
                        "JDBC rollback failed", new SQLException("Connection is closed"))))
                .isTrue();
        assertThat(JdbcDatabaseOutage.isGone(new SQLException("duplicate", "23505")))
                .isFalse();
        assertThat(JdbcDatabaseOutage.isGone(
                        new TransactionSystemException("JDBC commit failed", new SQLException("duplicate", "23505"))))
                .isFalse();
        assertThat(JdbcDatabaseOutage.gone()).extracting(Notice::code).isEqualTo("pipeline.database.gone");
    }

    private void take() throws SQLException {
        database.getConnection().close();
    }

    private static DataSource memory() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:patience");
        return source;
    }
}
