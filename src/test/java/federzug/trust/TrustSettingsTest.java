package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TrustSettingsTest {
    private static TrustSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("federzug.trust", TrustSettings.class);
    }

    @Test
    void haveDefaultsForEverything() {
        TrustSettings settings = bind(Map.of());
        assertThat(settings.exampleFolder()).isEqualTo(Path.of("keystores-example"));
        assertThat(settings.maximumAge()).isEqualTo(Duration.ofHours(72));
        assertThat(settings.timestampServices()).isEmpty();
        assertThat(settings.offline()).isFalse();
        assertThat(settings.allowPrivateAddresses()).isFalse();
        assertThat(settings.eu()).isEqualTo(TrustSettings.EuList.DEFAULT);
    }

    @Test
    void areReadFromKebabCaseKeys() {
        TrustSettings settings = bind(Map.of(
                "federzug.trust.timestamp-services[0]", "https://one.example/tsa",
                "federzug.trust.timestamp-services[1]", "https://two.example/tsa",
                "federzug.trust.maximum-age", "24h",
                "federzug.trust.eu.lotl", "https://lotl.example/",
                "federzug.trust.eu.keystore", "oj.p12",
                "federzug.trust.eu.keystore-password", "hidden"));
        assertThat(settings.timestampServices())
                .containsExactly(URI.create("https://one.example/tsa"), URI.create("https://two.example/tsa"));
        assertThat(settings.maximumAge()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.eu().keystore()).isEqualTo(Path.of("oj.p12"));
        assertThat(settings.eu().officialJournal()).isEqualTo(TrustSettings.EuList.DEFAULT.officialJournal());
        assertThat(settings.toString()).doesNotContain("hidden");
    }

    @Test
    void refuseAMaximumAgeOfNothing() {
        assertThatThrownBy(() -> bind(Map.of("federzug.trust.maximum-age", "0h")))
                .hasRootCauseMessage("federzug.trust: maximum-age and timestamp-timeout must be positive");
    }
}
