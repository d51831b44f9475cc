package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.DatabaseForTests;
import federzug.testkit.FederzugProcess;
import federzug.testkit.MailStorm;
import federzug.testkit.ManyMatters;
import federzug.testkit.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed (SIGKILL) at random moments of the whole way and started again, by the same command or by
 * {@code resume}, while the mail server fails in every way: in the end everything is done, and done once.
 * {@code -Pchaos} kills a hundred times.
 */
class KillAnywhereIT {
    private static final int MATTERS = Integer.getInteger("federzug.chaos.matters", 2);
    private static final int KILLS = Integer.getInteger("federzug.chaos.kills", 2);
    /** Less than with the embedded database, since the way is the same and only the commits differ. */
    private static final int MATTERS_ON_POSTGRESQL =
            Integer.getInteger("federzug.chaos.matters.postgresql", Math.min(MATTERS, 2));

    private static final int KILLS_ON_POSTGRESQL = Integer.getInteger("federzug.chaos.kills", 1);

    private static final long SEED = Long.getLong("federzug.chaos.seed", System.nanoTime());

    /**
     * What a run tells about one matter: prepared, release, three signatures, sealed, checked, five mails, two ends; of
     * these 14 two are not told on the average, since a mail that was refused has no line and leaves the agreement open.
     */
    private static final int LINES_OF_A_MATTER = 12;

    /** All is done, or what is left waits for a person: a mail that was refused or is unknown. */
    private static final List<Integer> DONE = List.of(0, 1);

    private static final int LATEST_MILLIS = 400;

    @Test
    void everythingIsDoneOnceHoweverOftenTheProcessIsKilled(@TempDir Path folder) throws Exception {
        storms(folder, null, MATTERS, KILLS);
    }

    @Test
    void theSameOnPostgresql(@TempDir Path folder) throws Exception {
        try (PostgresCluster cluster = PostgresCluster.start()) {
            storms(folder, cluster, MATTERS_ON_POSTGRESQL, KILLS_ON_POSTGRESQL);
        }
    }

    private static void storms(Path folder, PostgresCluster cluster, int matters, int most) throws Exception {
        Random random = new Random(SEED);
        int kills = 0;
        for (int round = 0; kills < most; round++) {
            Path place = Files.createDirectories(folder.resolve("round-" + round));
            ManyMatters.csv(place, matters);
            if (cluster != null) {
                // federzug.yaml in the working folder is found by itself; each round has a database of its own.
                cluster.renew();
                cluster.configuration(place);
            }
            try (MailStorm mails = new MailStorm(random.nextLong())) {
                mails.configuration(place);
                inbox(place);
                int killed = storm(place, mails, random, most - kills, matters);
                mails.calm();
                everythingIsDone(place, matters);
                everythingIsCollectedOnce(place, mails, random);
                try (Connection database = cluster == null ? embedded(place) : cluster.connection()) {
                    Map<String, Integer> states = mails.account(database, "seed " + SEED);
                    everythingIsDoneOnce(database, matters);
                    System.out.printf(
                            "kill storm, -Dfederzug.chaos.seed=%d, %s: %d matters, %d kills; mails %s; server %s%n",
                            SEED, cluster == null ? "H2" : "PostgreSQL", matters, killed, states, mails.faults());
                }
                kills += killed;
            }
        }
    }

    /** @return how often the process was killed before it could end */
    private static int storm(Path place, MailStorm mails, Random random, int most, int matters) throws IOException {
        int kills = 0;
        int left = matters * LINES_OF_A_MATTER;
        while (kills < most) {
            int line = 1 + random.nextInt(Math.max(2, 2 * left / (most - kills + 1)));
            left -= line;
            // resume knows only what was accepted: the first calls name the data.
            boolean again = kills > 0 && kills % 2 == 0;
            FederzugProcess.Ended ended =
                    FederzugProcess.killedAt(place, moment(line, random.nextInt(LATEST_MILLIS)), command(again));
            if (ended.exit() != 137) {
                assertThat(ended.exit())
                        .as("SEED %d: %s", SEED, ended.trouble())
                        .isIn(DONE);
                return kills;
            }
            kills++;
            kills += comesBack(place, mails, random);
        }
        return kills;
    }

    private static void inbox(Path place) throws IOException {
        Files.createDirectory(place.resolve("eingang"));
        Files.writeString(
                place.resolve("federzug.yaml"), "federzug.delivery.inbox.watch: eingang\n", StandardOpenOption.APPEND);
    }

