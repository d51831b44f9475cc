package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code collect} from the command line: what is missing is said, and each mail is listed once with its outcome. */
class CollectingIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void saysWhatIsMissingAndListsEachMailOnce() throws IOException {
        CommandLineInside.Ended missing = federzug("collect");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("federzug.delivery.inbox");

        Path watched = Files.createDirectory(folder.resolve("eingang"));
        Files.writeString(folder.resolve("home/federzug.yaml"), "federzug.delivery.inbox.watch: " + watched + "\n");
        file(watched.resolve("gruss.eml"), "From: x@y.example\r\nSubject: Gruss\r\n\r\nGuten Tag\r\n");
        file(
                watched.resolve("abbestellen.eml"),
                "From: x@y.example\r\nSubject: Presseverteiler abbestellen\r\n\r\n\r\n");

        CommandLineInside.Ended collected = federzug("collect", "--json");
        assertThat(collected.exit()).as(collected.err()).isEqualTo(1);
        List<JsonNode> entries =
                JSON.readTree(collected.out()).get("entries").valueStream().toList();
        assertThat(entries).extracting(entry -> entry.get("outcome").asString()).containsExactly("UNCLEAR", "LEFT");
        assertThat(watched.resolve("unklar/abbestellen.eml")).exists();
        assertThat(watched.resolve("gruss.eml")).exists();

        CommandLineInside.Ended again = federzug("collect");
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("nichts zurückgekommen");
    }

    private static void file(Path file, String mail) throws IOException {
        Files.setLastModifiedTime(
                Files.writeString(file, mail), FileTime.from(Instant.now().minusSeconds(60)));
    }

    private CommandLineInside.Ended federzug(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }
}
