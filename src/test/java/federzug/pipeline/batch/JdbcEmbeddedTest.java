package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class JdbcEmbeddedTest {
    /** Opening a connection takes a while. */
    private static final String SLOW =
            ";INIT=create alias if not exists wait for 'java.lang.Thread.sleep'\\;call wait(300)";

    @TempDir
    Path home;

    /** A connection that is just being opened opens the database again if nobody waits for it. */
    @Test
    void aClosedPoolLeavesNoDatabaseOpenThoughItWasStillFilling() throws Exception {
        String url = "jdbc:h2:file:" + home.resolve("federzug") + ";WRITE_DELAY=0;AUTO_SERVER=TRUE" + SLOW;
        JdbcEmbedded embedded = new JdbcEmbedded(new MockEnvironment()
                .withProperty("federzug.home", home.toString())
                .withProperty("spring.datasource.url", url));
        for (int round = 0; round < 3; round++) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(url);
            pool.setUsername("federzug");
            pool.setPassword("test");
            pool.setMaximumPoolSize(20);
            pool.setMinimumIdle(3);
            embedded.postProcessBeforeInitialization(pool, "pool");
            use(pool);
            Thread.sleep(200); // the pool begins to fill after a tenth of a second

            embedded.postProcessBeforeDestruction(pool, "pool");

            try (Stream<Path> files = Files.list(home)) {
                assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".lock.db")))
                        .as("round %d", round)
                        .isEmpty();
            }
        }
    }

    private static void use(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}
