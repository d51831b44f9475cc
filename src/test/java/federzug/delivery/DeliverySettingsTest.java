package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.DeliverySettings.Tls;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DeliverySettingsTest {
    @Test
    void withoutSettingsThereIsNoMailServer() {
        DeliverySettings settings = bound(Map.of());
        assertThat(settings.server()).isNull();
        assertThat(settings.senderName()).isEqualTo("Federzug");
    }

    @Test
    void anEmptyHostIsNoMailServer() {
        assertThat(bound(Map.of("federzug.delivery.smtp.host", "")).server()).isNull();
    }

    @Test
    void aHostAloneMeansAnEncryptedConnection() {
        DeliverySettings.Smtp server =
                bound(Map.of("federzug.delivery.smtp.host", "mail.example")).server();
        assertThat(server.tls()).isEqualTo(Tls.STARTTLS);
        assertThat(server.effectivePort()).isEqualTo(587);
        assertThat(server.readTimeout()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void everySettingCanBeSet() {
        DeliverySettings settings = bound(Map.of(
                "federzug.delivery.sender-address", "a@b.example",
                "federzug.delivery.sender-name", "LPR",
                "federzug.delivery.reply-to", "c@b.example",
                "federzug.delivery.rehearsal-address", "probe@b.example",
                "federzug.delivery.smtp.host", "mail.example",
                "federzug.delivery.smtp.tls", "tls",
                "federzug.delivery.smtp.user", "lpr",
                "federzug.delivery.smtp.password-env", "MAIL_PASSWORD",
                "federzug.delivery.smtp.read-timeout", "2m"));
        assertThat(settings.rehearsalAddress()).isEqualTo("probe@b.example");
        assertThat(settings.server().effectivePort()).isEqualTo(465);
        assertThat(settings.server().passwordEnv()).isEqualTo("MAIL_PASSWORD");
        assertThat(settings.server().readTimeout()).isEqualTo(Duration.ofMinutes(2));
    }

    private static DeliverySettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("federzug.delivery", DeliverySettings.class);
    }
}
