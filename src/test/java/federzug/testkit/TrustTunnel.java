package federzug.testkit;

import federzug.trust.NetworkSettings;
import federzug.trust.Trust;
import federzug.trust.TrustSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process that asks an https address through a proxy: the JDK settles once per process how it does that. */
public final class TrustTunnel {
    private TrustTunnel() {}

    /** @param arguments address of the proxy; the password comes from the environment */
    public static void main(String[] arguments) throws InterruptedException {
        // As the start of the application does if there is a user for the proxy.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        NetworkSettings network = new NetworkSettings(
                URI.create(arguments[0]), "haus", "PROXY_KENNWORT", null, List.of(), null, Map.of());
        Trust trust = new Trust(
                ATrust.of(
                        TrustSettings.offline(Path.of("keystores-example"), Path.of("target", "no-trust-cache")),
                        network,
                        System::getenv),
                Clock.systemUTC());
        try {
            trust.httpClient()
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("https://dienst.example/"))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            System.out.println(e.getMessage()); // The proxy leads nowhere; what counts is what it was told.
        }
    }
}
