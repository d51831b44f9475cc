package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.MailAsText;
import federzug.testkit.MailSink;
import federzug.testkit.MailSink.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person decides about a mail is done by the next {@code send}, exactly once, however far its matter is. */
class DecidingAboutMailsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void anUnknownMailIsDecidedByCommandAndGoesExactlyOnceMore() throws Exception {
        Queue<Fault> faults =
                new ArrayDeque<>(List.of(Fault.DROPS_AFTER_FINAL_DOT, Fault.NONE, Fault.DROPS_AFTER_FINAL_DOT));
        try (MailSink sink = new MailSink()) {
            sink.script(() -> faults.isEmpty() ? Fault.NONE : faults.remove());
            configure(sink.port(), "");
            assertThat(json("run", example(), "--out", out()).exit()).isEqualTo(1);
            List<JsonNode> mails = list(1);
            String first = id(mails.get(0));
            String third = id(mails.get(2));
            assertThat(states(mails).subList(0, 3)).containsExactly("UNKNOWN", "ACCEPTED", "UNKNOWN");
            int seen = sink.mails().size();

            allIsWrongAtOnceAndNothingIsChanged(first, id(mails.get(1)));
            assertThat(states(list(1)).subList(0, 3)).containsExactly("UNKNOWN", "ACCEPTED", "UNKNOWN");

            CommandLineInside.Ended decided =
                    plain("send", "--resolve", first, "perhaps-twice", "--resolve", third, "sent");
            assertThat(decided.exit()).as(decided.err()).isZero();
            assertThat(decided.out()).contains(first, "noch nicht versandt", third, "übergeben", "eine Person");
            // The same decision again is no other.
            assertThat(plain("send", "--resolve", first, "perhaps-twice").exit())
                    .isZero();
            assertThat(plain("send", "--resolve", third, "sent").exit()).isZero();
            assertThat(plain("send", "--resolve", third, "perhaps-twice").err()).contains("schon übergeben");
            assertThat(plain("send", "--resolve", first, "resend").err()).contains("noch nicht versandt");
            assertThat(sink.mails()).hasSize(seen);

            assertThat(plain("send").exit()).isZero();
            assertThat(plain("send").exit()).isZero();
            assertThat(sink.mails()).hasSize(seen + 1);
            String messageId = mails.get(0).get("messageId").asString();
            assertThat(sink.mails().get(seen)).contains("Message-ID: " + messageId);
            assertThat(MailAsText.of(sink.mails().get(seen).getBytes(StandardCharsets.UTF_8)))
                    .contains(
                            "(möglicherweise doppelt)", "Möglicherweise haben Sie diese E-Mail schon einmal bekommen");
            assertThat(states(list(0))).containsOnly("ACCEPTED");
        }
    }

    private void allIsWrongAtOnceAndNothingIsChanged(String unknown, String accepted) {
        CommandLineInside.Ended wrong = plain(
                "send", "--resolve", unknown, "resend", "--resolve", "0815", "sent", "--resolve", accepted, "resend");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("0815", "send --list", accepted, "schon übergeben")
                .doesNotContain("ACCEPTED", "Exception");
        CommandLineInside.Ended word = plain("send", "--resolve", unknown, "vielleicht");
        assertThat(word.exit()).isEqualTo(2);
        assertThat(word.err()).contains("„vielleicht“", "sent", "resend", "perhaps-twice");
    }

    @Test
    void aMailThatWasLeftToAPersonGoesOutAfterAllThoughItsMatterIsClosed() throws Exception {
        Path register = Files.writeString(folder.resolve("postfaecher.yaml"), """
            empfaenger:
              - { adresse: polizeipraesident@pd-zwickau.example, verschluesselt: nein, signierte_dateien: nein }
              - { adresse: lokales@musterbote.example, verschluesselt: nein, signierte_dateien: ja, dateitypen: [docx] }
            """);
        try (MailSink sink = new MailSink()) {
            configure(sink.port(), "federzug.agreement.mailboxes: " + register);
            CommandLineInside.Ended run = json("run", example(), "--out", out());
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(JSON.readTree(run.out()).at("/matters/0/state").asString())
                    .isEqualTo("CLOSED");
            List<JsonNode> byHand = list(0).stream()
                    .filter(mail -> mail.get("state").asString().equals("BY_HAND"))
                    .toList();
            assertThat(byHand)
                    .extracting(mail -> mail.get("recipient").asString())
                    .containsExactly("polizeipraesident@pd-zwickau.example", "lokales@musterbote.example");
            assertThat(byHand)
                    .allSatisfy(mail -> assertThat(mail.at("/reason/text").asString())
                            .contains("Link", "Papier", "send --resolve " + id(mail)));
            assertThat(byHand.get(1).at("/reason/text").asString()).contains("anderes Format");
            int seen = sink.mails().size();

            Files.writeString(register, "empfaenger: []\n");
            for (JsonNode mail : byHand) {
                assertThat(plain("send", "--resolve", id(mail), "resend").exit())
                        .isZero();
            }
            assertThat(sink.mails()).hasSize(seen);
            CommandLineInside.Ended sent = plain("send");
            assertThat(sent.exit()).as(sent.err()).isZero();
            plain("send");
            assertThat(sink.mails()).hasSize(seen + 2);
            assertThat(states(list(0))).containsOnly("ACCEPTED");
        }
    }

    @Test
    void anErrorOfTheServerIsReportedOnceAndOneDecisionReleasesAllMailsOfTheMatter() throws Exception {
        try (MailSink sink = new MailSink()) {
            sink.answers("RCPT", "550 5.7.1 relaying denied");
            configure(sink.port(), "");
            CommandLineInside.Ended run = plain("run", example(), "--out", out());
            assertThat(run.exit()).isEqualTo(1);
            String sentence = "lehnt alle Empfänger mit derselben Antwort ab";
            assertThat(run.err().split(sentence, -1)).hasSize(2);
            assertThat(run.err()).contains("Niemand wurde abgelehnt").doesNotContain("endgültig");
            assertThat(states(list(1))).containsOnly("DEFERRED");
            CommandLineInside.Ended doubt = plain("send", "--resolve", id(list(1).get(0)), "perhaps-twice");
            assertThat(doubt.exit()).isEqualTo(2);
            assertThat(doubt.err()).contains("nicht ungewiss", "Bitte sent oder resend schreiben");
            assertThat(plain("resume").exit()).isEqualTo(1);

            sink.answers("RCPT", "250 ok");
            String matter = list(1).get(0).get("matter").asString();
            CommandLineInside.Ended decided = plain("send", "--resolve", matter, "resend");
            assertThat(decided.exit()).as(decided.err()).isZero();
            assertThat(plain("send").exit()).isZero();
            assertThat(states(list(0))).containsOnly("ACCEPTED");
            assertThat(plain("send", "--resolve", matter, "sent").exit()).isEqualTo(2);
        }
    }

    private List<JsonNode> list(int exit) {
        CommandLineInside.Ended ended = json("send", "--list");
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
        return JSON.readTree(ended.out()).get("mails").valueStream().toList();
    }

    private static List<String> states(List<JsonNode> mails) {
        return mails.stream().map(mail -> mail.get("state").asString()).toList();
    }

    private static String id(JsonNode mail) {
        return mail.get("id").asString();
    }

    private CommandLineInside.Ended json(String... arguments) {
        return federzug("--json", arguments);
    }

    private CommandLineInside.Ended plain(String... arguments) {
        return federzug("--plain", arguments);
    }

    private CommandLineInside.Ended federzug(String form, String... arguments) {
        return CommandLineInside.run(
                Federzug::start,
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of(form, "--home", folder.resolve("home").toString()))
                        .toArray(String[]::new));
    }

    private static String example() {
        return "examples/crimmitschau";
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    @BeforeEach
    void makeHome() throws IOException {
        Files.createDirectories(folder.resolve("home"));
    }

    private void configure(int port, String more) throws IOException {
        Files.writeString(folder.resolve("home/federzug.yaml"), """
            federzug.delivery:
              sender-address: asskomm@lpr.example
              rehearsal-address: probe@lpr.example
              smtp: { host: 127.0.0.1, port: %d, tls: opportunistic, read-timeout: 5s }
            %s
            """.formatted(port, more));
    }
}
