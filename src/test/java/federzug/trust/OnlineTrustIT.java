package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.model.x509.revocation.ocsp.OCSP;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.revocation.RevocationToken;
import federzug.testkit.ATrust;
import federzug.testkit.OnlineAuthority;
import federzug.testkit.Program;
import federzug.trust.status.TrustSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time stamps and revocation over real HTTP on loopback, with what goes wrong there. */
class OnlineTrustIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final HttpClient ONWARD = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Map<String, String> SECRETS = Map.of("GUT", "offen-sesam", "SCHLECHT", "falsch");

    @TempDir
    Path folder;

    private OnlineAuthority authority;
    private final List<HttpServer> servers = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        authority = new OnlineAuthority();
    }

    @AfterEach
    void stop() {
        authority.close();
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void asksTheNextServiceIfOneIsSlowBrokenReplayingOrExpired() {
        authority.fault = (path, exchange) -> {
            if (exchange.getRequestURI().getPath().endsWith("/langsam")) {
                pause(PATIENCE.toMillis() + 500);
            }
            boolean broken = exchange.getRequestURI().getPath().endsWith("/kaputt");
            if (broken) {
                exchange.sendResponseHeaders(500, -1);
            }
            return broken;
        };

        byte[] stamp = stamp(
                trust(NetworkSettings.DIRECT, "/tsa/langsam", "/tsa/kaputt", "/tsa-nonce", "/tsa-abgelaufen", "/tsa"));

        assertThat(stamp).isNotEmpty();
        assertThat(authority.asked()).containsExactly("/tsa", "/tsa", "/tsa-nonce", "/tsa-abgelaufen", "/tsa");
    }

    @Test
    void acceptsNoTimeStampThatAnswersAnotherQuestionOrComesFromAnExpiredUnit() {
        assertThatThrownBy(() -> stamp(trust(NetworkSettings.DIRECT, "/tsa-nonce", "/tsa-abgelaufen")))
                .isInstanceOf(TrustException.class)
                .hasMessage("trust.timestamp.unusable");
    }

    @Test
    void identifiesItselfToATimeStampService() {
        String expected = "Basic " + Base64.getEncoder().encodeToString("lpr:offen-sesam".getBytes());
        authority.fault = (path, exchange) -> {
            boolean known = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!known) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"tsa\"");
                exchange.sendResponseHeaders(401, -1);
            }
            return !known;
        };

        assertThat(stamp(trust(access("GUT"), "/tsa"))).isNotEmpty();
        assertThatThrownBy(() -> stamp(trust(access("SCHLECHT"), "/tsa"))).hasMessage("trust.timestamp.unusable");
        assertThatThrownBy(() -> stamp(trust(access("FEHLT"), "/tsa"))).isInstanceOf(TrustException.class);
    }

    @Test
    void goesThroughAProxyThatWantsToKnowWho() throws Exception {
        List<String> passed = new ArrayList<>();
        URI proxy = proxy("Basic " + Base64.getEncoder().encodeToString("haus:offen-sesam".getBytes()), passed);

        assertThat(stamp(trust(through(proxy, "GUT", List.of()), "/tsa"))).isNotEmpty();
        assertThat(passed).isNotEmpty();
        assertThatThrownBy(() -> stamp(trust(through(proxy, "SCHLECHT", List.of()), "/tsa")))
                .hasMessage("trust.timestamp.unusable");
        passed.clear();
        assertThat(stamp(trust(through(proxy, "SCHLECHT", List.of("127.0.0.1")), "/tsa")))
                .isNotEmpty();
        assertThat(passed).isEmpty();
    }

    @Test
    void believesTheAuthorityOfTheOwnHouseForTlsAndShowsItsCertificateWhereAsked() throws Exception {
        URI service = secure();
        Path own = folder.resolve("haus.pem");
        NetworkSettings.Access key =
                new NetworkSettings.Access(null, null, null, folder.resolve("gast.p12"), "GUT", null);
        NetworkSettings stranger =
                new NetworkSettings(null, null, null, null, List.of(), null, Map.of("localhost", key));
        NetworkSettings nameless = new NetworkSettings(null, null, null, null, List.of(), own, Map.of());
        NetworkSettings known = new NetworkSettings(null, null, null, null, List.of(), own, Map.of("localhost", key));

        assertThatThrownBy(() -> stamp(trustAt(stranger, service))).hasMessage("trust.timestamp.unusable");
        assertThatThrownBy(() -> stamp(trustAt(nameless, service)))
                .hasMessageStartingWith("trust.timestamp.un"); // whether the alert arrives before the end is chance
        assertThat(stamp(trustAt(known, service))).isNotEmpty();
    }

    @Test
    void seesACertificateThatWasRevokedInBetweenByOcspAndByCrl() throws Exception {
        X509Certificate byOcsp = authority.issue("OCSP", true);
        X509Certificate byList = authority.issue("CRL", false);
        assertThat(ocsp(byOcsp).getStatus().isGood()).isTrue();
        assertThat(crl(byList).getStatus().isGood()).isTrue();

        authority.revoke(byOcsp);
        authority.revoke(byList);

        assertThat(ocsp(byOcsp).getStatus().isRevoked()).isTrue();
        assertThat(crl(byList).getStatus().isRevoked()).isTrue();
    }

    @Test
    void usesTheLastAnswerWhileAServiceIsDownAndNoneThatNeverCame() throws Exception {
        X509Certificate known = authority.issue("Bekannt", false);
        X509Certificate unknown = authority.issue("Neu", true);
        assertThat(crl(known).getStatus().isGood()).isTrue();
        authority.fault = (path, exchange) -> {
            exchange.sendResponseHeaders(503, -1);
            return true;
        };

        assertThat(crl(known).getStatus().isGood()).isTrue();
        assertThatThrownBy(() -> ocsp(unknown)).isInstanceOf(DSSException.class);
    }

    @Test
    void findsTheIssuersCertificate() throws Exception {
        CertificateToken own = new CertificateToken(authority.issue("Kette", true));

        assertThat(verifier().getAIASource().getCertificatesByAIA(own))
                .extracting(CertificateToken::getCertificate)
                .containsExactly(authority.root());
    }

    private RevocationToken<OCSP> ocsp(X509Certificate certificate) throws IOException {
        return verifier()
                .getOcspSource()
                .getRevocationToken(new CertificateToken(certificate), new CertificateToken(authority.root()));
    }

    private RevocationToken<?> crl(X509Certificate certificate) throws IOException {
        return verifier()
                .getCrlSource()
                .getRevocationToken(new CertificateToken(certificate), new CertificateToken(authority.root()));
    }

    private CertificateVerifier verifier() throws IOException {
        Path anchor = folder.resolve("anker.pem");
        Files.writeString(anchor, pem(authority.root()));
        return trust(NetworkSettings.DIRECT).verifier(TrustSource.parse(anchor.toString()));
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] stamp(Trust trust) {
        return trust.timestamps(false)
                .getTimeStampResponse(DigestAlgorithm.SHA256, new byte[32])
                .getBytes();
    }

    private Trust trust(NetworkSettings network, String... services) {
        return trustAt(
                network, java.util.Arrays.stream(services).map(authority::at).toArray(URI[]::new));
    }

    private Trust trustAt(NetworkSettings network, URI... services) {
        TrustSettings plain = TrustSettings.offline(Path.of("keystores-example"), folder.resolve("cache"));
        TrustSettings online = new TrustSettings(
                plain.exampleFolder(),
                plain.cache(),
                List.of(services),
                PATIENCE,
                plain.maximumAge(),
                false,
                true,
                plain.eu());
        return new Trust(ATrust.of(online, network, SECRETS::get), CLOCK);
    }

    private static NetworkSettings access(String variable) {
        return new NetworkSettings(
                null,
                null,
                null,
                null,
                List.of(),
                null,
                Map.of("127.0.0.1", new NetworkSettings.Access("lpr", variable, null, null, null, null)));
    }

    private static NetworkSettings through(URI proxy, String variable, List<String> direct) {
        return new NetworkSettings(proxy, "haus", variable, null, direct, null, Map.of());
    }

    /** Passes on what comes with the right word. */
    private URI proxy(String word, List<String> passed) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                if (!word.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))) {
                    exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"haus\"");
                    exchange.sendResponseHeaders(407, -1);
                    return;
                }
                passed.add(exchange.getRequestURI().toString());
                passOn(exchange, exchange.getRequestURI());
            }
        });
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A time-stamp service behind TLS with a certificate of the own house, which wants to see one too. */
    private URI secure() throws Exception {
        Path keys = folder.resolve("haus.p12");
        keytool(keys, "haus", "-ext", "san=dns:localhost", "-ext", "bc:c");
        keytool(folder.resolve("gast.p12"), "gast");
        KeyStore house = load(keys);
        KeyStore guests = KeyStore.getInstance("PKCS12");
        guests.load(null, null);
        guests.setCertificateEntry("gast", load(folder.resolve("gast.p12")).getCertificate("gast"));
        Files.writeString(folder.resolve("haus.pem"), pem((X509Certificate) house.getCertificate("haus")));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(house, "offen-sesam".toCharArray());
        TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        known.init(guests);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), known.getTrustManagers(), null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = context.getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        server.createContext("/", exchange -> {
            try (exchange) {
                passOn(exchange, authority.at("/tsa"));
            }
        });
        server.start();
        servers.add(server);
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/");
    }

    /** Asks a time-stamp service the same and gives its answer. */
    private static void passOn(HttpExchange exchange, URI service) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(service)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            exchange.getRequestBody().readAllBytes()))
                    .build();
            byte[] body = ONWARD.send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static KeyStore load(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, "offen-sesam".toCharArray());
            return keys;
        }
    }

    private static void keytool(Path file, String alias, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "offen-sesam"));
        command.addAll(List.of(more));
        Program.Ended ended = Program.run(command.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.output()).isZero();
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
