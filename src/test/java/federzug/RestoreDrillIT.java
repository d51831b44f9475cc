package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.MailSink;
import federzug.testkit.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The drill of the manual: a backup in the middle, more is sent, the home is lost, the backup is restored; from the
 * embedded database to PostgreSQL and back, so that both are read and filled.
 */
class RestoreDrillIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void whatWasSentAfterTheBackupIsForAPersonAndTheRestGoesOn() throws Exception {
        try (MailSink sink = new MailSink();
                PostgresCluster cluster = PostgresCluster.start()) {
            Path embedded = configuration(sink.port(), "");
            Path server = configuration(sink.port(), Files.readString(cluster.configuration(folder)));
            String example =
                    Path.of("examples/sachsen-2021/torgau").toAbsolutePath().toString();
            done(0, federzug(embedded, "home", "prepare", example, "--out", out()));
            done(0, federzug(embedded, "home", "backup", backup("first")));
            assertThat(federzug(embedded, "home", "backup", backup("first")).exit())
                    .isEqualTo(2);
            done(0, federzug(embedded, "home", "run", example, "--out", out()));
            int sent = sink.mails().size();
            assertThat(sent).isGreaterThan(3);
            Map<String, byte[]> outbox = outbox();

            refusesADamagedBackupAndAnOccupiedHome(embedded);

            done(1, federzug(server, "new", "restore", backup("first")));
            CommandLineInside.Ended resumed = federzug(server, "new", "resume");
            assertThat(resumed.exit()).as(resumed.err()).isEqualTo(1);
            assertThat(sink.mails()).hasSize(sent);
            outbox.forEach(
                    (name, bytes) -> assertThat(outFolder().resolve(name)).hasBinaryContent(bytes));
            assertThat(states(server, "new")).contains("UNKNOWN").doesNotContain("PENDING", "DEFERRED");

            done(0, federzug(server, "new", "send", "--resolve", "torgau-2021", "sent"));
            done(0, federzug(server, "new", "resume"));
            assertThat(sink.mails()).hasSize(sent);

            done(0, federzug(server, "new", "backup", backup("second")));
            done(1, federzug(embedded, "last", "restore", backup("second")));
            JsonNode last = matter(embedded, "last");
            assertThat(last).isEqualTo(matter(server, "new"));
            assertThat(last.get("state").asString()).isEqualTo("CLOSED");
            done(0, federzug(embedded, "last", "resume"));
            assertThat(sink.mails()).hasSize(sent);
        }
    }

    private void refusesADamagedBackupAndAnOccupiedHome(Path config) throws IOException {
        assertThat(federzug(config, "home", "restore", backup("first")).exit()).isEqualTo(2);
        Path document;
        try (Stream<Path> files = Files.walk(folder.resolve("first/documents"))) {
            document = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] before = Files.readAllBytes(document);
        byte[] changed = before.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(document, changed);
        CommandLineInside.Ended refused = federzug(config, "none", "restore", backup("first"));
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains(folder.resolve("first").relativize(document).toString());
        assertThat(folder.resolve("none")).doesNotExist();
        Files.write(document, before);
    }

    private static void done(int exit, CommandLineInside.Ended ended) {
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
    }

    private List<String> states(Path config, String home) {
        return JSON.readTree(federzug(config, home, "send", "--list", "--json").out())
                .get("mails")
                .valueStream()
                .map(mail -> mail.get("state").asString())
                .toList();
    }

    private JsonNode matter(Path config, String home) {
        return JSON.readTree(federzug(config, home, "status", "--json").out())
                .get("matters")
                .get(0);
    }

    private Map<String, byte[]> outbox() throws IOException {
        Map<String, byte[]> mails = new TreeMap<>();
        try (Stream<Path> files = Files.walk(outFolder())) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".eml")).toList()) {
                mails.put(outFolder().relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return mails;
    }

    private Path outFolder() {
        return folder.resolve("out");
    }

    private String out() {
        return outFolder().toString();
    }

    private String backup(String name) {
        return folder.resolve(name).toString();
    }

    private CommandLineInside.Ended federzug(Path config, String home, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve(home).toString(), "--config", config.toString()));
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }

    private Path configuration(int port, String database) throws IOException {
        return Files.writeString(
                folder.resolve(database.isEmpty() ? "embedded.yaml" : "server.yaml"), """
            %s
            federzug.delivery:
              sender-address: asskomm@lpr.example
              rehearsal-address: probe@lpr.example
              smtp: { host: 127.0.0.1, port: %d, tls: opportunistic, read-timeout: 5s }
            """.formatted(database, port));
    }
}
