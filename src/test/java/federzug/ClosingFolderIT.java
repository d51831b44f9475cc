package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.Digest;
import federzug.rendering.Rendering;
import federzug.testkit.CommandLineInside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes on file lies there when the example is through, and is made once. */
@Tag("database")
class ClosingFolderIT {
    private static final String NAME = "muster-lpr-0521-2-17_2021-12-01_";

    private static final String SCHEMA = Path.of("src/test/resources/federzug/pipeline/filing/stand-in")
            .toAbsolutePath()
            .toString()
            .replace('\\', '/');

    @TempDir
    Path folder;

    @Test
    void holdsWhatGoesOnFile() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        // A rehearsal touches no real device, and there is none of that name.
        Files.writeString(home.resolve("federzug.yaml"), """
                federzug:
                  press:
                    seal-device: haussiegel
                  filing:
                    xdomea-schema: "%s"
                """.formatted(SCHEMA));
        CommandLineInside.Ended ended = run();
        assertThat(ended.exit()).as(ended.err()).isZero();
        Path filed = folder.resolve("out/crimmitschau-2021/ablage");
        List<String> names = List.of(
                NAME + "deckblatt.pdf",
                NAME + "kooperationsvereinbarung.pdf",
                NAME + "medieninformation.pdf",
                NAME + "pruefvermerk.pdf",
                NAME + "signaturnachweis.pdf",
                NAME + "verlauf.pdf",
                NAME + "versandliste.xlsx",
                "metadaten.csv",
                "pruefsummen.sha256");
        List<String> all = names(filed);
        assertThat(all)
                .filteredOn(name -> !name.endsWith("_Abgabe.Abgabe.0401.zip"))
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(all).as("with the message of xdomea").hasSize(names.size() + 1);
        for (String sum : Files.readAllLines(filed.resolve("pruefsummen.sha256"))) {
            String[] parts = sum.split("  ");
            assertThat(Digest.of(Files.readAllBytes(filed.resolve(parts[1]))).hex())
                    .isEqualTo(parts[0]);
        }
        for (String page : List.of("deckblatt", "signaturnachweis", "verlauf")) {
            assertThat(Rendering.violations(Files.readAllBytes(filed.resolve(NAME + page + ".pdf"))))
                    .as(page)
                    .isEmpty();
        }
        Path release = filed.resolve(NAME + "medieninformation.pdf");
        assertThat(release).hasSameBinaryContentAs(folder.resolve("out/crimmitschau-2021/medieninformation.pdf"));
        assertThat(Rendering.violations(Files.readAllBytes(release))).isEmpty();
        CommandLineInside.Ended check = CommandLineInside.run(
                Federzug::start, "check", release.toString(), "--home", home.toString(), "--json");
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
        assertThat(check.out())
                .containsPattern("\"kind\"\\s*:\\s*\"seal\"")
                .contains("Haus der Probe (NUR-ZUM-TESTEN)", "verification.signature.seal");
        String metadata = Files.readString(filed.resolve("metadaten.csv"));
        assertThat(metadata)
                .startsWith("\uFEFFaktenzeichen;betreff;art;datum;verfasser;empfaenger;aufbewahrung;vertraulichkeit;")
                .contains("MUSTER-LPR-0521.2/17 / MUSTER-CR-103.21;Kooperationsvereinbarung Crimmitschau;Prüfbericht;")
                .contains("André Raphael, Lutz Rodig, Sven Forkert");
        assertThat(metadata.lines()).hasSize(9);

        // Nothing is written again,.
        Path stamp = filed.resolve(NAME + "verlauf.pdf");
        byte[] before = Files.readAllBytes(stamp);
        assertThat(run().exit()).isZero();
        assertThat(Files.readAllBytes(stamp)).isEqualTo(before);
        assertThat(names(filed)).isEqualTo(all);

        assertThat(status().out()).doesNotContain("fehlt oder wurde geändert");
        Files.delete(stamp);
        Path sums = filed.resolve("pruefsummen.sha256");
        Files.writeString(sums, "# von Hand\n");
        Path own = Files.writeString(filed.resolve("aktennotiz.txt"), "Mustertext");
        CommandLineInside.Ended status = status();
        assertThat(status.out()).contains(NAME + "verlauf.pdf", "pruefsummen.sha256", "fehlt oder wurde geändert");
        assertThat(run().exit()).isZero();
        assertThat(Files.readAllBytes(stamp)).as("what has gone is there again").isEqualTo(before);
        assertThat(sums).as("what people wrote stays").hasContent("# von Hand\n");
        assertThat(own).hasContent("Mustertext");
        assertThat(filed.resolve("pruefsummen-2.sha256")).content().contains(NAME + "verlauf.pdf");
        assertThat(status().out()).doesNotContain("fehlt oder wurde geändert");
        List<String> after = names(filed);
        assertThat(run().exit()).isZero();
        assertThat(names(filed)).isEqualTo(after);
    }

    private CommandLineInside.Ended status() {
        return CommandLineInside.run(
                Federzug::start,
                "status",
                "crimmitschau-2021",
                "--home",
                folder.resolve("home").toString());
    }

    private CommandLineInside.Ended run() {
        return CommandLineInside.run(
                Federzug::start,
                "run",
                "examples/crimmitschau",
                "--home",
                folder.resolve("home").toString(),
                "--out",
                folder.resolve("out").toString(),
                "--json");
    }

    private static List<String> names(Path filed) throws Exception {
        try (Stream<Path> files = Files.list(filed)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
