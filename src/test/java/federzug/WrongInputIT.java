package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong input ends in one clear German message with exit code 2, and nothing half done. */
class WrongInputIT {
    @TempDir
    Path folder;

    private Path matter;

    @BeforeEach
    void copiesTheExample() throws IOException {
        matter = Files.createDirectories(folder.resolve("vorgang"));
        try (Stream<Path> files = Files.list(Path.of("examples/crimmitschau"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, matter.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void reportsAllProblemsOfAFileAtOnce() throws IOException {
        change("datum: 2021-12-01", "datum: 2021-13-01");
        change("form: virtuell", "from: virtuell");
        change("ob@crimmitschau.example", "ob(at)crimmitschau.example");
        CommandLineInside.Ended ended = refused();
        assertThat(ended.err()).contains("vorgang.yaml, Zeile", "datum", "„form“", "ob(at)crimmitschau.example");
    }

    @Test
    void namesAnUnknownPersonAndTheNearestKnownOne() throws IOException {
        change("person: raphael, schritt", "person: raphel, schritt");
        assertThat(refused().err()).contains("raphel", "raphael");
    }

    @Test
    void namesAnUnknownTemplateAndTheNearestKnownOne() throws IOException {
        change("vorlage: kooperationsvereinbarung", "vorlage: kooperationsvereinbahrung");
        assertThat(refused().err()).contains("kooperationsvereinbahrung", "kooperationsvereinbarung");
    }

    @Test
    void namesAnUnknownSigningDevice() throws IOException {
        change("geraet: demo-rodig", "geraet: demo-rodik");
        assertThat(refused().err()).contains("demo-rodik", "demo-rodig");
    }

    @Test
    void saysThatAKeyStoreIsMissing() throws IOException {
        settings("federzug.signing.devices.karte: { type: pkcs12, file: fehlt.p12, pin-env: FEDERZUG_PIN }");
        change("geraet: demo-rodig", "geraet: karte");
        assertThat(refused().err()).contains("fehlt.p12");
    }

    @Test
    void saysThatAPinIsWrongBeforeAnybodyHasSigned() throws IOException {
        Path pin = folder.resolve("pin");
        Files.writeString(pin, "falsch");
        Files.setPosixFilePermissions(pin, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Path store;
        try (Stream<Path> files = Files.list(Path.of("keystores-example"))) {
            store = files.filter(file -> file.getFileName().toString().startsWith("forkert"))
                    .filter(file -> file.toString().endsWith(".p12"))
                    .findFirst()
                    .orElseThrow();
        }
        settings("federzug.signing.devices.karte: { type: pkcs12, file: \"" + store.toAbsolutePath()
                + "\", pin-file: \"" + pin + "\" }");
        change("geraet: demo-forkert", "geraet: karte");
        CommandLineInside.Ended ended = run();
        assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains("PIN", "karte").doesNotContain("hat unterzeichnet", "falsch\n");
    }

    /** Also in the release, which is set after the agreement. */
    @Test
    void reportsACharacterThatNoFontHasBeforeAnythingIsPrepared() throws IOException {
        change("Crimmitschau tritt", "Crimmitschau \uD83D\uDE00 tritt");
        assertThat(refused().err()).contains("U+1F600").doesNotContain("ist vorbereitet");
        change("Crimmitschau \uD83D\uDE00 tritt", "Crimmitschau tritt");
        assertThat(prepare().exit()).isZero();
    }

    @Test
    void refusesANetworkFolderAndOneThatCannotBeWritten() throws IOException {
        CommandLineInside.Ended network = run("--out", "//server/freigabe");
        assertThat(network.exit()).isEqualTo(2);
        assertThat(network.err()).contains("Netzlaufwerk");
        Path file = Files.writeString(folder.resolve("datei"), "kein Ordner");
        CommandLineInside.Ended blocked = run("--out", file.resolve("out").toString());
        assertThat(blocked.exit()).isEqualTo(2);
        assertThat(blocked.err()).contains("nicht geschrieben");
    }

    @Test
    void asksBeforeChangedDataReplaceDocumentsAndRefusesAfterTheFirstSignature() throws IOException {
        assertThat(prepare().exit()).isZero();
        change("Muster-Beschluss 2021/11-01", "Muster-Beschluss 2021/11-02");
        CommandLineInside.Ended unconfirmed = prepare();
        assertThat(unconfirmed.exit()).isEqualTo(2);
        assertThat(unconfirmed.err()).contains("ratsbeschluss", "--yes");
        assertThat(prepare("--yes").exit()).isZero();
        assertThat(run().exit()).isZero();
        change("Muster-Beschluss 2021/11-02", "Muster-Beschluss 2021/11-03");
        CommandLineInside.Ended refused = run("--yes");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("unterzeichnet");
    }

    @Test
    void explainsWrongUsageInGerman() {
        CommandLineInside.Ended unknown = CommandLineInside.run(Federzug::start, "runn");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("„runn“ ist hier unbekannt").contains("run");
        assertThat(CommandLineInside.run(Federzug::start, "runn", "--help")).isEqualTo(unknown);
        assertThat(CommandLineInside.run(Federzug::start, "template", "prüfe", "--help")
                        .exit())
                .isEqualTo(2);
        CommandLineInside.Ended helped = CommandLineInside.run(Federzug::start, "run", "--help");
        assertThat(helped.exit()).isZero();
        assertThat(helped.out()).contains("federzug run");
        CommandLineInside.Ended missing = CommandLineInside.run(Federzug::start, "sign", "x");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("--as");
        CommandLineInside.Ended path = CommandLineInside.run(Federzug::start, "run", "gibt-es-nicht");
        assertThat(path.exit()).isEqualTo(2);
        assertThat(path.err()).contains("gibt-es-nicht");
    }

    private CommandLineInside.Ended refused() {
        CommandLineInside.Ended ended = run();
        assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).doesNotContain("Exception", "\tat ");
        assertThat(folder.resolve("out/crimmitschau-2021")).doesNotExist();
        return ended;
    }

    private CommandLineInside.Ended run(String... more) {
        return call("run", more);
    }

    private CommandLineInside.Ended prepare(String... more) {
        return call("prepare", more);
    }

    private CommandLineInside.Ended call(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(
                command,
                matter.toString(),
                "--plain",
                "--home",
                folder.resolve("home").toString()));
        if (!List.of(more).contains("--out")) {
            all.addAll(List.of("--out", folder.resolve("out").toString()));
        }
        if (Files.exists(folder.resolve("federzug.yaml"))) {
            all.addAll(List.of("--config", folder.resolve("federzug.yaml").toString()));
        }
        all.addAll(List.of(more));
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }

    private void settings(String yaml) throws IOException {
        Files.writeString(folder.resolve("federzug.yaml"), yaml + "\n");
    }

    private void change(String before, String after) throws IOException {
        Path file = matter.resolve("vorgang.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }
}
