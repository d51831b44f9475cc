package federzug.testkit;

import federzug.trust.ListSettings;
import federzug.trust.NetworkSettings;
import federzug.trust.ProductionSettings;
import federzug.trust.TransferSettings;
import federzug.trust.Trust;
import federzug.trust.TrustSettings;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a test says about trust; the rest is as delivered, without a proxy and without secrets. */
public final class ATrust {
    private ATrust() {}

    /** The example trust, without any network. */
    public static Trust.Configuration offline(Path examples, Path cache) {
        return of(TrustSettings.offline(examples, cache));
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
