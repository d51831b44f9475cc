package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.DatabaseInMemory;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered holds for one program and one history; each difference makes a start look at all migrations. */
class JdbcKnownSchemaTest {
    @TempDir
    Path folder;

    private final DataSource database = new DatabaseInMemory().source();
    private JdbcKnownSchema known;

    @BeforeEach
    void remember() throws IOException {
        Files.write(folder.resolve("a.jar"), new byte[700_000]);
        known = new JdbcKnownSchema(folder, folder.resolve("a.jar"));
        assertThat(known.isAsRemembered(database)).isFalse();
        known.remember(database);
        assertThat(known.isAsRemembered(database)).isTrue();
        assertThat(folder.resolve(JdbcKnownSchema.FILE)).isNotEmptyFile();
    }

    @Test
    void holdsForTheNextStartOfThisProgram() {
        assertThat(new JdbcKnownSchema(folder, folder.resolve("a.jar")).isAsRemembered(database))
                .isTrue();
    }

    @Test
    void doesNotHoldWhenAnotherProgramHasChangedTheDatabase() throws SQLException {
        run(
                "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\", \"script\","
                        + " \"installed_by\", \"execution_time\", \"success\")"
                        + " values (9999, '209901010000', 'later', 'SQL', 'later', 'x', 1, true)");
        assertThat(known.isAsRemembered(database)).isFalse();
    }

    @Test
    void doesNotHoldForAMigrationThatWasAnotherOrFailed() throws SQLException {
        run("update \"flyway_schema_history\" set \"checksum\" = \"checksum\" + 1 where \"installed_rank\" = 1");
        assertThat(known.isAsRemembered(database)).isFalse();
        run("update \"flyway_schema_history\" set \"checksum\" = \"checksum\" - 1 where \"installed_rank\" = 1");
        assertThat(known.isAsRemembered(database)).isTrue();
        run("update \"flyway_schema_history\" set \"success\" = false where \"installed_rank\" = 1");
        assertThat(known.isAsRemembered(database)).isFalse();
    }

    @Test
    void doesNotHoldForAnOlderDatabaseOrAnEmptyOne() throws SQLException {
        run("delete from \"flyway_schema_history\" where \"installed_rank\" > 3");
        assertThat(known.isAsRemembered(database)).isFalse();
        run("drop table \"flyway_schema_history\"");
        assertThat(known.isAsRemembered(database)).isFalse();
        known.remember(database);
        assertThat(known.isAsRemembered(database)).isFalse();
    }

    @Test
    void doesNotHoldForAnotherProgramOfTheSameSize() throws IOException {
        byte[] other = new byte[700_000];
        other[other.length - 1] = 1;
        Files.write(folder.resolve("a.jar"), other);
        assertThat(known.isAsRemembered(database)).isFalse();
    }

    @Test
    void nothingIsRememberedOfAFolderOfClasses() {
        JdbcKnownSchema classes = new JdbcKnownSchema(folder.resolve("other"), folder);
        classes.remember(database);
        assertThat(classes.isAsRemembered(database)).isFalse();
        assertThat(folder.resolve("other").resolve(JdbcKnownSchema.FILE)).doesNotExist();
    }

    @Test
    void findsTheProgramInAnyFolder() throws IOException {
        Path jar = Files.createDirectories(folder.resolve("Prüf & Ablage 100%")).resolve("federzug.jar");
        assertThat(JdbcKnownSchema.file(jar.toUri().toURL())).isEqualTo(jar);
        assertThat(JdbcKnownSchema.file(new URL("jar:" + jar.toUri() + "!/BOOT-INF/classes/")))
                .isEqualTo(Path.of(""));
        assertThat(JdbcKnownSchema.of(folder).isAsRemembered(database))
                .as("these are classes in a folder")
                .isFalse();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
