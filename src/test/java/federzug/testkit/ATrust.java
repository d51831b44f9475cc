package federzug.testkit;

import federzug.trust.ListSettings;
import federzug.trust.NetworkSettings;
import federzug.trust.ProductionSettings;
import federzug.trust.TransferSettings;
import federzug.trust.Trust;
import federzug.trust.TrustSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a test says about trust; the rest is as delivered, without a proxy and without secrets. */
public final class ATrust {
    private ATrust() {}

    /** The example trust, without any network. */
    public static Trust.Configuration offline(Path examples, Path cache) {
        return of(TrustSettings.offline(examples, cache));
    }

    /**
     * Lists of the EU from these addresses.
     *
     * @param signers certificates of the Official Journal; null: none are configured
     */
    public static TrustSettings eu(Path cache, boolean offline, String lotl, String journal, @Nullable Path signers) {
        return new TrustSettings(
                Path.of("keystores-example"),
                cache,
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofHours(72),
                offline,
                false,
                new TrustSettings.EuList(URI.create(lotl), URI.create(journal), signers, null, List.of()));
    }

    public static Trust.Configuration of(TrustSettings settings) {
        return of(settings, NetworkSettings.DIRECT, name -> null);
    }

    public static Trust.Configuration of(
            TrustSettings settings, NetworkSettings network, Function<String, @Nullable String> environment) {
        return of(settings, network, environment, ListSettings.DEFAULT, TransferSettings.NONE);
    }

    public static Trust.Configuration of(
            TrustSettings settings,
            NetworkSettings network,
            Function<String, @Nullable String> environment,
            ListSettings lists,
            TransferSettings transfer) {
        return new Trust.Configuration(settings, network, lists, transfer, new ProductionSettings(false), environment);
    }
}
