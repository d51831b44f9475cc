package federzug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Texts;
import federzug.start.SettingsFile;
import federzug.testkit.CommandLineInside;
import federzug.testkit.FederzugProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} writes a file that the product takes, and never over another. */
class InitCommandIT {
    @TempDir
    Path folder;

    @Test
    void theFileIsItsOwnersAndChangesNothing() throws IOException {
        Path file = folder.resolve("federzug.yaml");

        CommandLineInside.Ended ended = init("--defaults", "--config", file.toString());

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains(file.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("# zone: \"Europe/Berlin\"").contains("env:NAME");
        assertThat(FederzugProcess.run(folder, "status", "--plain").exit()).isZero();
    }

    /** Every value named in a comment holds anyway, and is taken when its mark is removed. */
    @Test
    void everyLineMayBeBroughtIntoForce() throws IOException {
        String all = new SettingsFile().text(Map.of(), "x").replaceAll("(?m)^( +)# (?!---)", "$1");
        // Lines without a value are left out; so is what needs more than it names itself.
        String valued = all.lines()
                .filter(line -> !line.matches(" +[\\w-]+:   #.*"))
                .reduce("", (before, line) -> before + line + "\n");
        Files.writeString(folder.resolve("federzug.yaml"), valued);

        FederzugProcess.Ended ended = FederzugProcess.run(folder, "status", "--plain");

        assertThat(ended.trouble()).doesNotContain("Fehler");
        assertThat(ended.exit()).isZero();
        assertThat(valued).contains("largest: 67108864", "delays: [ \"1m\", \"5m\"", "\"[rechner.example]\":");
    }

    @Test
    void aFileThatIsThereStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("federzug.yaml"), "federzug:\n  zone: UTC\n");

        CommandLineInside.Ended ended = init("--defaults", "--config", file.toString());

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains(file.toString(), "gibt es schon", "Bitte");
        assertThat(Files.readString(file)).isEqualTo("federzug:\n  zone: UTC\n");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void withoutATerminalItSaysHowToGoOnAndWritesNothing() {
        Path file = folder.resolve("federzug.yaml");

        CommandLineInside.Ended ended = init("--config", file.toString());

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("--defaults");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        CommandLineInside.Ended ended = init(
                "--defaults", "--config", folder.resolve("fehlt/federzug.yaml").toString());

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("fehlt", "Bitte");
    }

    @Test
    void wrongAnswersAreAskedForAgainAndNoSecretGetsIntoTheFile() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Map<String, String> right = Map.of(
                "federzug.delivery.sender-address", "sig@behoerde.example",
                "federzug.delivery.sender-name", "Rat \"Nord\"",
                "federzug.delivery.smtp.host", "mail.behoerde.example",
                "federzug.delivery.smtp.user", "federzug",
                "federzug.delivery.smtp.password", "env:MAIL_KENNWORT",
                "federzug.trust.timestamp-services", "https://a.example/tsa, https://b.example/tsa");
        Map<String, String> wrongFirst =
                Map.of("federzug.delivery.sender-address", "sig", "federzug.delivery.smtp.password", "Geheim-4711");
        java.util.Set<String> seen = new java.util.HashSet<>();

        Optional<Map<String, String>> answers = dialogue(said, question -> {
                    String key = question.replaceAll(".*\\((federzug[\\w.-]+).*", "$1");
                    return seen.add(key) && wrongFirst.containsKey(key)
                            ? wrongFirst.get(key)
                            : right.getOrDefault(key, "");
                })
                .hold();

        String text = new SettingsFile().text(answers.orElseThrow(), "x");
        assertThat(text)
                .contains("sender-name: \"Rat \\\"Nord\\\"\"")
                .contains("password: \"env:MAIL_KENNWORT\"")
                .contains("timestamp-services: [ \"https://a.example/tsa\", \"https://b.example/tsa\" ]")
                .doesNotContain("Geheim-4711");
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("keine E-Mail-Adresse", "env:NAME oder file:PFAD")
                .doesNotContain("Geheim-4711");
        assertThat(seen).doesNotContain("federzug.database.user");
        Files.writeString(folder.resolve("federzug.yaml"), text);
        FederzugProcess.Ended ended = FederzugProcess.run(folder, "status", "--plain");
        assertThat(ended.trouble()).doesNotContain("Fehler");
        assertThat(ended.exit()).isZero();
    }

    @Test
    void whoEndsTheQuestionsGetsNoFile() {
        assertThat(dialogue(new ByteArrayOutputStream(), question -> null).hold())
                .isEmpty();
    }

    private static InitDialogue dialogue(
            ByteArrayOutputStream said, java.util.function.Function<String, @Nullable String> ask) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new InitDialogue(new Terminal(out, out, Texts.german(), true, false), new SettingsFile(), ask);
    }

    private static CommandLineInside.Ended init(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "init";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandLineInside.run(
                properties -> {
                    throw new AssertionError("the application was started");
                },
                all);
    }
}
