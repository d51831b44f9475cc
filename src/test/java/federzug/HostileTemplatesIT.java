package federzug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.testkit.FederzugProcess;
import federzug.testkit.FederzugProcess.Ended;
import federzug.testkit.HostileDocx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Templates that mean harm, one after the other in one process with little memory: each is refused with one message,
 * nothing is fetched, nothing is written beside the folders that were named, and the matter beside them is served.
 */
class HostileTemplatesIT {
    private static final Map<String, String> LITTLE_MEMORY = Map.of(FederzugProcess.HEAP, "256m");
    private static final String GOOD = "kooperationsvereinbarung";

    @TempDir
    static Path folder;

    private static ServerSocket listener;
    private static Set<String> hostile;

    @BeforeAll
    static void writesTheTemplates() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Map<String, byte[]> all = HostileDocx.all("http://127.0.0.1:" + listener.getLocalPort() + "/x");
        for (Map.Entry<String, byte[]> one : all.entrySet()) {
            template(one.getKey(), one.getValue());
        }
        hostile = all.keySet();
        template(GOOD, Files.readAllBytes(Path.of("templates", GOOD, "vorlage.docx")));
        Files.writeString(
                folder.resolve("federzug.yaml"),
                "federzug.drafting.templates: \"" + folder.resolve("templates") + "\"\n");
    }

    @AfterAll
    static void nothingWasFetchedAndNothingLiesOutside() throws IOException {
        try (ServerSocket heard = listener) {
            heard.setSoTimeout(200);
            assertThatThrownBy(heard::accept).isInstanceOf(SocketTimeoutException.class);
        }
        List<Path> above = new ArrayList<>();
        for (Path parent = folder; parent != null; parent = parent.getParent()) {
            above.add(parent);
        }
        assertThat(Stream.concat(above.stream(), Stream.of(Path.of("").toAbsolutePath(), Path.of("/tmp")))
                        .map(place -> place.resolve(HostileDocx.CLIMBED)))
                .noneMatch(Files::exists);
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(path -> path.getFileName().toString())).doesNotContain(HostileDocx.CLIMBED);
        }
    }

    @Test
    void preparingRefusesEachWithOneMessageAndServesTheOthers() throws IOException {
        String example = Files.readString(Path.of("examples/crimmitschau/vorgang.yaml"));
        for (String name : hostile) {
            matter(example, name);
        }
        matter(example, GOOD);
        Ended ended = FederzugProcess.run(
                folder,
                LITTLE_MEMORY,
                line -> false,
                "prepare",
                "vorgaenge",
                "--plain",
                "--home",
                "home",
                "--out",
                "out",
                "--config",
                "federzug.yaml");
        assertThat(ended.exit()).as(ended.trouble()).isEqualTo(2);
        for (String name : hostile) {
            assertThat(ended.err())
                    .filteredOn(line -> line.matches(".*[ /](Vorlage „" + name + "“|" + name + "\\.docx[,:]).*"))
                    .as(name)
                    .hasSize(1);
        }
        assertThat(ended.err()).allMatch(line -> line.matches("(Fehler|Hinweis|" + GOOD + "): .*"));
        assertThat(ended.trouble()).doesNotContain("Exception", "OutOfMemory");
        assertThat(folder.resolve("out/" + GOOD + "/" + GOOD + ".pdf")).isNotEmptyFile();
        try (Stream<Path> out = Files.list(folder.resolve("out"))) {
            assertThat(out.map(path -> path.getFileName().toString())).containsExactly(GOOD);
        }
        try (Stream<Path> here = Files.list(folder)) {
            assertThat(here.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("federzug.yaml", "home", "out", "templates", "vorgaenge");
        }
    }

    @Test
    void checkingRefusesEachWithOneMessage() {
        List<String> files = hostile.stream()
                .map(name ->
                        folder.resolve("templates/" + name + "/vorlage.docx").toString())
                .toList();
        Ended ended = FederzugProcess.checked(folder, LITTLE_MEMORY, files);
        assertThat(ended.trouble()).isEmpty();
        assertThat(ended.out().stream().filter(line -> line.startsWith("exit ")).collect(Collectors.toList()))
                .hasSize(hostile.size())
                .containsOnly("exit 2");
        // A picture from elsewhere is named by its relation and by its place.
        assertThat(ended.out()).filteredOn(line -> line.startsWith("Fehler:")).hasSize(hostile.size() + 1);
    }

    private static void template(String name, byte[] docx) throws IOException {
        Files.write(Files.createDirectories(folder.resolve("templates/" + name)).resolve("vorlage.docx"), docx);
    }

    private static void matter(String example, String name) throws IOException {
        int release = example.indexOf("medieninformation:");
        int mailboxes = example.indexOf("# Was ein Postfach annimmt");
        Files.writeString(
                Files.createDirectories(folder.resolve("vorgaenge/" + name)).resolve("vorgang.yaml"),
                (example.substring(0, release) + example.substring(mailboxes))
                        .replace("kennung: crimmitschau-2021", "kennung: " + name)
                        .replace("vorlage: kooperationsvereinbarung", "vorlage: " + name));
    }
}
