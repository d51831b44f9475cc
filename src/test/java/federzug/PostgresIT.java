package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole way on PostgreSQL: one address in the configuration, the same migrations, the same end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PostgresCluster cluster;

    @TempDir
    Path folder;

    @BeforeAll
    void startsAServer() throws IOException {
        cluster = PostgresCluster.start();
    }

    @AfterAll
    void stopsIt() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void goesTheWholeWayAndKnowsItTheNextTime() throws Exception {
        cluster.renew();
        Path config = cluster.configuration(folder);
        String example =
                Path.of("examples/sachsen-2021/torgau").toAbsolutePath().toString();
        CommandLineInside.Ended first = run(config, "run", example, "--json", "--out", out());
        assertThat(first.exit()).as(first.err()).isZero();
        JsonNode matter = JSON.readTree(first.out()).get("matters").get(0);
        assertThat(matter.get("state").asString()).isEqualTo("CLOSED");
        assertThat(matter.get("mails")).hasSize(5);

        CommandLineInside.Ended again = run(config, "resume", "--json");
        assertThat(again.exit()).as(again.err()).isZero();
        CommandLineInside.Ended board = run(config, "status", "--json");
        assertThat(JSON.readTree(board.out()).get("matters").get(0)).isEqualTo(matter);

        assertThat(folder.resolve("home").resolve("federzug.mv.db")).doesNotExist();
        assertThat(column("select state from send_ledger")).hasSize(5).containsOnly("ACCEPTED");
        assertThat(column("select matter from run_lease")).isEmpty();
        assertThat(column("select status from batch_job_execution"))
                .isNotEmpty()
                .containsOnly("COMPLETED");
    }

    @Test
    void aSecondMachineGoesOnOnceTheDocumentsOfTheFirstAreInTheDatabase() throws Exception {
        cluster.renew();
        Path config = cluster.configuration(folder);
        String settings = Files.readString(config);
        Files.writeString(config, settings + "  documents: home\n");
        String example =
                Path.of("examples/sachsen-2021/torgau").toAbsolutePath().toString();
        CommandLineInside.Ended first = run(config, "prepare", example, "--out", out());
        assertThat(first.exit()).as(first.err()).isZero();
        CommandLineInside.Ended nothing = run(config, "import");
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.err()).contains("federzug.database.url");

        Files.writeString(config, settings);
        CommandLineInside.Ended second = runIn("other", config, "resume");
        assertThat(second.exit()).isEqualTo(3);
        assertThat(second.err()).contains("federzug import");

        List<String> before = column("select digest from document_content");
        CommandLineInside.Ended moved = run(config, "import");
        assertThat(moved.exit()).as(moved.err()).isZero();
        int documents = column("select digest from document_content").size();
        assertThat(documents).isGreaterThan(before.size());
        assertThat(moved.out()).contains((documents - before.size()) + " Dokumente");
        assertThat(run(config, "import").out()).contains("0 Dokumente; " + documents + " waren");

        CommandLineInside.Ended resumed = runIn("other", config, "resume");
        assertThat(resumed.exit()).as(resumed.err()).isZero();
        assertThat(column("select state from send_ledger")).hasSize(5).containsOnly("ACCEPTED");
        assertThat(runIn("none", config, "import").err()).contains("keine Dokumente");
    }

    @Test
    void refusesAPasswordThatOthersCanReadOrThatStandsInTheAddress() throws IOException {
        Path config = cluster.configuration(folder);
        Files.setPosixFilePermissions(
                folder.resolve("database-password"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        CommandLineInside.Ended open = run(config, "status");
        assertThat(open.exit()).isEqualTo(2);
        assertThat(open.err()).contains("chmod 600");
        Files.writeString(config, Files.readString(config).replace("/postgres\n", "/postgres?password=x\n"));
        assertThat(run(config, "status").err()).contains("federzug.database.url");
    }

    private List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection database = cluster.connection();
                ResultSet rows = database.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private CommandLineInside.Ended run(Path config, String... arguments) {
        return runIn("home", config, arguments);
    }

    private CommandLineInside.Ended runIn(String home, Path config, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve(home).toString(), "--config", config.toString()));
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }
}
