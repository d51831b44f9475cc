package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.FederzugProcess;
import federzug.testkit.ManyMatters;
import java.io.IOException;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand matters in a small heap ({@code -Pvolume}): neither memory nor the time for one grows with their number. */
@EnabledIfSystemProperty(named = "federzug.volume.matters", matches = "[1-9][0-9]+")
class VolumeIT {
    private static final int MATTERS = Integer.getInteger("federzug.volume.matters", 0);
    private static final Pattern AFTER_COLLECTION = Pattern.compile("->([0-9]+)M\\(");

    @Test
    void neitherMemoryNorTimePerMatterGrowsWithTheirNumber(@TempDir Path folder) throws Exception {
        ManyMatters.csv(folder, MATTERS);
        Instant began = Instant.now();
        FederzugProcess.Ended ended = FederzugProcess.run(
                folder,
                Map.of("JAVA_TOOL_OPTIONS", "-Xmx256m -Xlog:gc:file=gc.log", FederzugProcess.TIER, "4"),
                line -> false,
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
        List<Integer> heap = heapAfterCollections(folder.resolve("gc.log"));
        System.out.printf(
                "volume: %d matters in %s; second tenth %.0f ms, last tenth %.0f ms each; heap after collections:"
                        + " second tenth %d MB, last tenth %d MB at most%n",
                MATTERS, Duration.between(began, Instant.now()), second, last, most(heap, 1), most(heap, 9));
        assertThat(last).isLessThanOrEqualTo(1.1 * second);
        assertThat(most(heap, 9)).isLessThanOrEqualTo(most(heap, 1) * 5 / 4 + 8);
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

    private static List<Integer> heapAfterCollections(Path log) throws IOException {
        List<Integer> heap = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = AFTER_COLLECTION.matcher(line);
            if (matcher.find()) {
                heap.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return heap;
    }

    private static int most(List<Integer> heap, int tenth) {
        int size = heap.size() / 10;
        return heap.subList(tenth * size, (tenth + 1) * size).stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }
}
