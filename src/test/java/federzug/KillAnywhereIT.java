package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.FederzugProcess;
import federzug.testkit.ManyMatters;
import federzug.testkit.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed (SIGKILL) at random moments of the whole way and started again, by the same command or by
 * {@code resume}: in the end everything is done, and done once. {@code -Pchaos} kills a hundred times.
 */
class KillAnywhereIT {
    private static final int MATTERS = Integer.getInteger("federzug.chaos.matters", 3);
    private static final int KILLS = Integer.getInteger("federzug.chaos.kills", 3);
    private static final long SEED = Long.getLong("federzug.chaos.seed", System.nanoTime());

    /** What a run tells about one matter: prepared, release, three signatures, sealed, checked, five mails, two ends. */
    private static final int LINES_OF_A_MATTER = 14;

    private static final int LATEST_MILLIS = 400;

    @Test
    void everythingIsDoneOnceHoweverOftenTheProcessIsKilled(@TempDir Path folder) throws Exception {
        storms(folder, null);
    }

    @Test
    @EnabledIfSystemProperty(named = "federzug.chaos.postgresql", matches = "true")
    void theSameOnPostgresql(@TempDir Path folder) throws Exception {
        try (PostgresCluster cluster = PostgresCluster.start()) {
            storms(folder, cluster);
        }
    }

    private static void storms(Path folder, PostgresCluster cluster) throws Exception {
        Random random = new Random(SEED);
        System.out.printf("kill storm: %d matters, %d kills, -Dfederzug.chaos.seed=%d%n", MATTERS, KILLS, SEED);
        int kills = 0;
        for (int round = 0; kills < KILLS; round++) {
            Path place = Files.createDirectories(folder.resolve("round-" + round));
            ManyMatters.csv(place, MATTERS);
            if (cluster != null) {
                // federzug.yaml in the working folder is found by itself; each round has a database of its own.
                cluster.renew();
                cluster.configuration(place);
            }
            kills += storm(place, random, KILLS - kills);
            everythingIsDone(place);
            try (Connection database = cluster == null ? embedded(place) : cluster.connection()) {
                everythingIsDoneOnce(database);
            }
        }
    }

    /** @return how often the process was killed before it could end */
    private static int storm(Path place, Random random, int most) {
        int kills = 0;
        while (kills < most) {
            // resume knows only what was accepted: the first calls name the data.
            boolean again = kills > 0 && kills % 2 == 0;
            FederzugProcess.Ended ended = FederzugProcess.killedAt(place, moment(random, most), command(again));
            if (ended.exit() == 0) {
                return kills;
            }
            assertThat(ended.exit()).as("SEED %d: %s", SEED, ended.trouble()).isEqualTo(137);
            kills++;
        }
        return kills;
    }

    private static String[] command(boolean resume) {
        return resume
                ? new String[] {"resume", "--plain", "--home", "home"}
                : new String[] {"run", "vorgaenge.csv", "--plain", "--home", "home", "--out", "out"};
    }

    /** Some time after some line: between two lines lies the work that a kill must not spoil. */
    private static Predicate<String> moment(Random random, int kills) {
        int line = 1 + random.nextInt(Math.max(2, 2 * MATTERS * LINES_OF_A_MATTER / kills));
        int pause = random.nextInt(LATEST_MILLIS);
        AtomicInteger lines = new AtomicInteger();
        return said -> {
            if (!said.startsWith("m-") || lines.incrementAndGet() != line) {
                return false;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        };
    }

    private static void everythingIsDone(Path place) throws IOException {
        FederzugProcess.Ended last = FederzugProcess.run(place, command(false));
        assertThat(last.exit()).as("SEED %d: %s", SEED, last.trouble()).isZero();
        for (int i = 0; i < MATTERS; i++) {
            Path out = place.resolve("out").resolve(ManyMatters.id(i));
            assertThat(subFilters(out.resolve("kooperationsvereinbarung-signiert.pdf")))
                    .as("SEED %d: three signatures and one seal", SEED)
                    .containsExactlyInAnyOrder(
                            "ETSI.CAdES.detached", "ETSI.CAdES.detached", "ETSI.CAdES.detached", "ETSI.RFC3161");
            assertThat(messageIds(out.resolve("mail")))
                    .as("SEED %d: every mail once", SEED)
                    .hasSize(5)
                    .doesNotHaveDuplicates();
            try (Stream<Path> files = Files.walk(out)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as("SEED %d: nothing half written, nothing written twice", SEED)
                        .noneMatch(name -> name.matches(".*-2\\.[a-z]+"));
            }
        }
    }

    /** The database has the last word: the journal holds each person's signature once, the ledger each mail once. */
    private static void everythingIsDoneOnce(Connection database) throws SQLException {
        assertThat(numbers(database, "select count(*) from ceremony where state = 'CLOSED'"))
                .containsExactly((long) MATTERS);
        assertThat(numbers(
                        database,
                        "select count(*) from ceremony_journal where event = 'SignatureRecorded'"
                                + " group by matter, agreement, person"))
                .as("SEED %d", SEED)
                .hasSize(3 * MATTERS)
                .containsOnly(1L);
        assertThat(numbers(database, "select count(*) from send_ledger where state = 'ACCEPTED' group by matter"))
                .as("SEED %d", SEED)
                .hasSize(MATTERS)
                .containsOnly(5L);
        assertThat(numbers(database, "select count(*) from send_ledger where state <> 'ACCEPTED'"))
                .containsExactly(0L);
        assertThat(numbers(database, "select count(*) from run_lease")).containsExactly(0L);
        assertThat(numbers(database, "select count(*) from batch_job_execution where status = 'STARTED'"))
                .containsExactly(0L);
    }

    private static Connection embedded(Path place) throws IOException, SQLException {
        String url = "jdbc:h2:file:" + place.resolve("home/federzug").toAbsolutePath();
        return DriverManager.getConnection(
                url,
                "federzug",
                Files.readString(place.resolve("home/database.key")).strip());
    }

    private static List<Long> numbers(Connection database, String query) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (ResultSet rows = database.createStatement().executeQuery(query)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    private static List<String> subFilters(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return document.getSignatureDictionaries().stream()
                    .map(PDSignature::getSubFilter)
                    .toList();
        }
    }

    private static List<String> messageIds(Path folder) throws IOException {
        List<String> ids = new ArrayList<>();
        try (Stream<Path> mails = Files.list(folder)) {
            for (Path mail : mails.toList()) {
                ids.addAll(Files.readAllLines(mail, java.nio.charset.StandardCharsets.ISO_8859_1).stream()
                        .filter(line -> line.startsWith("Message-ID:"))
                        .toList());
            }
        }
        return ids;
    }
}
