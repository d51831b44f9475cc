package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A house rehearses with its own people, who have no demo key, and with the devices they will use on the day. */
class OwnPeopleRehearseIT {
    @TempDir
    Path folder;

    @Test
    void signsForEverybodyWithAThrowawayKeyInTheirOwnName() throws IOException {
        Path matter = copied();
        change(
                matter,
                "    vorname: André\n    name: Raphael",
                "    vorname: Petra-Änne\n    name: 'Müller, geb. Łoś'");
        change(matter, "schreibweisen: [\"ANDRÉ RAPHAEL\"]", "schreibweisen: []");
        change(matter, "vorname: Lutz", "vorname: Lena");
        change(matter, "geraet: demo-rodig", "geraet: karte");
        Path settings = Files.writeString(folder.resolve("eigene.yaml"), """
            federzug:
              signing:
                devices:
                  karte:
                    type: pkcs11
                    card:
                      library: /gibt/es/hier/nicht.so
            """);

        CommandLineInside.Ended ended = run(matter, settings);

        // The connection pool of a test before may still have something to say.
        assertThat(ended.err().lines().filter(line -> !line.contains("HikariPool")))
                .isEmpty();
        assertThat(ended.exit()).isZero();
        Path keys = folder.resolve("home/probeschluessel-NUR-ZUM-TESTEN");
        assertThat(keys)
                .isDirectoryContaining(file -> file.endsWith("raphael-NUR-ZUM-TESTEN.p12"))
                .isDirectoryContaining(file -> file.endsWith("rodig-NUR-ZUM-TESTEN.p12"));
        // Who has a demo key in the own name keeps it.
        assertThat(keys.resolve("forkert-NUR-ZUM-TESTEN.p12")).doesNotExist();
        Path out = folder.resolve("out/crimmitschau-2021");
        assertThat(out.resolve("kooperationsvereinbarung-signiert.pdf")).isRegularFile();
        assertThat(Files.readString(out.resolve("pruefbericht.json")))
                .contains(
                        "\"verdict\" : \"VALID\"",
                        "Petra-Änne Müller, geb. Łoś (NUR-ZUM-TESTEN)",
                        "Lena Rodig (NUR-ZUM-TESTEN)");
        List<Path> before = files(keys);
        assertThat(run(matter, settings).exit()).isZero();
        assertThat(files(keys)).isEqualTo(before);
    }

    private CommandLineInside.Ended run(Path matter, Path settings) {
        return CommandLineInside.run(
                Federzug::start,
                "run",
                matter.toString(),
                "--config",
                settings.toString(),
                "--home",
                folder.resolve("home").toString(),
                "--out",
                folder.resolve("out").toString(),
                "--yes",
                "--quiet");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private Path copied() throws IOException {
        Path matter = Files.createDirectories(folder.resolve("vorgang"));
        try (Stream<Path> files = Files.list(Path.of("examples/crimmitschau"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, matter.resolve(file.getFileName()));
            }
        }
        return matter;
    }

    private static void change(Path matter, String before, String after) throws IOException {
        Path file = matter.resolve("vorgang.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }
}
