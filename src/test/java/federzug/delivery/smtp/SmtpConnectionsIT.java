package federzug.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.AMailroom;
import federzug.delivery.AgreementMail;
import federzug.delivery.MailState;
import federzug.delivery.Postbox;
import federzug.delivery.Posted;
import federzug.delivery.Recipient;
import federzug.notice.Notice;
import federzug.testkit.MailPki;
import federzug.testkit.MailSink;
import federzug.testkit.MailSink.Fault;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the mail server is spoken to: encrypted for the right one only, on few connections, at a measured pace. */
@Tag("database")
class SmtpConnectionsIT {
    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private final MailPki house = new MailPki();

    @ParameterizedTest
    @CsvSource({"starttls, false", "tls, true", "opportunistic, false"})
    void handsOverEncryptedToAServerTheHouseVouchesFor(String tls, boolean fromTheFirstByte) throws Exception {
        try (MailSink sink = new MailSink(house.server("localhost"), fromTheFirstByte)) {
            MailState state = post(sink, "tls", tls, "host", "localhost", "ca-file", authority());
            assertThat(state).isEqualTo(MailState.ACCEPTED);
            assertThat(sink.mails()).hasSize(1);
            if (!fromTheFirstByte) {
                // All that may be said in the clear.
                assertThat(sink.commands().get(1)).isEqualTo("STARTTLS");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"starttls, false", "tls, true"})
    void handsNothingToAServerOfAnotherName(String tls, boolean fromTheFirstByte) throws Exception {
        try (MailSink sink = new MailSink(house.server("mail.example"), fromTheFirstByte)) {
            assertThat(post(sink, "tls", tls, "host", "localhost", "ca-file", authority()))
                    .isEqualTo(MailState.DEFERRED);
            assertThat(sink.recipients()).isEmpty();
        }
    }

    @Test
    void anUnconfiguredAuthorityIsNotTrusted() throws Exception {
        Path other = new MailPki().writeAuthority(folder.resolve("other.pem"));
        try (MailSink sink = new MailSink(house.server("localhost"), false)) {
            assertThat(post(sink, "tls", "starttls", "host", "localhost", "ca-file", other.toString()))
                    .isEqualTo(MailState.DEFERRED);
            assertThat(sink.recipients()).isEmpty();
        }
    }

    @Test
    void socketsDontWaitAlsoUnderEncryption() throws Exception {
        try (MailSink sink = new MailSink(house.server("localhost"), true);
                Socket plain = new NoDelaySockets().plain().createSocket("127.0.0.1", sink.port());
                Socket layered = new NoDelaySockets()
                        .encrypted((SSLSocketFactory) TrustedAuthorities.read(authority()))
                        .createSocket(plain, "localhost", sink.port(), true)) {
            assertThat(plain.getTcpNoDelay()).isTrue();
            assertThat(layered.getTcpNoDelay()).isTrue();
            assertThat(new NoDelaySockets().plain().createSocket().getTcpNoDelay())
                    .isTrue();
        }
    }

    @Test
    void manyMailsShareAConnection() throws Exception {
        try (MailSink sink = new MailSink()) {
            List<MailState> states = postAll(sink, 12, "mails-per-connection", "5");
            assertThat(states).hasSize(12).containsOnly(MailState.ACCEPTED);
            assertThat(sink.mails()).hasSize(12);
            assertThat(sink.connections()).isEqualTo(3);
        }
    }

    /** Connections are kept for the next mail; a process whose work is done ends all the same. */
    @Test
    void aKeptConnectionKeepsNoProcessAlive() throws Exception {
        try (MailSink sink = new MailSink()) {
            ThreadGroup process = new ThreadGroup("process");
            Thread main = new Thread(process, () -> postAll(sink, 3));
            main.start();
            main.join();
            assertThat(sink.mails()).hasSize(3);
            Thread[] threads = new Thread[100];
            int count = process.enumerate(threads);
            for (int i = 0; i < count; i++) {
                if (!threads[i].isDaemon()) {
                    threads[i].join(60_000);
                    assertThat(threads[i].isAlive())
                            .as("%s lives on", threads[i].getName())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void severalConnectionsWorkAtOnceAndTheNumbersFollowTheList() throws Exception {
        try (MailSink sink = new MailSink()) {
            CyclicBarrier four = new CyclicBarrier(4);
            sink.script(() -> {
                try {
                    four.await(10, TimeUnit.SECONDS); // no mail goes on before four of them are under way
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    return Fault.REFUSES_SENDER;
                }
                return Fault.NONE;
            });
            assertThat(postAll(sink, 12, "connections", "4")).hasSize(12).containsOnly(MailState.ACCEPTED);
            assertThat(sink.connections()).isEqualTo(4);
            assertThat(room.rows()).extracting(row -> row.get("NAME")).containsExactly(names(12));
        }
    }

    @Test
    void aConnectionTheServerHasLeftIsReplacedWithoutLosingAnAttempt() throws Exception {
        try (MailSink sink = new MailSink()) {
            SmtpTransport carrier = new SmtpTransport(AMailroom.smtp(sink.port()));
            Postbox postbox = room.postbox(carrier, "");
            assertThat(postbox.post(to(0), AMailroom.to(folder, false)).mail().state())
                    .isEqualTo(MailState.ACCEPTED);
            sink.hangUp();
            assertThat(postbox.post(to(1), AMailroom.to(folder, false)).mail().state())
                    .isEqualTo(MailState.ACCEPTED);
            assertThat(sink.mails()).hasSize(2);
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    @Test
    void oneBadMailDoesNotHoldUpTheOthers() throws Exception {
        try (MailSink sink = new MailSink()) {
            int[] number = {0};
            sink.script(() -> number[0]++ == 1 ? Fault.REFUSES_RECIPIENT : Fault.NONE);
            assertThat(postAll(sink, 4))
                    .containsExactly(MailState.ACCEPTED, MailState.REJECTED, MailState.ACCEPTED, MailState.ACCEPTED);
        }
    }

    @Test
    void keepsToTheRateAllowed() throws Exception {
        try (MailSink sink = new MailSink()) {
            long began = System.nanoTime();
            postAll(sink, 4, "per-minute", "300");
            // The first at once, then one every 200 ms.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(600));
        }
    }

    @Test
    void showsATokenInsteadOfAPasswordAndAsksForReportsOfFailure() throws Exception {
        String token = AMailroom.secret(folder.resolve("token"), "ya29.abc\n");
        try (MailSink sink = new MailSink()) {
            Postbox postbox = room.postbox(
                    new SmtpTransport(
                            AMailroom.smtp(sink.port(), "login", "oauth2", "user", "asskomm", "password-file", token)),
                    Map.of("envelope-sender", "bounces@lpr.example", "reply-to", "team@lpr.example"));
            assertThat(postbox.post(to(0), AMailroom.to(folder, false)).mail().state())
                    .isEqualTo(MailState.ACCEPTED);
            String auth = Base64.getEncoder()
                    .encodeToString("user=asskomm\1auth=Bearer ya29.abc\1\1".getBytes(StandardCharsets.US_ASCII));
            assertThat(sink.commands())
                    .contains("AUTH XOAUTH2 " + auth)
                    .anyMatch(line -> line.startsWith("MAIL FROM:<bounces@lpr.example>"))
                    .anyMatch(line -> line.startsWith("RCPT TO:<") && line.contains("NOTIFY=FAILURE,DELAY"));
            assertThat(sink.mails().get(0))
                    .contains("From: =?UTF-8?Q?Landespr=C3=A4ventionsrat_Sachsen?= <asskomm@lpr.example>")
                    .contains("Reply-To: team@lpr.example");
        }
    }

    @Test
    void opportunisticEncryptionIsReportedAsAWarning() {
        Postbox postbox = room.postbox(
                new SmtpTransport(AMailroom.smtp(1)), Map.of("smtp.host", "mail.example", "smtp.tls", "opportunistic"));
        assertThat(postbox.warnings()).extracting(Notice::code).containsExactly("delivery.settings.opportunistic");
        assertThat(room.postbox().warnings()).isEmpty();
    }

    private MailState post(MailSink sink, String... settings) {
        Posted posted = room.postbox(new SmtpTransport(AMailroom.smtp(sink.port(), settings)), "")
                .post(room.agreementMail(false), AMailroom.to(folder, false));
        return posted.mail().state();
    }

    private List<MailState> postAll(MailSink sink, int count, String... settings) {
        List<AgreementMail> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mails.add(to(i));
        }
        List<MailState> states = new ArrayList<>();
        room.postbox(new SmtpTransport(AMailroom.smtp(sink.port(), settings)), "")
                .postAll(
                        mails,
                        AMailroom.to(folder, false),
                        AMailroom.each(posted -> states.add(posted.mail().state())));
        return states;
    }

    private AgreementMail to(int number) {
        return room.agreementMailTo(new Recipient("p" + number, "Person " + number, "p" + number + "@b.example"));
    }

    private static Object[] names(int count) {
        List<Object> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("Person " + i);
        }
        return names.toArray();
    }

    private String authority() throws Exception {
        return house.writeAuthority(folder.resolve("ca.pem")).toString();
    }
}
