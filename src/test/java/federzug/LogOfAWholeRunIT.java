package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.FederzugProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log file of a matter's whole way: JSON if the settings say so, and nobody's name or address either way. */
class LogOfAWholeRunIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void holdsJsonByASettingAndNoNames() throws IOException {
        Files.writeString(
                folder.resolve("federzug.yaml"),
                "logging:\n  config: classpath:logback-spring.xml\n  structured.format.file: ecs\n  level.federzug: debug\n");
        Path example = Path.of("examples/crimmitschau").toAbsolutePath();

        FederzugProcess.Ended ended = FederzugProcess.run(folder, "run", example.toString(), "--plain");

        assertThat(ended.exit()).as(ended.trouble()).isZero();
        List<String> lines = log();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            JsonNode entry = JSON.readTree(line);
            assertThat(entry.has("@timestamp")).isTrue();
            assertThat(entry.has("message")).isTrue();
        });
        assertNobodyIsNamed(lines);
    }

    @Test
    void isForPeopleWithoutTheSetting() throws IOException {
        FederzugProcess.Ended ended = FederzugProcess.run(folder, "prepare", "gibt-es-nicht", "--plain");
        assertThat(ended.exit()).isEqualTo(2);
        Files.writeString(
                folder.resolve("federzug.yaml"),
                "logging:\n  config: classpath:logback-spring.xml\n  level.root: debug\n");

        assertThat(FederzugProcess.run(folder, "status", "--plain").exit()).isZero();

        assertThat(log()).isNotEmpty().anyMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.* \\[main] DEBUG .*"));
    }

    private static void assertNobodyIsNamed(List<String> lines) {
        assertThat(String.join("\n", lines))
                .doesNotContain("Raphael", "Rodig", "Forkert", "@crimmitschau", "@polizei", "@lpr", ".example>");
    }

    private List<String> log() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("federzug-home/log"))) {
            return Files.readAllLines(files.findFirst().orElseThrow());
        }
    }
}
