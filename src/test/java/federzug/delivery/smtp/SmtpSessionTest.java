package federzug.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.AMailroom;
import jakarta.mail.util.StreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPOutputStream;
import org.junit.jupiter.api.Test;

/** What Angus Mail is told: nothing of it may be left to its own defaults. */
class SmtpSessionTest {
    /** Makes no thread before it is needed. */
    private static final ScheduledExecutorService WATCH = Executors.newScheduledThreadPool(0);

    @Test
    void withoutFurtherSettingsItIsEncryptedImpatientAndToTheRightServerOnly() {
        Properties told = session(Map.of("smtp.host", "mail.example"));
        assertThat(told)
                .containsEntry("mail.smtp.starttls.enable", "true")
                .containsEntry("mail.smtp.starttls.required", "true")
                .containsEntry("mail.smtp.ssl.enable", "false")
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true")
                .containsEntry("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2")
                .containsEntry("mail.smtp.connectiontimeout", "10000")
                .containsEntry("mail.smtp.writetimeout", "60000")
                .containsEntry("mail.smtp.timeout", "30000")
                .containsEntry("mail.smtp.localhost", "localhost")
                .containsEntry("mail.smtp.sendpartial", "false")
                .containsEntry("mail.smtp.auth", "false")
                .containsEntry("mail.smtp.dsn.notify", "FAILURE,DELAY")
                .containsEntry("mail.smtp.dsn.ret", "HDRS")
                .containsEntry("mail.smtp.from", "bounces@lpr.example")
                .containsEntry("mail.smtp.socketFactory.fallback", "false")
                .containsEntry("mail.smtp.ssl.socketFactory.fallback", "false");
        assertThat(told.get("mail.smtp.executor.writetimeout")).isSameAs(WATCH);
        assertThat(told.get("mail.smtp.socketFactory")).isInstanceOf(SocketFactory.class);
        assertThat(told.get("mail.smtp.ssl.socketFactory")).isInstanceOf(SSLSocketFactory.class);
        // Of protocol "smtps" Angus would not look at any of these.
        assertThat(told.stringPropertyNames()).noneMatch(name -> name.startsWith("mail.smtps."));
    }

    @Test
    void theBytesOfAMailGoOutAsAngusWouldWriteThemAndInFewPieces() throws Exception {
        Random random = new Random(18);
        for (int i = 0; i < 200; i++) {
            StringBuilder mail = new StringBuilder();
            for (int line = random.nextInt(40); line >= 0; line--) {
                mail.append(".".repeat(random.nextInt(4)))
                        .append("a.b".repeat(random.nextInt(1200)))
                        .append("\r\n");
            }
            byte[] bytes = mail.toString().getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            new SMTPOutputStream(expected).write(bytes);
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            OutputStream stream = new DataStream(written);
            // However it comes in: a dot may follow the end of the piece before.
            int cut = random.nextInt(bytes.length);
            stream.write(bytes, 0, cut);
            stream.write(bytes[cut]);
            stream.write(bytes, cut + 1, bytes.length - cut - 1);

            assertThat(written.toByteArray()).isEqualTo(expected.toByteArray());
        }
        AtomicInteger pieces = new AtomicInteger();
        new DataStream(new OutputStream() {
                    @Override
                    public void write(int one) {
                        throw new AssertionError();
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        pieces.incrementAndGet();
                    }
                })
                .write(new byte[300_000]);
        assertThat(pieces).hasValue(5);
    }

    @Test
    void encryptedFromTheFirstByteIsNoStartTls() {
        assertThat(session(Map.of("smtp.host", "mail.example", "smtp.tls", "tls")))
                .containsEntry("mail.smtp.ssl.enable", "true")
                .containsEntry("mail.smtp.starttls.enable", "false")
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true");
    }

    @Test
    void onlyOpportunisticDoesWithoutEncryption() {
        assertThat(session(Map.of("smtp.host", "mail.example", "smtp.tls", "opportunistic")))
                .containsEntry("mail.smtp.starttls.enable", "true")
                .containsEntry("mail.smtp.starttls.required", "false");
    }

    @Test
    void theProvidersAreNamedSoThatNoMailSearchesForThem() {
        for (String name : List.of(
                StreamProvider.class.getName(),
                "jakarta.activation.spi.MailcapRegistryProvider",
                "jakarta.activation.spi.MimeTypeRegistryProvider")) {
            assertThat(System.getProperty(name)).as(name).startsWith("org.eclipse.angus.");
        }
        assertThat(StreamProvider.provider().getClass().getName())
                .isEqualTo(System.getProperty(StreamProvider.class.getName()));
    }

    private static Properties session(Map<String, String> settings) {
        return SmtpSession.of(AMailroom.settings(settings).server(), "bounces@lpr.example", new NoDelaySockets(), WATCH)
                .getProperties();
    }
}
