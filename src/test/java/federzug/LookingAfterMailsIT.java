package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.MailSink;
import federzug.testkit.MailSink.Fault;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A matter goes out through a mail server with whims, and a person looks after its mails. */
class LookingAfterMailsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void aPersonSeesWhatHappenedDecidesAndTheRestGoesOut() throws Exception {
        Queue<Fault> faults = new ArrayDeque<>(List.of(
                Fault.NONE,
                Fault.NONE,
                Fault.NONE,
                Fault.NONE,
                Fault.DROPS_AFTER_FINAL_DOT,
                Fault.GREYLISTS_RECIPIENT));
        try (MailSink sink = new MailSink()) {
            sink.script(() -> faults.isEmpty() ? Fault.NONE : faults.remove());
            configure(sink.port());
            CommandLineInside.Ended first = federzug("run", "examples/crimmitschau", "--out", out());
            assertThat(first.exit()).as(first.err()).isEqualTo(1);
            assertThat(first.err()).contains("opportunistic");
            assertThat(JSON.readTree(first.out()).at("/matters/0/release/state").asString())
                    .isEqualTo("DISPATCHING");

            List<JsonNode> mails = list(1);
            assertThat(mails)
                    .extracting(mail -> mail.get("state").asString())
                    .containsExactly(
                            "ACCEPTED",
                            "ACCEPTED",
                            "ACCEPTED",
                            "ACCEPTED",
                            "UNKNOWN",
                            "DEFERRED",
                            "ACCEPTED",
                            "ACCEPTED");
            assertThat(mails.get(5).get("nextAttempt").asString()).startsWith("20");
            JsonNode unknown = mails.get(4);
            String messageId = unknown.get("messageId").asString();
            assertThat(unknown.at("/reason/text").asString()).contains(messageId);

            theRestGetsNoOtherWording(sink);

            String id = unknown.get("id").asString();
            assertThat(federzug("send", "--resolve", id, "sent").exit()).isZero();
            CommandLineInside.Ended waited = federzug("send", "--wait");
            assertThat(waited.exit()).as(waited.err()).isZero();
            assertThat(JSON.readTree(waited.out())
                            .at("/matters/0/release/state")
                            .asString())
                    .isEqualTo("DISPATCHED");
            assertThat(list(0)).extracting(mail -> mail.get("state").asString()).containsOnly("ACCEPTED");
            assertThat(sink.mails()).hasSize(8);
        }
    }

    /** Half of the list has the release already when somebody changes the template. */
    private void theRestGetsNoOtherWording(MailSink sink) throws Exception {
        Path template = folder.resolve("templates/medieninformation/vorlage.docx");
        byte[] before = Files.readAllBytes(template);
        try (FileSystem docx = FileSystems.newFileSystem(template)) {
            Path body = docx.getPath("word/document.xml");
            Files.writeString(
                    body, Files.readString(body).replaceFirst("</w:p>", "<w:r><w:t>Neues Wort</w:t></w:r></w:p>"));
        }
        Thread.sleep(3100);
        int seen = sink.mails().size();
        CommandLineInside.Ended changed = federzug("send", "crimmitschau-2021");
        assertThat(changed.err()).contains("inzwischen ergäben die Daten einen anderen Text");
        assertThat(sink.mails()).hasSize(seen);
        Files.write(template, before);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private List<JsonNode> list(int exit) {
        CommandLineInside.Ended ended = federzug("send", "--list");
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
        return JSON.readTree(ended.out()).get("mails").valueStream().toList();
    }

    private CommandLineInside.Ended federzug(String... arguments) {
        return CommandLineInside.run(
                Federzug::start,
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--home", folder.resolve("home").toString(), "--json"))
                        .toArray(String[]::new));
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private void configure(int port) throws IOException {
        Files.createDirectories(folder.resolve("home"));
        copy(Path.of("templates"), folder.resolve("templates"));
        Files.writeString(folder.resolve("home/federzug.yaml"), """
            federzug.delivery:
              sender-address: asskomm@lpr.example
              rehearsal-address: probe@lpr.example
              retry.delays: [ 3s ]
              smtp: { host: 127.0.0.1, port: %d, tls: opportunistic, read-timeout: 5s }
            federzug.drafting.templates: %s
            """.formatted(port, folder.resolve("templates")));
    }
}
