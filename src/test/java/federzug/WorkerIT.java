package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.ManyMatters;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One worker on one machine, also with the embedded database. */
@Tag("database")
class WorkerIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void goesTheWholeWayWritesNothingForPeopleAndExportDoes() throws Exception {
        Path data = ManyMatters.csv(folder, 2);
        done(federzug("prepare", data.toString(), "--out", folder.resolve("out").toString()));
        List<String> prepared = files(folder.resolve("out"));

        CommandLineInside.Ended worked;
        try (Asking asking = new Asking()) {
            worked = federzug("worker", "--once", "--plain");
            assertThat(asking.heard())
                    .contains("outcome=\"good\",stage=\"sign\"")
                    .doesNotContain("@", ManyMatters.id(0));
        }
        done(worked);
        assertThat(worked.out()).contains("2 Vorgänge; 0 mit Fehler");
        assertThat(states()).containsOnly("CLOSED");
        assertThat(files(folder.resolve("out"))).isEqualTo(prepared);
        assertThat(files(folder.resolve("home/worker"))).noneMatch(name -> name.endsWith(".eml"));

        CommandLineInside.Ended again = federzug("worker", "--once");
        done(again);
        assertThat(again.out()).contains("0 Vorgänge");

        done(federzug("export", ManyMatters.id(0)));
        CommandLineInside.Ended other = federzug(
                "export", ManyMatters.id(0), "--out", folder.resolve("other").toString());
        done(other);
        assertThat(other.out()).contains(folder.resolve("other").toString());
        List<String> exported = files(folder.resolve("other"));
        assertThat(exported)
                .contains("m-00000/kooperationsvereinbarung-signiert.pdf", "m-00000/pruefbericht.pdf")
                .anyMatch(name -> name.startsWith("m-00000/ablage/"))
                .filteredOn(name -> name.endsWith(".eml"))
                .hasSize(5);
        assertThat(files(folder.resolve("out")).stream().filter(name -> name.startsWith("m-00000")))
                .containsAll(exported);

        done(federzug("export", ManyMatters.id(0)));
        assertThat(files(folder.resolve("out"))).noneMatch(name -> name.contains("-2."));
        assertThat(federzug("export", "unbekannt").exit()).isEqualTo(2);
    }

    /** Asks a worker how it stands until it has told that matters were signed. */
    private static final class Asking implements AutoCloseable {
        private static final String PORT = "federzug.metrics.worker-port";

        private final URI address;
        private final CompletableFuture<String> heard;
        private volatile boolean ended;

        Asking() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                System.setProperty(PORT, String.valueOf(socket.getLocalPort()));
                address = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/kennzahlen");
            }
            heard = CompletableFuture.supplyAsync(this::ask);
        }

        private String ask() {
            String last = "";
            while (!ended && !last.contains("stage=\"sign\"")) {
                try (InputStream in = address.toURL().openStream()) {
                    last = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    // Not there yet.
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            return last;
        }

        String heard() {
            ended = true;
            return heard.join();
        }

        @Override
        public void close() {
            ended = true;
            System.clearProperty(PORT);
        }
    }

    private List<String> states() {
        JsonNode matters = JSON.readTree(federzug("status", "--json").out()).get("matters");
        return matters.valueStream()
                .map(matter -> matter.get("state").asString())
                .toList();
    }

    private static void done(CommandLineInside.Ended ended) {
        assertThat(ended.exit()).as(ended.err()).isZero();
    }

    private static List<String> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private CommandLineInside.Ended federzug(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }
}
