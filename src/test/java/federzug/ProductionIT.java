package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A house that works on real matters alone takes neither example keys nor the example list. */
class ProductionIT {
    @TempDir
    Path folder;

    @Test
    void aRehearsalIsRefusedAndWhatItSignedElsewhereIsNotValid() throws IOException {
        Path production = Files.writeString(folder.resolve("scharf.yaml"), "federzug:\n  production: true\n");
        Path open = Files.writeString(folder.resolve("offen.yaml"), "federzug:\n  production: false\n");

        CommandLineInside.Ended refused = call(production, "prepare", "examples/crimmitschau");

        assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err()).contains("Probe", "federzug.production");
        assertThat(folder.resolve("out/crimmitschau-2021")).doesNotExist();

        CommandLineInside.Ended done = call(open, "run", "examples/crimmitschau");
        assertThat(done.exit()).as(done.err()).isZero();
        String signed = folder.resolve("out/crimmitschau-2021/kooperationsvereinbarung-signiert.pdf")
                .toString();
        assertThat(call(open, "check", signed).exit()).isZero();

        CommandLineInside.Ended checked = call(production, "check", signed);
        assertThat(checked.exit()).as(checked.out()).isEqualTo(1);
        assertThat(checked.out()).contains("Übungsschlüssel");
        assertThat(call(production, "doctor").out()).doesNotContain("Exception");
    }

    private CommandLineInside.Ended call(Path config, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--plain", "--home", folder.resolve("home").toString(), "--config", config.toString()));
        if (!arguments[0].equals("check")) {
            all.addAll(List.of("--out", folder.resolve("out").toString()));
        }
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }
}
