package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code doctor} without a matter: what is in force, whether all of it works, and no effects. */
class DoctorIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void showsWhatIsInForceAndChangesNothing() throws IOException {
        settings("""
                federzug:
                  delivery.sender-address: x@behoerde.example
                  delivery.smtp:
                    host: localhost
                    port: 1
                    user: federzug
                    password: env:KENNWORT_4711
                  trust.offline: true
                  signing.devices:
                    fehlt: { type: pkcs12, file: %s }
                """.formatted(folder.resolve("fehlt.p12")));
        doctor("--plain");
        Map<String, String> before = contents();

        CommandLineInside.Ended shown = doctor("--plain");
        CommandLineInside.Ended json = doctor("--json");

        assertThat(contents()).isEqualTo(before);
        assertThat(shown.exit()).isEqualTo(1);
        assertThat(shown.out())
                .contains("Es gilt die Einstellungsdatei " + folder.resolve("federzug.yaml"))
                .contains("federzug.delivery.smtp.port = 1 (" + folder.resolve("federzug.yaml") + ", Zeile 5)")
                .contains("federzug.delivery.smtp.password = env:KENNWORT_4711")
                .containsPattern("(?m)^✓ Freier Platz +.*MB frei")
                .containsPattern("(?m)^✓ Uhr und Schema +Datenbank")
                .containsPattern("(?m)^✓ Schriften ")
                .containsPattern("(?m)^✓ Vorlagen ")
                .containsPattern("(?m)^✓ Zugriffsrechte ")
                .containsPattern("(?m)^! E-Mail-Versand +KENNWORT_4711: Das Kennwort für den Mailserver")
                .containsPattern("(?m)^! Zeitstempel ")
                .containsPattern("(?m)^! Vertrauensliste ")
                .containsPattern("(?m)^! Signaturmittel „fehlt“ .*fehlt.p12");
        JsonNode read = JSON.readTree(json.out());
        assertThat(json.exit()).isEqualTo(1);
        assertThat(read.get("healthy").asBoolean()).isFalse();
        assertThat(states(read))
                .containsEntry("disk", true)
                .containsEntry("rights", true)
                .containsEntry("versions", true)
                .containsEntry("clock", true)
                .containsEntry("fonts", true)
                .containsEntry("mail", false)
                .containsEntry("trust", false);
        assertThat(read.get("devices").get(0).get("name").asString()).isEqualTo("fehlt");
        assertThat(read.get("settings").findValuesAsString("key")).contains("federzug.trust.offline");
    }

    @Test
    void whatDoesNotWorkIsRed() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("leer"));
        settings("federzug:\n  drafting.templates: " + empty + "\n  delivery.inbox.watch: " + folder.resolve("fehlt"));

        JsonNode read = JSON.readTree(doctor("--json").out());

        assertThat(states(read)).containsEntry("templates", false).containsEntry("inbox", false);
    }

    private static Map<String, Boolean> states(JsonNode read) {
        Map<String, Boolean> states = new TreeMap<>();
        for (JsonNode lamp : read.get("lamps")) {
            states.put(lamp.get("kind").asString(), lamp.get("good").asBoolean());
        }
        return states;
    }

    private void settings(String yaml) throws IOException {
        Files.writeString(folder.resolve("federzug.yaml"), yaml);
    }

    private CommandLineInside.Ended doctor(String how) {
        return CommandLineInside.run(
                Federzug::start,
                "doctor",
                how,
                "--home",
                folder.resolve("home").toString(),
                "--config",
                folder.resolve("federzug.yaml").toString());
    }

    /** Files of the home with their sizes, but for what any command touches: log and database. */
    private Map<String, String> contents() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !List.of("log")
                            .contains(file.getParent().getFileName().toString()))
                    .filter(file -> !file.getFileName().toString().startsWith("federzug."))
                    .collect(Collectors.toMap(Path::toString, DoctorIT::size, (a, b) -> a, TreeMap::new));
        }
    }

    private static String size(Path file) {
        try {
            return String.valueOf(Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
