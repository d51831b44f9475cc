package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.DatabaseForTests;
import federzug.testkit.MachineInNamespace;
import federzug.testkit.MailStorm;
import federzug.testkit.ManyMatters;
import federzug.testkit.PostgresCluster;
import federzug.testkit.ShiftedClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three workers with homes, PID namespaces and the host name of their own or alike share a database; one is killed in the
 * middle of its work, another one's clock goes wrong: all is done, once. {@code -Pchaos} does it with 200 matters.
 */
class SeveralMachinesIT {
    private static final int MATTERS = Integer.getInteger("federzug.machines.matters", 8);
    private static final Duration LONGEST = Duration.ofSeconds(300L + 6L * MATTERS);
    /** An agreement is closed when everybody has it; one whose mail is unknown since the kill waits for a person. */
    private static final String UNDELIVERED =
            "select distinct matter from send_ledger where kind = 'AGREEMENT' and state <> 'ACCEPTED'";

    @Test
    void everythingIsDoneOnceThoughOneIsKilledAndOneGoesWrong(@TempDir Path folder) throws Exception {
        ManyMatters.csv(folder, MATTERS);
        try (PostgresCluster cluster = PostgresCluster.start();
                MailStorm mails = new MailStorm(1)) {
            Path config = cluster.configuration(folder);
            Files.writeString(config, "  batch: { threads: 1, silence: 12s }\n", StandardOpenOption.APPEND);
            mails.configuration(folder);
            mails.calm();
            CommandLineInside.Ended prepared = inside(
                    config,
                    "home-a",
                    "prepare",
                    folder.resolve("vorgaenge.csv").toString(),
                    "--out",
                    folder.resolve("never").toString());
            assertThat(prepared.exit()).as(prepared.err()).isZero();
            List<Path> before = files(folder.resolve("never"));

            List<String> wrong = List.of("-Dspring.main.sources=" + ShiftedClock.class.getName());
            try (Connection database = cluster.connection();
                    MachineInNamespace killed = worker(folder, "b", List.of());
                    MachineInNamespace fast = worker(folder, "c", wrong);
                    MachineInNamespace third = worker(folder, "d", List.of())) {
                String instance = await(folder.resolve("home-b/instance.id"));
                await(
                        database,
                        "select count(*) from run_lease l join job_run r on r.id = l.run_id where r.host like '%/"
                                + instance + "' and exists (select 1 from ceremony c where c.matter = l.matter"
                                + " and c.state in ('ALL_SIGNED', 'SEALED', 'CHECKED'))",
                        count -> count > 0,
                        killed);
                killed.kill();
                assertThat(DatabaseForTests.numbers(database, "select count(*) from run_lease")
                                .get(0))
                        .as("the killed one had matters in hand")
                        .isPositive();

                await(
                        database,
                        "select count(*) from ceremony where state = 'CLOSED' or state = 'CHECKED' and matter in ("
                                + UNDELIVERED + ")",
                        count -> count == MATTERS,
                        fast,
                        third);
                await(database, "select count(*) from run_lease", count -> count == 0, fast, third);
                assertThat(fast.terminate(30)).as(fast.said()).isZero();
                assertThat(third.terminate(30)).as(third.said()).isZero();
                assertThat(fast.said() + third.said()).contains("Beendet.").doesNotContain("Fehler:");

                onceEach(database);
                Map<String, Integer> states = mails.account(database, "machines");
                assertThat(states.get("ACCEPTED")).isGreaterThanOrEqualTo(5 * MATTERS - 8);
                System.out.printf(
                        "machines: %d matters, namespaces of their own: %s; mails %s; portions %s%n",
                        MATTERS,
                        MachineInNamespace.isPermitted(),
                        states,
                        DatabaseForTests.numbers(database, "select count(*) from batch_job_instance"));
            }
            assertThat(files(folder.resolve("never")))
                    .as("workers write no files for people")
                    .isEqualTo(before);
            exported(config, folder);
        }
    }

    private static void onceEach(Connection database) throws SQLException {
        assertThat(DatabaseForTests.numbers(
                        database,
                        "select count(*) from ceremony_journal where event = 'SignatureRecorded'"
                                + " group by matter, agreement, person"))
                .hasSize(3 * MATTERS)
                .containsOnly(1L);
        for (String event : List.of("SealAdded", "SealChecked")) {
            assertThat(DatabaseForTests.numbers(
                            database,
                            "select count(*) from ceremony_journal where event = '" + event
                                    + "' group by matter, agreement"))
                    .as(event)
                    .hasSize(MATTERS)
                    .containsOnly(1L);
        }
        assertThat(DatabaseForTests.numbers(database, "select count(*) from send_ledger group by matter"))
                .hasSize(MATTERS)
                .containsOnly(5L);
        assertThat(DatabaseForTests.numbers(
                        database, "select count(*) from batch_job_execution where status = 'STARTED'"))
                .containsExactly(0L);
    }

    /** A fourth machine that has worked on nothing writes what people want. */
    private static void exported(Path config, Path folder) throws Exception {
        String matter = ManyMatters.id(MATTERS - 1);
        Path out = folder.resolve("out-e");
        CommandLineInside.Ended ended = inside(config, "home-e", "export", matter, "--out", out.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        Path files = out.resolve(matter);
        try (PDDocument signed = Loader.loadPDF(
                files.resolve("kooperationsvereinbarung-signiert.pdf").toFile())) {
            assertThat(signed.getSignatureDictionaries().stream().map(PDSignature::getSubFilter))
                    .containsExactlyInAnyOrder(
                            "ETSI.CAdES.detached", "ETSI.CAdES.detached", "ETSI.CAdES.detached", "ETSI.RFC3161");
        }
        assertThat(files(files.resolve("mail"))).hasSize(5);
        for (String name : List.of(
                "kooperationsvereinbarung.docx",
                "kooperationsvereinbarung.pdf",
                "medieninformation.pdf",
                "pruefbericht.html",
                "ablage/pruefsummen.sha256")) {
            assertThat(files.resolve(name)).isRegularFile();
        }
    }

    private static MachineInNamespace worker(Path folder, String name, List<String> properties) throws Exception {
        return MachineInNamespace.start(folder, name, properties, "worker", "--plain", "--home", "home-" + name);
    }

    private static String await(Path file) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!Files.exists(file) || Files.size(file) == 0) {
            assertThat(System.nanoTime()).as(file.toString()).isLessThan(end);
            Thread.sleep(20);
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    private static void await(Connection database, String query, LongPredicate wanted, MachineInNamespace... living)
            throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        long last = -1;
        while (!wanted.test(last)) {
            for (MachineInNamespace machine : living) {
                assertThat(machine.isAlive()).as(machine.said()).isTrue();
            }
            assertThat(System.nanoTime())
                    .as("%s: %d; %s", query, last, living[0].said())
                    .isLessThan(end);
            Thread.sleep(20);
            try {
                last = DatabaseForTests.numbers(database, query).get(0);
            } catch (SQLException e) {
                // No worker has made the tables yet.
            }
        }
    }

    private static List<Path> files(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static CommandLineInside.Ended inside(Path config, String home, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", config.resolveSibling(home).toString(), "--config", config.toString()));
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }
}
