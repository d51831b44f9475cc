package federzug.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.AMailroom;
import jakarta.mail.util.StreamProvider;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
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