    /**
     * Some of what the server took comes back, and is collected; that is killed as well, when only a part is dealt with.
     *
     * @return how often it was
     */
    private static int comesBack(Path place, MailStorm mails, Random random) throws IOException {
        Path inbox = place.resolve("eingang");
        for (byte[] report : mails.comeBack(random)) {
            Path file = Files.write(inbox.resolve(random.nextLong() + ".eml"), report);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        }
        int waiting = waiting(inbox);
        if (waiting == 0) {
            return 0;
        }
        int left = random.nextInt(waiting);
        FederzugProcess.Ended ended =
                FederzugProcess.killedWhen(place, () -> waiting(inbox) <= left, "collect", "--plain", "--home", "home");
        assertThat(ended.exit()).as("SEED %d: %s", SEED, ended.trouble()).isIn(0, 1, 137);
        return ended.exit() == 137 ? 1 : 0;
    }

    private static int waiting(Path inbox) {
        String[] files = inbox.toFile().list((folder, name) -> name.endsWith(".eml"));
        return files == null ? 0 : files.length;
    }

    /** Each report is dealt with, and lies in one place. */
    private static void everythingIsCollectedOnce(Path place, MailStorm mails, Random random) throws IOException {
        comesBack(place, mails, random);
        Path inbox = place.resolve("eingang");
        FederzugProcess.Ended last = FederzugProcess.run(place, "collect", "--plain", "--home", "home");
        assertThat(last.exit()).as("SEED %d: %s", SEED, last.trouble()).isIn(DONE);
        assertThat(waiting(inbox)).as("SEED %d", SEED).isZero();
        assertThat(Files.exists(inbox.resolve("unklar")))
                .as("SEED %d: nothing is unclear", SEED)
                .isFalse();
    }

    private static String[] command(boolean resume) {
        return resume
                ? new String[] {"resume", "--plain", "--home", "home"}
                : new String[] {"run", "vorgaenge.csv", "--plain", "--home", "home", "--out", "out"};
    }

    /** Some time after some line: between two lines lies the work that a kill must not spoil. */
    private static Predicate<String> moment(int line, int pause) {
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

    private static void everythingIsDone(Path place, int matters) throws IOException {
        FederzugProcess.Ended last = FederzugProcess.run(place, command(false));
        assertThat(last.exit()).as("SEED %d: %s", SEED, last.trouble()).isIn(DONE);
        for (int i = 0; i < matters; i++) {
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
                        .filteredOn(
                                name -> !List.of(".versandnachweis", ".stand").contains(name))
                        .noneMatch(name -> name.matches("\\..*|.*\\.(part|tmp)|.*-2\\.[a-z]+"));
            }
        }
    }

    /** The database has the last word: the journal holds each person's signature once, and nothing is left open. */
    private static void everythingIsDoneOnce(Connection database, int matters) throws SQLException {
        assertThat(DatabaseForTests.numbers(
                        database,
                        "select count(*) from ceremony_journal where event = 'SignatureRecorded'"
                                + " group by matter, agreement, person"))
                .as("SEED %d", SEED)
                .hasSize(3 * matters)
                .containsOnly(1L);
        assertThat(DatabaseForTests.numbers(database, "select count(*) from send_ledger group by matter"))
                .as("SEED %d", SEED)
                .hasSize(matters)
                .containsOnly(5L);
        // An agreement is closed when everybody has it; one whose mail was refused or is unknown waits for a person.
        String undelivered = "select distinct matter from send_ledger where kind = 'AGREEMENT' and state <> 'ACCEPTED'";
        assertThat(DatabaseForTests.numbers(
                        database,
                        "select count(*) from ceremony where state = 'CLOSED' and matter not in (" + undelivered
                                + ") or state = 'CHECKED' and matter in (" + undelivered + ")"))
                .as("SEED %d", SEED)
                .containsExactly((long) matters);
        assertThat(DatabaseForTests.numbers(database, "select count(*) from run_lease"))
                .containsExactly(0L);
        assertThat(DatabaseForTests.numbers(
                        database, "select count(*) from batch_job_execution where status = 'STARTED'"))
                .containsExactly(0L);
    }

    private static Connection embedded(Path place) throws IOException, SQLException {
        String url = "jdbc:h2:file:" + place.resolve("home/federzug").toAbsolutePath();
        return DriverManager.getConnection(
                url,
                "federzug",
                Files.readString(place.resolve("home/database.key")).strip());
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
