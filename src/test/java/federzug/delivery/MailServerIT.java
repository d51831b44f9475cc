package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.testkit.MailPki;
import federzug.testkit.MailSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor's look at the mail server: as far as the login, and nothing is sent. */
class MailServerIT {
    private static final MailPki HOUSE = new MailPki();

    @TempDir
    Path folder;

    @Test
    void aServerThatLetsUsInIsReadyAndGetsNoMail() throws Exception {
        try (MailSink sink = new MailSink(HOUSE.server("localhost"), false)) {
            sink.takesAtMost(52_000_000);
            List<Notice> found = check(
                    sink.port(),
                    Map.of("smtp.login", "oauth2", "smtp.user", "federzug", "smtp.password-file", secret()));

            assertThat(found).singleElement().satisfies(one -> {
                assertThat(one.severity()).isEqualTo(Severity.NOTE);
                assertThat(Texts.german().text(one))
                        .contains("verschlüsselt", "Anmeldung gelingt", "52\u00a0MB", "localhost");
            });
            assertThat(sink.mails()).isEmpty();
            assertThat(sink.commands()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void whatStandsInTheWayIsNamed() throws Exception {
        try (MailSink sink = new MailSink(HOUSE.server("localhost"), false)) {
            sink.answers("AUTH", "535 5.7.8 Error: authentication failed");
            assertThat(codes(check(
                            sink.port(),
                            Map.of("smtp.login", "oauth2", "smtp.user", "x", "smtp.password-file", secret()))))
                    .containsExactly("delivery.server.login-refused");
            assertThat(codes(check(sink.port(), Map.of("smtp.user", "x", "smtp.password-env", "FEHLT_4711"))))
                    .containsExactly("delivery.settings.password");
        }
        try (MailSink stranger = new MailSink(HOUSE.server("mail.example"), false)) {
            assertThat(codes(check(stranger.port(), Map.of()))).containsExactly("delivery.server.stranger");
        }
        try (MailSink bare = new MailSink()) {
            assertThat(codes(check(bare.port(), Map.of()))).containsExactly("delivery.server.no-encryption");
            assertThat(codes(check(bare.port(), Map.of("smtp.tls", "opportunistic"))))
                    .containsExactly("delivery.server.answers", "delivery.settings.opportunistic");
            bare.takesAtMost(5_000_000);
            assertThat(codes(check(bare.port(), Map.of("smtp.tls", "opportunistic"))))
                    .contains("delivery.server.small");
            bare.greets("554 5.7.1 go away");
            assertThat(codes(check(bare.port(), Map.of()))).containsExactly("delivery.server.refuses-us");
        }
        int closed;
        try (MailSink gone = new MailSink()) {
            closed = gone.port();
        }
        assertThat(codes(check(closed, Map.of()))).containsExactly("delivery.server.silent");
        assertThat(codes(new MailServer(AMailroom.settings(Map.of())).check())).containsExactly("delivery.server.none");
    }

    private List<Notice> check(int port, Map<String, String> more) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "smtp.host", "localhost",
                "smtp.port", Integer.toString(port),
                "smtp.connect-timeout", "3s",
                "smtp.greeting-timeout", "3s",
                "smtp.ca-file", HOUSE.writeAuthority(folder.resolve("ca.pem")).toString()));
        all.putAll(more);
        List<Notice> found = new MailServer(AMailroom.settings(all)).check();
        assertThat(found).allSatisfy(one -> assertThat(Texts.german().text(one)).doesNotContain("{"));
        return found;
    }

    private String secret() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "nur-zum-testen");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    private static List<String> codes(List<Notice> notices) {
        return notices.stream().map(Notice::code).toList();
    }
}
