package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.DeliverySettings.Smtp;
import federzug.delivery.smtp.SmtpTransport;
import federzug.testkit.MailDatabase;
import federzug.testkit.MailSink;
import federzug.testkit.MailSink.Fault;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own sends, and is killed where it hurts; another one takes over. */
class KilledWhileSendingIT {
    @TempDir
    Path folder;

    @Test
    void beforeTheFinalDotTheMailIsSentAgainAndArrivesOnce() throws Exception {
        try (MailSink sink = new MailSink()) {
            killedAt(Fault.STOPS_READING_DURING_DATA, sink);
            assertThat(sink.mails()).isEmpty();
            sink.fault(Fault.NONE);
            assertThat(post(url(), sink.port()).mail().state()).isEqualTo(MailState.ACCEPTED);
            assertThat(post(url(), sink.port()).changed()).isFalse();
            assertThat(sink.mails()).hasSize(1);
        }
    }

    @Test
    void afterTheFinalDotTheMailIsUnknownAndNeverSentAgain() throws Exception {
        try (MailSink sink = new MailSink()) {
            killedAt(Fault.NEVER_ANSWERS_FINAL_DOT, sink);
            assertThat(sink.mails()).hasSize(1);
            sink.fault(Fault.NONE);
            for (int i = 0; i < 2; i++) {
                assertThat(post(url(), sink.port()).mail().state()).isEqualTo(MailState.UNKNOWN);
            }
            assertThat(sink.mails()).hasSize(1);
        }
    }

    /** The process that is killed: database, port and folder are its arguments. */
    public static void main(String[] arguments) {
        new KilledWhileSendingIT().post(arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2]));
    }

    private void killedAt(Fault fault, MailSink sink) throws Exception {
        MailDatabase.at(url(), AMailroom.MIGRATIONS);
        sink.fault(fault);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWhileSendingIT.class.getName(),
                        url(),
                        Integer.toString(sink.port()),
                        folder.toString())
                .inheritIO()
                .start();
        try {
            assertThat(sink.awaitStandstill(60)).isTrue();
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Posted post(String url, int port) {
        return post(url, port, folder);
    }

    private Posted post(String url, int port, Path out) {
        AMailroom room = new AMailroom(MailDatabase.at(url), out.resolve("home"));
        Smtp smtp = AMailroom.smtp(port, "read-timeout", "1m", "write-timeout", "1m");
        return room.postbox(new SmtpTransport(smtp), "").post(room.largeMail(), AMailroom.to(out, false));
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0";
    }
}
