package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.TableWorkbook;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large tables with wrong rows in a small heap: every wrong row is told, every other one is read ({@code -Pvolume}: 20,000 rows). */
class TableVolumeIT {
    private static final int ROWS = Integer.getInteger("federzug.volume.rows", 2_000);
    private static final Path EXAMPLE = Path.of("examples/sachsen-2021-csv/vorgaenge.csv");
    private static final int EACH = 100;

    /** One in a hundred is wrong in one of these ways. */
    private static final List<Map.Entry<String, String>> FAULTS = List.of(
            Map.entry("Datum", "31.13.2021"),
            Map.entry("Person 1 Mail", "keine Adresse"),
            Map.entry("Kommune 1 Name", ""),
            Map.entry("Unterzeichnende 2 Person", "niemand"),
            Map.entry("Kommune 1 Status", "dorf"));

    @TempDir
    Path folder;

    private final List<String> head;
    private final List<String> row;

    TableVolumeIT() throws IOException {
        List<List<String>> lines = Files.readString(EXAMPLE)
                .replace("\uFEFF", "")
                .lines()
                .map(line -> Arrays.asList(line.split(";", -1)))
                .toList();
        head = lines.get(0);
        row = lines.stream()
                .filter(line -> line.get(0).equals("torgau-2021"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsALargeTableInASmallHeapAndReportsEveryWrongRow() throws Exception {
        Path file = folder.resolve("vorgaenge.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(";", head) + "\n");
            for (int i = 0; i < ROWS; i++) {
                out.write(String.join(";", row(i)) + "\n");
            }
        }
        assertThatEveryWrongRowIsReported(file, ROWS, 32);
    }

    /** A workbook's lists belong together and are held in memory; how much of them is bounded by the number of cells. */
    @Test
    void readsALargeWorkbookInASmallHeapAndReportsEveryWrongRow() throws Exception {
        int rows = Math.min(ROWS, 6_000);
        TableWorkbook book = new TableWorkbook();
        book.row(TableLayout.MATTERS.name(), head);
        for (int i = 0; i < rows; i++) {
            book.row(TableLayout.MATTERS.name(), row(i));
        }
        assertThatEveryWrongRowIsReported(book.write(folder.resolve("vorgaenge.xlsx")), rows, 224);
    }

    private List<String> row(int number) {
        List<String> cells = new ArrayList<>(row);
        cells.set(0, "m-%05d".formatted(number));
        if (isWrong(number)) {
            Map.Entry<String, String> fault = FAULTS.get(number / EACH % FAULTS.size());
            cells.set(head.indexOf(fault.getKey()), fault.getValue());
        }
        return cells;
    }

    private static boolean isWrong(int number) {
        return number % EACH == 57;
    }

    private static void assertThatEveryWrongRowIsReported(Path file, int rows, int megabytes) throws Exception {
        TreeSet<Integer> wrong = IntStream.range(0, rows)
                .filter(TableVolumeIT::isWrong)
                .map(number -> number + 2)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BoundedReading.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        System.out.println(file.getFileName() + ", " + rows + " rows in " + megabytes + " MB: "
                + out.lines().filter(line -> line.startsWith("memory")).collect(Collectors.joining()));
        assertThat(out).contains("good " + (rows - wrong.size()) + "\n").contains("wrong " + wrong + "\n");
    }
}
