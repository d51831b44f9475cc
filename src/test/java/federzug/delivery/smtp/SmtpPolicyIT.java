package federzug.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.AMailroom;
import federzug.delivery.MailState;
import federzug.delivery.Posted;
import federzug.notice.Texts;
import federzug.testkit.MailPki;
import federzug.testkit.MailSink;
import federzug.testkit.MailSink.Fault;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to whom, what is said about a server that is not as it should be, and how long it is waited for. */
class SmtpPolicyIT {
    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private final MailPki house = new MailPki();

    @Test
    void sendsNoAddressAndNoPasswordToAServerWithoutEncryption() throws Exception {
        try (MailSink sink = new MailSink()) {
            String password = AMailroom.secret(folder.resolve("kennwort"), "geheim");
            Posted posted = post(sink.port(), "tls", "starttls", "user", "asskomm", "password-file", password);
            assertThat(text(posted))
                    .contains("STARTTLS", "federzug.delivery.smtp")
                    .doesNotContain("ob@crimmitschau.example");
            assertThat(posted.mail().state()).isEqualTo(MailState.DEFERRED);
            assertThat(posted.mail().nextAttempt()).isNull();
            assertThat(sink.commands()).first().asString().startsWith("EHLO");
            assertThat(sink.commands()).noneMatch(line -> line.matches("(AUTH|MAIL|RCPT|DATA).*"));
        }
    }

    @Test
    void aServerWithoutEncryptionGetsTheMailOnlyWhereThatWasDecided() throws Exception {
        try (MailSink sink = new MailSink()) {
            assertThat(post(sink.port(), "tls", "opportunistic").mail().state()).isEqualTo(MailState.ACCEPTED);
        }
    }

    @Test
    void aStrangerIsNamedAsSuch() throws Exception {
        String ca = house.writeAuthority(folder.resolve("ca.pem")).toString();
        try (MailSink sink = new MailSink(house.server("mail.example"), false)) {
            Posted posted = post(sink.port(), "tls", "starttls", "host", "localhost", "ca-file", ca);
            assertThat(text(posted)).contains("smtp.host", "smtp.ca-file");
            assertThat(sink.recipients()).isEmpty();
        }
        room.later(Duration.ofSeconds(1));
        String other = new MailPki().writeAuthority(folder.resolve("other.pem")).toString();
        try (MailSink sink = new MailSink(house.server("localhost"), true)) {
            Posted posted = post(sink.port(), "tls", "tls", "host", "localhost", "ca-file", other);
            assertThat(posted.notices()).extracting(notice -> notice.code()).containsExactly("delivery.smtp.stranger");
        }
    }

    @Test
    void asksForAReportOfFailureThatNamesTheMail() throws Exception {
        try (MailSink sink = new MailSink()) {
            String id = post(sink.port()).mail().messageId();
            assertThat(said(sink, "MAIL"))
                    .startsWith("MAIL FROM:<asskomm@lpr.example>")
                    .contains(" RET=HDRS")
                    .endsWith(" ENVID=" + id);
            assertThat(said(sink, "RCPT"))
                    .contains(" NOTIFY=FAILURE,DELAY")
                    .endsWith(" ORCPT=rfc822;ob@crimmitschau.example");
        }
    }

    @Test
    void asksNothingOfAServerThatKnowsNoReports() throws Exception {
        try (MailSink sink = new MailSink()) {
            sink.offerNoReports();
            assertThat(post(sink.port()).mail().state()).isEqualTo(MailState.ACCEPTED);
            assertThat(said(sink, "MAIL")).isEqualTo("MAIL FROM:<asskomm@lpr.example>");
            assertThat(said(sink, "RCPT")).isEqualTo("RCPT TO:<ob@crimmitschau.example>");
        }
    }

    @Test
    void waitsOnlySoLongForAServerThatSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertGivesUp("no-greeting", silent.getLocalPort(), "connect-timeout", "1m", "greeting-timeout", "1s");
        }
    }

    @Test
    void waitsOnlySoLongForAConnection() throws Exception {
        // The kernel makes whoever comes when the queue is full wait.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Socket waiting = new Socket();
                queue.add(waiting);
                try {
                    waiting.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
                } catch (java.net.SocketTimeoutException e) {
                    break;
                }
            }
            assertGivesUp("unreachable", full.getLocalPort(), "connect-timeout", "1s", "greeting-timeout", "1s");
            for (Socket waiting : queue) {
                waiting.close();
            }
        }
    }

    @Test
    void waitsOnlySoLongForAServerThatStopsReading() throws Exception {
        try (MailSink sink = new MailSink()) {
            sink.fault(Fault.STOPS_READING_DURING_DATA);
            long began = System.nanoTime();
            Posted posted = room.postbox(
                            new SmtpTransport(AMailroom.smtp(sink.port(), "read-timeout", "1m", "write-timeout", "1s")),
                            "")
                    .post(room.largeMail(), AMailroom.to(folder, false));
            // Before the final dot: surely not taken.
            assertThat(posted.mail().state()).isEqualTo(MailState.DEFERRED);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
            assertThat(sink.mails()).isEmpty();
            sink.fault(Fault.NONE);
        }
    }

    private void assertGivesUp(String code, int port, String... settings) {
        long began = System.nanoTime();
        Posted posted = post(port, settings);
        assertThat(posted.mail().state()).isEqualTo(MailState.DEFERRED);
        assertThat(posted.notices()).extracting(notice -> notice.code()).containsExactly("delivery.smtp." + code);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(30));
    }

    private Posted post(int port, String... settings) {
        return room.postbox(new SmtpTransport(AMailroom.smtp(port, settings)), "")
                .post(room.agreementMail(false), AMailroom.to(folder, false));
    }

    private static String text(Posted posted) {
        return Texts.german().text(posted.notices().get(0));
    }

    private static String said(MailSink sink, String verb) {
        return sink.commands().stream()
                .filter(line -> line.startsWith(verb))
                .findFirst()
                .orElseThrow();
    }
}
