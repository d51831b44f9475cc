package federzug.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import federzug.delivery.AMailroom;
import federzug.delivery.AgreementMail;
import federzug.delivery.DeliverySettings.Smtp;
import federzug.delivery.DeliverySettings.Tls;
import federzug.delivery.MailState;
import federzug.delivery.MailTransportContract;
import federzug.delivery.Postbox;
import federzug.delivery.Posted;
import federzug.testkit.AMatter;
import federzug.testkit.MailAsText;
import federzug.testkit.MailPki;
import federzug.testkit.MailSink;
import federzug.testkit.MailSink.Fault;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over a real socket, to servers on the loopback address. */
class SmtpPostboxIT implements MailTransportContract {
    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();

    @AutoClose
    private MailSink sink = MailSink.open();

    @Override
    public MailTransport transport() {
        return new SmtpTransport(AMailroom.smtp(sink.port(), "connections", "3"));
    }

    @Override
    public List<String> arrived() {
        return sink.mails();
    }

    @Test
    void deliversOnceWhatLiesInTheOutbox() throws Exception {
        GreenMail server =
                greenMail(ServerSetup.PROTOCOL_SMTP, new GreenMailConfiguration().withDisabledAuthentication());
        try {
            Postbox postbox = postbox(smtp(server.getSmtp().getPort(), Tls.OPPORTUNISTIC, "", ""), "");
            for (int i = 0; i < 2; i++) {
                Posted posted = postbox.post(room.agreementMail(false), AMailroom.to(folder, false));
                assertThat(posted.mail().state()).isEqualTo(MailState.ACCEPTED);
            }
            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).hasSize(1);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            received[0].writeTo(bytes, new String[] {"Return-Path", "Received"});
            assertThat(MailAsText.of(bytes.toByteArray()))
                    .isEqualTo(MailAsText.of(Files.readAllBytes(folder.resolve("01-raphael.eml"))));
        } finally {
            server.stop();
        }
    }

    @Test
    void logsInWithThePasswordFromAFile() throws Exception {
        GreenMail server =
                greenMail(ServerSetup.PROTOCOL_SMTP, new GreenMailConfiguration().withUser("asskomm", "geheim"));
        server.getUserManager().setAuthRequired(true);
        try {
            int port = server.getSmtp().getPort();
            String good = AMailroom.secret(folder.resolve("kennwort"), "geheim\n");
            String bad = AMailroom.secret(folder.resolve("falsch"), "falsch\n");
            Posted refused = postbox(smtp(port, Tls.OPPORTUNISTIC, "asskomm", bad), "")
                    .post(room.agreementMail(false), AMailroom.to(folder, false));
            assertThat(refused.mail().state()).isEqualTo(MailState.DEFERRED);
            assertThat(refused.notices().get(0).code()).isEqualTo("delivery.smtp.login-refused");
            Posted sent = postbox(smtp(port, Tls.OPPORTUNISTIC, "asskomm", good), "")
                    .post(room.agreementMail(false), AMailroom.to(folder, false));
            assertThat(sent.mail().state()).isEqualTo(MailState.ACCEPTED);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void aMissingPasswordStopsBeforeAnythingIsBegun() {
        Smtp smtp = smtp(
                sink.port(),
                Tls.OPPORTUNISTIC,
                "asskomm",
                folder.resolve("nirgends").toString());
        assertThatThrownBy(() -> postbox(smtp, "").post(room.agreementMail(false), AMailroom.to(folder, false)))
                .hasMessage("delivery.settings.password");
        assertThat(room.rows()).extracting(row -> row.get("STATE")).containsExactly("PENDING");
    }

    @Test
    void trustsNoCertificateOfAnUnknownIssuer() throws Exception {
        try (MailSink stranger = new MailSink(new MailPki().server("localhost"), true)) {
            Posted posted = postbox(smtp(stranger.port(), Tls.TLS, "", ""), "")
                    .post(room.agreementMail(false), AMailroom.to(folder, false));
            assertThat(posted.mail().state()).isEqualTo(MailState.DEFERRED);
            assertThat(stranger.mails()).isEmpty();
        }
    }

    @Test
    void sendsNothingUnencryptedUnlessConfigured() {
        Posted posted = postbox(smtp(sink.port(), Tls.STARTTLS, "", ""), "")
                .post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(posted.mail().state()).isEqualTo(MailState.DEFERRED);
        assertThat(posted.notices().get(0).code()).isEqualTo("delivery.smtp.no-encryption");
        assertThat(sink.commands()).doesNotContain("DATA").noneMatch(line -> line.startsWith("MAIL"));
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSES_RECIPIENT,       REJECTED, 0, delivery.smtp.no-such-address",
        "GREYLISTS_RECIPIENT,     DEFERRED, 0, delivery.smtp.greylisted",
        "DROPS_DURING_DATA,       DEFERRED, 0, delivery.smtp.broken-off",
        "REFUSES_AFTER_FINAL_DOT, REJECTED, 1, delivery.smtp.policy",
        "DEFERS_AFTER_FINAL_DOT,  DEFERRED, 1, delivery.smtp.deferred",
        "DROPS_AFTER_FINAL_DOT,   UNKNOWN,  1, delivery.smtp.unknown",
        "NEVER_ANSWERS_FINAL_DOT, UNKNOWN,  1, delivery.smtp.unknown"
    })
    void saysWhatBecameOfAMail(Fault fault, MailState expected, int seen, String code) {
        sink.fault(fault);
        Postbox postbox = postbox(smtp(sink.port(), Tls.OPPORTUNISTIC, "", ""), "");
        Posted posted = postbox.post(large(), AMailroom.to(folder, false));
        assertThat(posted.mail().state()).as("%s", posted.notices()).isEqualTo(expected);
        assertThat(posted.notices()).extracting(notice -> notice.code()).containsExactly(code);
        assertThat(sink.mails()).hasSize(seen);

        sink.fault(Fault.NONE);
        room.later(Duration.ofMinutes(2));
        Posted again = postbox.post(large(), AMailroom.to(folder, false));
        boolean retried = expected == MailState.DEFERRED;
        assertThat(again.mail().state()).isEqualTo(retried ? MailState.ACCEPTED : expected);
        assertThat(sink.mails()).hasSize(retried ? seen + 1 : seen);
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() throws Exception {
        Postbox postbox = postbox(smtp(sink.port(), Tls.OPPORTUNISTIC, "", ""), "");
        sink.close();
        assertThat(postbox.post(room.agreementMail(false), AMailroom.to(folder, false))
                        .mail()
                        .state())
                .isEqualTo(MailState.DEFERRED);
    }

    @Test
    void aRehearsalReachesNoRealAddress() {
        Smtp smtp = smtp(sink.port(), Tls.OPPORTUNISTIC, "", "");
        postbox(smtp, "").post(room.agreementMail(true), AMailroom.to(folder, true));
        assertThat(sink.recipients()).isEmpty();
        AMatter.crimmitschau()
                .release()
                .recipients()
                .forEach(to -> postbox(smtp, "probe@lpr.example")
                        .post(room.pressMail(room.matter, to, true), AMailroom.to(folder, true)));
        assertThat(sink.recipients()).hasSize(5).containsOnly("probe@lpr.example");
    }

    private AgreementMail large() {
        return room.largeMail();
    }

    private Postbox postbox(Smtp smtp, String rehearsalAddress) {
        return room.postbox(new SmtpTransport(smtp), rehearsalAddress);
    }

    private static Smtp smtp(int port, Tls tls, String user, String passwordFile) {
        return AMailroom.smtp(port, "tls", tls.name(), "user", user, "password-file", passwordFile);
    }

    private static GreenMail greenMail(String protocol, GreenMailConfiguration configuration) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.withConfiguration(configuration);
        server.start();
        return server;
    }
}
