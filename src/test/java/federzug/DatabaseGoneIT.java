package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.MailSink;
import federzug.testkit.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL goes away in the middle of a sending or sealing and comes back: the command finishes by itself. */
class DatabaseGoneIT {
    private static final String ENGLISH = ".*(Exception|Could not|JDBC|onnection|rollback).*";

    @TempDir
    Path folder;

    @Test
    void whatWasBegunIsFinishedWhenItIsBackAndNoMailGoesTwice() throws Exception {
        CountDownLatch second = new CountDownLatch(2);
        try (PostgresCluster cluster = PostgresCluster.start();
                MailSink sink = new MailSink()) {
            sink.script(() -> {
                second.countDown();
                return MailSink.Fault.NONE;
            });
            Path config = cluster.configuration(folder);
            Files.writeString(config, Files.readString(config) + """
                federzug.delivery:
                  sender-address: asskomm@lpr.example
                  rehearsal-address: probe@lpr.example
                  smtp: { host: 127.0.0.1, port: %d, tls: opportunistic, read-timeout: 5s }
                """.formatted(sink.port()));
            String example =
                    Path.of("examples/sachsen-2021/torgau").toAbsolutePath().toString();
            CompletableFuture<CommandLineInside.Ended> run =
                    CompletableFuture.supplyAsync(() -> federzug(config, "run", example));
            assertThat(second.await(120, TimeUnit.SECONDS)).isTrue();
            cluster.crash();
            cluster.begin();

            CommandLineInside.Ended ended = run.get(180, TimeUnit.SECONDS);
            assertThat(said(ended)).noneMatch(line -> line.matches(ENGLISH));
            assertThat(ended.exit()).as(ended.err()).isLessThan(2);
            CommandLineInside.Ended resumed = federzug(config, "resume");
            assertThat(resumed.exit()).as(resumed.err()).isLessThan(2);
            assertThat(messageIds(sink)).doesNotHaveDuplicates().hasSizeGreaterThan(3);

            cluster.crash();
            CommandLineInside.Ended gone = federzug(config, "status");
            assertThat(gone.exit()).isEqualTo(3);
            assertThat(said(gone))
                    .anyMatch(line -> line.contains("Datenbank"))
                    .noneMatch(line -> line.matches(ENGLISH));
            cluster.begin();
        }
    }

    @Test
    void whatWasBeingSealedIsSealedOnce() throws Exception {
        try (PostgresCluster cluster = PostgresCluster.start()) {
            Path config = cluster.configuration(folder);
            String example =
                    Path.of("examples/sachsen-2021/torgau").toAbsolutePath().toString();
            CompletableFuture<CommandLineInside.Ended> run =
                    CompletableFuture.supplyAsync(() -> federzug(config, "run", example));
            awaitSealing(cluster, run);
            cluster.crash();
            cluster.begin();

            CommandLineInside.Ended ended = run.get(180, TimeUnit.SECONDS);
            assertThat(said(ended)).noneMatch(line -> line.matches(ENGLISH));
            CommandLineInside.Ended resumed = federzug(config, "resume");
            assertThat(resumed.exit()).as(resumed.err()).isZero();
            try (Connection database = cluster.connection();
                    Statement statement = database.createStatement()) {
                assertThat(number(statement, "select count(*) from ceremony where state <> 'CLOSED'"))
                        .isZero();
                assertThat(number(
                                statement,
                                "select count(*) from (select 1 from ceremony_journal where event = 'SignatureRecorded'"
                                        + " group by matter, agreement, person having count(*) > 1) as twice"))
                        .isZero();
            }
            try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
                for (Path signed : files.filter(file -> file.toString().endsWith("-signiert.pdf"))
                        .toList()) {
                    assertThat(subFilters(signed))
                            .filteredOn("ETSI.RFC3161"::equals)
                            .as("one seal: %s", signed)
                            .hasSize(1);
                }
            }
        }
    }

    /** Everybody has signed: the next thing is the seal. */
    private static void awaitSealing(PostgresCluster cluster, CompletableFuture<?> run) throws Exception {
        String query = "select count(*) from ceremony where state in ('ALL_SIGNED', 'SEALED')";
        while (!run.isDone()) {
            try (Connection database = cluster.connection();
                    Statement statement = database.createStatement()) {
                if (number(statement, query) > 0) {
                    return;
                }
            } catch (SQLException e) {
                // The table is not made yet.
            }
            Thread.sleep(5);
        }
        throw new AssertionError("sealed before anybody looked");
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<String> subFilters(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return document.getSignatureDictionaries().stream()
                    .map(PDSignature::getSubFilter)
                    .toList();
        }
    }

    /** What people read; the test's own log goes to the same place. */
    private static List<String> said(CommandLineInside.Ended ended) {
        return ended.err()
                .lines()
                .filter(line -> line.matches("(Fehler|Warnung|Hinweis|Achtung):.*"))
                .toList();
    }

    private static List<String> messageIds(MailSink sink) {
        return sink.mails().stream()
                .flatMap(mail -> mail.lines().filter(line -> line.startsWith("Message-ID:")))
                .toList();
    }

    private CommandLineInside.Ended federzug(Path config, String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--home",
                folder.resolve("home").toString(),
                "--out",
                folder.resolve("out").toString()));
        if (!arguments[0].equals("run")) {
            all = new java.util.ArrayList<>(List.of(arguments));
            all.addAll(List.of("--home", folder.resolve("home").toString()));
        }
        all.addAll(List.of("--config", config.toString()));
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }
}
