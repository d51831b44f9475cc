package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.CommandLineInside.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The press desk at the command line: a release is confirmed by typing, or not at all. */
class PressCommandIT {
    private static final String MATTER = "crimmitschau-2021";

    @TempDir
    Path folder;

    @Test
    void releasesOnlyWhatWasConfirmedAndSaysWhoStoppedItAndWhy() throws Exception {
        assertThat(run(
                                "prepare",
                                data().toString(),
                                "--out",
                                folder.resolve("out").toString())
                        .exit())
                .isZero();

        Ended early = press("release", "--as", "Kim Muster", "--yes");
        assertThat(early.exit()).isEqualTo(2);
        assertThat(early.err())
                .contains(
                        "lässt sich noch nicht zum Versand freigeben. Bitte zuerst erledigen:",
                        "Der Text ist nicht freigegeben.");

        assertThat(press("approve", "--as", "Kim Muster", "--text").out())
                .contains("Text und Zitate freigegeben", "Text: freigegeben von Kim Muster");

        Ended untyped = press("release", "--as", "Kim Muster");
        assertThat(untyped.exit()).isEqualTo(2);
        assertThat(untyped.err())
                .contains("geht an 5 Adressen", "Nicht bestätigt: Es wurde nichts freigegeben.", MATTER);

        Ended released = press("release", "--as", "Kim Muster", "--yes", "--json");
        assertThat(released.exit()).isZero();
        JsonNode view = JsonMapper.shared().readTree(released.out());
        assertThat(view.get("stage").asString()).isEqualTo("RELEASED");
        assertThat(view.get("said"))
                .extracting(one -> one.get("kind").asString())
                .as("the call without a typed word left nothing")
                .containsExactly("TEXT", "RELEASE");

        Ended stopped = press("stop", "--as", "Kim Muster", "--reason", "Zahl falsch");
        assertThat(stopped.out()).contains("Kim Muster: angehalten", "„Zahl falsch“", "Kim Muster hat den Versand am");

        assertThat(press("correct", "--as", "Kim Muster", "--says", "Es sind 28.")
                        .exit())
                .as("nothing is out")
                .isEqualTo(2);
    }

    /** The example without its agreement: a release that waits for nobody's signature. */
    private Path data() throws Exception {
        Path example = Path.of("examples/crimmitschau");
        String yaml = Files.readString(example.resolve("vorgang.yaml"))
                .replaceFirst("(?s)\nvereinbarungen:\n.*?\n(?=medieninformation:)", "\n");
        Files.copy(example.resolve("verteiler.csv"), folder.resolve("verteiler.csv"));
        return Files.writeString(folder.resolve("vorgang.yaml"), yaml);
    }

    private Ended press(String what, String... more) {
        List<String> all = new ArrayList<>(List.of("press", what, MATTER));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private Ended run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }
}
