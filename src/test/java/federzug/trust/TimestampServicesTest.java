package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import com.sun.net.httpserver.HttpServer;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.notice.NoticedException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimestampServicesTest {
    private static final byte[] DIGEST = new byte[32];

    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void saysWhatToSetUpIfNoServiceIsConfigured() {
        assertThatThrownBy(() -> trust().timestamps(false))
                .asInstanceOf(throwable(TrustException.class))
                .hasMessage("trust.timestamp.none")
                .returns(Kind.INPUT, TrustException::kind);
    }

    @Test
    void asksTheNextServiceIfOneIsDownOrRefuses() throws Exception {
        URI refuses = refusing();
        URI works = working();
        byte[] stamp = trust(URI.create("http://127.0.0.1:1/"), refuses, works)
                .timestamps(false)
                .getTimeStampResponse(DigestAlgorithm.SHA256, DIGEST)
                .getBytes();
        assertThat(stamp).isNotEmpty();
    }

    @Test
    void namesTheServicesIfNoneAnswers() throws IOException {
        TSPSource services =
                trust(URI.create("http://127.0.0.1:1/"), refusing()).timestamps(false);
        assertThatThrownBy(() -> services.getTimeStampResponse(DigestAlgorithm.SHA256, DIGEST))
                .asInstanceOf(throwable(TrustException.class))
                .hasMessage("trust.timestamp.unavailable")
                .returns(Kind.FAILURE, TrustException::kind)
                .satisfies(e -> assertThat(e.getCause().getSuppressed()).hasSize(1));
    }

    private static Trust trust(URI... services) {
        TrustSettings plain = TrustSettings.offline(Path.of("keystores-example"), Path.of("target", "no-trust-cache"));
        return new Trust(
                new TrustSettings(
                        plain.exampleFolder(),
                        plain.cache(),
                        List.of(services),
                        Duration.ofSeconds(2),
                        plain.maximumAge(),
                        false,
                        false,
                        plain.eu()),
                Clock.systemUTC());
    }

    /** Answers with demo time stamps, nonce included. */
    private URI working() throws IOException {
        ExampleFolder.Contents example = new ExampleFolder(Path.of("keystores-example"), DemoRoot.built()).read();
        return serve(request -> new AnsweringUnit(example).answer(request));
    }

    private URI refusing() throws IOException {
        return serve(request -> new TimeStampResponseGenerator(null, TSPAlgorithms.ALLOWED)
                .generateFailResponse(PKIStatus.REJECTION, PKIFailureInfo.systemFailure, "no")
                .getEncoded());
    }

    private interface Answer {
        byte[] to(TimeStampRequest request) throws Exception;
    }

    private URI serve(Answer answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try {
                byte[] body = answer.to(new TimeStampRequest(exchange.getRequestBody()));
                exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (Exception e) {
                exchange.sendResponseHeaders(500, -1);
            } finally {
                exchange.close();
            }
        });
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static final class AnsweringUnit extends KeyEntityTSPSource {
        private static final long serialVersionUID = 1L;

        AnsweringUnit(ExampleFolder.Contents example) {
            setPrivateKey(example.timestamps().getPrivateKey());
            setCertificate((X509Certificate) example.timestamps().getCertificate());
            setCertificateChain(List.of((X509Certificate) example.timestamps().getCertificate()));
            setTsaPolicy("0.4.0.2023.1.1");
            setDigestAlgorithm(DigestAlgorithm.SHA256);
        }

        byte[] answer(TimeStampRequest request) throws Exception {
            return generateResponse(request, DigestAlgorithm.SHA256).getEncoded();
        }
    }
}
