package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.FederzugProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong configuration file ends in one clear German line a fault, with file, line and advice; exit code 2. */
class WrongSettingsIT {
    @TempDir
    Path folder;

    /** What is wrong; the file, of which the line with the fault begins with {@code >}; what the message says. */
    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("a misspelled key", "federzug:\n>  zoen: Europe/Berlin", "federzug.zoen", "federzug.zone“"),
                wrong(
                        "a misspelled key below",
                        "federzug:\n  delivery:\n    smtp:\n>      hsot: mail.example",
                        "federzug.delivery.smtp.hsot",
                        "federzug.delivery.smtp.host“"),
                wrong(
                        "a misspelled key of a device",
                        "federzug.signing.devices.karte:\n  type: pkcs11\n  card:\n>    libary: /usr/lib/x.so",
                        "karte.card.libary",
                        "karte.card.library“"),
                wrong("a key of nowhere", "federzug:\n>  wetter: x", "„federzug.wetter“ gibt es nicht."),
                wrong("another root", "federzeug:\n>  zone: Europe/Berlin", "federzeug.zone", "federzug.zone“"),
                wrong("a zone that is none", "federzug:\n>  zone: Europe/Berln", "Europe/Berln", "„Europe/Berlin“"),
                wrong("yes for true", "federzug.trust:\n>  offline: vielleicht", "„vielleicht“", "true oder false"),
                wrong("a port of letters", smtp(">      port: smtp"), "„smtp“", "von 0 bis 65535"),
                wrong("a port too high", smtp(">      port: 70000"), "„70000“", "von 0 bis 65535"),
                wrong("a percentage too high", "federzug:\n  press:\n>    refusals-percent: 101", "von 0 bis 100"),
                wrong(
                        "a duration of words",
                        "federzug:\n  reminder:\n>    every: zwei Tage",
                        "„zwei Tage“",
                        "2h oder 5d"),
                wrong("no time at all", "federzug:\n  ceremony:\n>    begun-for: 0s", "„0s“", "länger als null"),
                wrong("a negative duration", "federzug:\n  press:\n>    grace: -1m", "„-1m“", "eine Dauer"),
                wrong("a word of another list", smtp(">      tls: ssl"), "„ssl“", "starttls, tls, opportunistic"),
                wrong(
                        "an unknown kind of device",
                        "federzug.signing.devices.karte:\n>  type: smartcard",
                        "„smartcard“",
                        "pkcs12, pkcs11, csc"),
                wrong(
                        "an address without a scheme",
                        "federzug:\n  trust:\n>    timestamp-services: [ zeitstempel.example ]",
                        "„zeitstempel.example“",
                        "https://"),
                wrong(
                        "a mail address without a host",
                        "federzug:\n  delivery:\n>    sender-address: poststelle",
                        "„poststelle“",
                        "keine E-Mail-Adresse"),
                wrong(
                        "a password in the file",
                        smtp(">      password: Geheim-4711"),
                        "env:NAME oder file:PFAD",
                        "federzug.delivery.smtp.password"),
                wrong(
                        "a PIN in the file",
                        "federzug.signing.devices.karte:\n  type: pkcs12\n>  pin: 4711-0815",
                        "env:NAME oder file:PFAD"),
                wrong(
                        "a secret where the name of a variable belongs",
                        smtp(">      password-env: Geheim-4711!"),
                        "Namen einer Umgebungsvariablen"),
                wrong(
                        "a secret file that others can read",
                        smtp(">      password: file:OPEN"),
                        "können auch andere lesen",
                        "chmod 600"),
                wrong(
                        "the older spelling, too",
                        smtp(">      password-file: OPEN"),
                        "können auch andere lesen",
                        "chmod 600"),
                wrong(
                        "a secret named twice",
                        smtp(">      password: env:MAIL\n      password-env: MAIL"),
                        "auf zwei Weisen"),
                wrong(
                        "a mail server without a sender",
                        "federzug:\n  delivery:\n    smtp:\n>      host: mail.example",
                        "federzug.delivery.sender-address",
                        "fehlt"),
                wrong("a variable that is not set", "federzug:\n>  zone: ${ZEITZONE_4711}", "„ZEITZONE_4711“"),
                wrong("a value where more belongs", "federzug:\n  delivery:\n>    smtp: mail.example", "Überschrift"),
                wrong("nothing where a value belongs", "federzug:\n>  zone:", "keinen Wert"),
                wrong("what the program sets itself", "federzug:\n>  home: /tmp/x", "--home"),
                wrong("a form of logs", "logging:\n>  structured.format.file: xml", "„xml“", "ecs, logstash, gelf"),
                wrong("a tab", "federzug:\n>\tzone: Europe/Berlin", "kein gültiges YAML"),
                wrong("the same key twice", "federzug:\n  zone: UTC\n>  zone: Europe/Berlin", "doppelte Namen"),
                wrong(
                        "a database that is not PostgreSQL",
                        "federzug:\n  database:\n>    url: jdbc:mysql://x/y",
                        "jdbc:postgresql:"),
                wrong(
                        "a proxy without a port",
                        "federzug:\n  trust:\n    network:\n>      proxy: http://proxy.example",
                        "federzug.trust.network.proxy",
                        "Port"),
                wrong(
                        "a country of three letters",
                        "federzug:\n  trust:\n    eu:\n>      countries: [ DEU ]",
                        "„DEU“"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void oneClearLine(String what, String yaml, List<String> said) throws IOException {
        CommandLineInside.Ended ended = status(yaml);

        assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
        assertThat(said(ended)).hasSize(1);
        assertThat(said(ended).get(0))
                .contains("Bitte")
                .contains(said)
                .doesNotContain("Geheim-4711", "4711-0815", "Exception", "org.");
        assertThat(ended.err()).contains("federzug.yaml, Zeile " + line(yaml));
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void allProblemsAtOnceInTheOrderOfTheFile() throws IOException {
        CommandLineInside.Ended ended = status(
                "federzug:\n  zone: Mars/Olympus\n  zoen: x\n  batch:\n    threads: viele\n  reminder:\n    most: -1");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(said(ended)).hasSize(4);
        assertThat(ended.err())
                .containsSubsequence("Zeile 2", "Zeile 3", "Zeile 5", "Zeile 7")
                .containsSubsequence("Mars/Olympus", "zoen", "viele", "-1");
    }

    @Test
    void aFileThatIsNotTextInUtf8IsNamed() throws IOException {
        Path file = folder.resolve("federzug.yaml");
        Files.write(file, "federzug:\n  web.house: Präventionsrat\n".getBytes(StandardCharsets.ISO_8859_1));

        CommandLineInside.Ended ended = status(file);

        assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
        assertThat(said(ended))
                .singleElement()
                .asString()
                .contains("federzug.yaml", "UTF-8")
                .doesNotContain("Exception");
    }

    /** The honest counterpart: everything at once that looks nearly like a fault. */
    @Test
    void rightSettingsAreTaken() throws IOException {
        CommandLineInside.Ended ended = status("""
                federzug:
                  zone: Europe/Berlin
                  batch.threads: 2
                  reminder: { every: 36h, most: 0 }
                  press: { grace: 0s }
                  delivery:
                    senderAddress: unterzeichnung@behoerde.example
                    sender_name: "Präventionsrat: Nr. 1"
                    rehearsal-address: ""
                    smtp:
                      host: ${MAIL_HOST_4711:mail.example}
                      TLS: StartTLS
                      password: file:CLOSED
                    retry.delays: [ 1m, 5m ]
                    inbox:
                  trust:
                    timestamp-services: https://eins.example/tsa, https://zwei.example/tsa
                    network.access:
                      "[zeitstempel.example]": { user: behoerde, password: "env:TSA_KENNWORT" }
                  signing.devices:
                    Karte-1: { type: pkcs11, card: { library: /usr/lib/x.so, slot: 0 } }
                logging.level.federzug: info
                """);

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(said(ended)).isEmpty();
    }

    @Test
    void anEmptyFileIsAsGoodAsNone() throws IOException {
        assertThat(status("").exit()).isZero();
        assertThat(status("federzug:\n#  zone: Europe/Berlin").exit()).isZero();
    }

    /** Without the library's own log, which a process of its own keeps silent. */
    private static List<String> said(CommandLineInside.Ended ended) {
        return ended.err().lines().filter(line -> line.startsWith("Fehler:")).toList();
    }

    @Test
    void nothingElseIsSaidByTheProcessItself() throws IOException {
        Files.writeString(folder.resolve("federzug.yaml"), "federzug:\n  zoen: x\n");
        // Those of another program that lie where it is called.
        Files.writeString(folder.resolve("application.properties"), "spring.main.banner-mode=console\n");
        Files.writeString(folder.resolve("application.yaml"), "federzug: {\n");

        FederzugProcess.Ended ended = FederzugProcess.run(
                folder, "status", "--plain", "--home", folder.resolve("home").toString());

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).singleElement().asString().contains("Zeile 2", "federzug.zone");
        assertThat(ended.out()).isEmpty();
    }

    private CommandLineInside.Ended status(String yaml) throws IOException {
        secret("OPEN", "rw-r--r--");
        secret("CLOSED", "r--------");
        String text = yaml.replace(">", "")
                .replace("OPEN", folder.resolve("OPEN").toString())
                .replace("CLOSED", folder.resolve("CLOSED").toString());
        return status(Files.writeString(folder.resolve("federzug.yaml"), text));
    }

    private CommandLineInside.Ended status(Path file) {
        return CommandLineInside.run(
                Federzug::start,
                "status",
                "--plain",
                "--home",
                folder.resolve("home").toString(),
                "--config",
                file.toString());
    }

    private void secret(String name, String rights) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.writeString(file, "x");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        }
    }

    private static int line(String yaml) {
        int at = yaml.indexOf('>');
        return (int) yaml.substring(0, at).lines().count() + 1;
    }

    private static String smtp(String lines) {
        return "federzug:\n  delivery:\n    sender-address: x@behoerde.example\n    smtp:\n      host: mail.example\n"
                + lines;
    }

    private static Arguments wrong(String what, String yaml, String... said) {
        return Arguments.of(what, yaml, List.of(said));
    }
}
