package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.FederzugProcess;
import federzug.testkit.ManyMatters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand matters in a small heap ({@code -Pvolume}): neither memory nor the time for one grows with their number. */
@EnabledIfSystemProperty(named = "federzug.volume.matters", matches = "[1-9][0-9]+")
class VolumeIT {
    private static final int MATTERS = Integer.getInteger("federzug.volume.matters", 0);
    private static final int TENTHS = 10;
    /** What a forced full collection leaves: what is alive, without what merely has not been collected yet. */
    private static final Pattern ALIVE = Pattern.compile("Pause Full \\(Diagnostic Command\\) [0-9]+M->([0-9]+)M\\(");

    @Test
    void neitherMemoryNorTimePerMatterGrowsWithTheirNumber(@TempDir Path folder) throws Exception {
        ManyMatters.csv(folder, MATTERS);
        List<Duration> cpu = new ArrayList<>();
        Instant began = Instant.now();
        FederzugProcess.Ended ended = FederzugProcess.run(
                folder,
                Map.of("JAVA_TOOL_OPTIONS", "-Xmx256m -Xlog:gc:file=gc.log", FederzugProcess.TIER, "4"),
                watching(cpu),
                "prepare",
                "vorgaenge.csv",
                "--plain",
                "--home",
                "home",
                "--out",
                "out");
        assertThat(ended.exit()).as(ended.trouble()).isZero();
        List<Instant> prepared = prepared(folder);
        assertThat(prepared).hasSize(MATTERS);
        int tenth = MATTERS / 10;
        double second = perMatter(prepared, tenth);
        double last = perMatter(prepared, 9 * tenth);
        List<Integer> alive = alive(folder.resolve("gc.log"));
        double cpuSecond = cpu.get(1).minus(cpu.get(0)).toMillis() / (double) tenth;
        double cpuLast = cpu.get(TENTHS - 1).minus(cpu.get(TENTHS - 2)).toMillis() / (double) tenth;
        System.out.printf(
                "volume: %d matters in %s; second tenth %.1f ms (CPU %.1f), last tenth %.1f ms (CPU %.1f) each;"
                        + " MB alive in each tenth: %s%n",
                MATTERS, Duration.between(began, Instant.now()), second, cpuSecond, last, cpuLast, alive);
        // A collection asked for while native code holds an array is left out: rarely one of the ten is missing.
        assertThat(alive).hasSizeBetween(TENTHS - 2, TENTHS);
        assertThat(alive.get(alive.size() - 1)).isLessThanOrEqualTo(alive.get(0) * 11 / 10 + 2);
        assertThat(cpuLast).isLessThanOrEqualTo(1.1 * cpuSecond);
        assertThat(last).isLessThanOrEqualTo(1.1 * second);
    }

    /**
     * The process's lines tell how far it is: in the middle of each tenth it collects all that is not alive, and at each
     * tenth's end its CPU time is noted. It is never killed.
     */
    private static Predicate<String> watching(List<Duration> cpu) {
        Set<String> begun = new HashSet<>();
        int half = MATTERS / TENTHS / 2;
        return line -> {
            if (line.startsWith("m-")
                    && begun.add(line.substring(0, ManyMatters.id(0).length()))) {
                if (begun.size() % (2 * half) == half) {
                    jcmd(federzug(), "GC.run");
                } else if (begun.size() % (2 * half) == 0) {
                    federzug().info().totalCpuDuration().ifPresent(cpu::add);
                }
            }
            return false;
        };
    }

    private static ProcessHandle federzug() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .findFirst()
                .orElseThrow();
    }

    private static void jcmd(ProcessHandle process, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            new ProcessBuilder(jcmd, Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double perMatter(List<Instant> prepared, int from) {
        int tenth = MATTERS / 10;
        return Duration.between(prepared.get(from), prepared.get(from + tenth - 1))
                        .toMillis()
                / (double) (tenth - 1);
    }

    private static List<Instant> prepared(Path folder) throws IOException, SQLException {
        String password = Files.readString(folder.resolve("home/database.key")).strip();
        String url = "jdbc:h2:file:" + folder.resolve("home/federzug").toAbsolutePath();
        List<Instant> times = new ArrayList<>();
        try (Connection database = DriverManager.getConnection(url, "federzug", password);
                ResultSet rows = database.createStatement().executeQuery("select since from ceremony order by since")) {
            while (rows.next()) {
                times.add(rows.getObject(1, OffsetDateTime.class).toInstant());
            }
        }
        return times;
    }

    private static List<Integer> alive(Path log) throws IOException {
        List<Integer> alive = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = ALIVE.matcher(line);
            if (matcher.find()) {
                alive.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return alive;
    }
}
