package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.DatabaseForTests;
import federzug.testkit.DatabaseInMemory;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcUtils;

/** The second run of the tests of the database really works on the other one. */
@Tag("database")
class WhichDatabaseIT {
    private static final boolean EMBEDDED =
            DatabaseForTests.settings(Path.of("x")).isEmpty();

    @Test
    void isTheOneOfThisRun(@TempDir Path home) throws Exception {
        assertThat(EMBEDDED).isNotEqualTo("postgresql".equals(System.getProperty("federzug.test.database")));
        String name = JdbcUtils.extractDatabaseMetaData(
                new DatabaseInMemory().source(), java.sql.DatabaseMetaData::getDatabaseProductName);
        assertThat(name).isEqualTo(EMBEDDED ? "H2" : "PostgreSQL");
        assertThat(CommandLineInside.run(Federzug::start, "status", "--home", home.toString())
                        .exit())
                .isZero();
        if (EMBEDDED) {
            assertThat(home.resolve("federzug.mv.db")).exists();
        } else {
            assertThat(home.resolve("federzug.mv.db")).doesNotExist();
        }
    }
}
