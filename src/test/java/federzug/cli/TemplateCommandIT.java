package federzug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.start.Starter;
import federzug.testkit.CommandLineInside;
import federzug.testkit.CommandLineInside.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For people who own templates: a file in, findings out, nothing left behind. */
class TemplateCommandIT {
    private static final Path TEMPLATE = Path.of("templates/kooperationsvereinbarung/vorlage.docx");
    private static final Starter NEVER = properties -> {
        throw new AssertionError("the application with its database was started");
    };

    @TempDir
    Path folder;

    @Test
    void aGoodTemplateIsUsableAndItsSampleLeavesNothingBehind() throws IOException {
        Ended ended = template("check", TEMPLATE.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("verwendbar").contains("Seiten");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aWrongFileIsRefusedWithAdvice() throws IOException {
        Path file = Files.writeString(folder.resolve("vorlage.docx"), "kein Word");
        Ended ended = template("check", file.toString());
        assertThat(ended.exit()).isEqualTo(ExitCode.INPUT);
        assertThat(ended.out()).contains("Das ist keine Word-Datei").contains("nicht verwendbar");
    }

    @Test
    void fieldsShowMeaningSampleAndPlace() {
        Ended ended = template("fields", TEMPLATE.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("${anlagen.titel} (Pflicht)")
                .contains("Titel der Anlage")
                .contains("Beispiel: Beschluss des Stadtrats vom 11. November 2021")
                .containsPattern("\\$\\{anlagen\\.titel\\}[^$]*· Absatz \\d+: „")
                .contains("Kopfzeile")
                .contains("Dokumenteigenschaften");
    }

    private Ended template(String command, String file) {
        return CommandLineInside.run(
                NEVER,
                "template",
                command,
                file,
                "--home",
                folder.resolve("home").toString(),
                "--plain");
    }
}
