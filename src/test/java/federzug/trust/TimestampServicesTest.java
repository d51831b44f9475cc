package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import com.sun.net.httpserver.HttpServer;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.testkit.ATrust;
import federzug.trust.status.ServiceTime;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Each fault in its own words, and with advice that fits. */
    @ParameterizedTest
    @MethodSource("faults")
    void saysWhatAServiceReallyAnswered(String code, boolean passes, Answer body, int status, String type)
            throws IOException {
        URI service = serve(body, status, type);
        TSPSource services = trust(service).timestamps(false);

        assertThatThrownBy(() -> services.getTimeStampResponse(DigestAlgorithm.SHA256, DIGEST))
                .asInstanceOf(throwable(TrustException.class))
                .satisfies(e -> assertThat(e.notices())
                        .extracting(Notice::code)
                        .containsExactly(
                                passes ? "trust.timestamp.unavailable" : "trust.timestamp.unusable",
                                "trust.timestamp." + code))
                .satisfies(e -> assertThat(Texts.german().text(e.notices().get(1)))
                        .contains("127.0.0.1:" + service.getPort())
                        .doesNotContainPattern("[{][0-9]|\\p{Cntrl}"));
    }

    static Stream<Arguments> faults() {
        String reply = "application/timestamp-reply";
        Answer page = request -> "<!DOCTYPE html><p>Anmeldung".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("login", false, page, 401, "text/html"),
                Arguments.of("login", false, page, 403, "text/html"),
                Arguments.of("page", false, page, 200, "text/html; charset=utf-8"),
                Arguments.of("page", false, page, 200, reply),
                Arguments.of("moved", false, page, 302, "text/html"),
                Arguments.of("http", true, page, 500, "text/html"),
                Arguments.of("http", true, page, 404, "text/html"),
                Arguments.of("empty", true, (Answer) request -> new byte[0], 200, reply),
                Arguments.of("nonsense", false, (Answer) request -> new byte[] {1, 2, 3}, 200, reply),
                Arguments.of("refused", true, (Answer) request -> refusal("Kontingent\u001b[31m leer"), 200, reply),
                Arguments.of(
                        "foreign", false, (Answer) request -> unit(request, other(request), new Date()), 200, reply),
                Arguments.of(
                        "clock",
                        false,
                        (Answer) request ->
                                unit(request, request, Date.from(Instant.now().minusSeconds(7_200))),
                        200,
                        reply),
                Arguments.of(
                        "broken", false, (Answer) request -> spoilt(unit(request, request, new Date())), 200, reply),
                Arguments.of("nonsense", false, (Answer) request -> new byte[2_000_000], 200, reply));
    }

    @Test
    void saysThatAnExpiredUnitStamps() throws Exception {
        assertThat(codes(serve(request -> expired(request), 200, "application/timestamp-reply")))
                .containsExactly("trust.timestamp.unusable", "trust.timestamp.expired");
    }

    @Test
    void saysWhyNoConnectionCameAbout() throws Exception {
        assertThat(codes(URI.create("http://127.0.0.1:1/"))).contains("trust.timestamp.unreachable");
        assertThat(codes(URI.create("http://gibt-es-nicht.invalid/tsa"))).contains("trust.timestamp.unknown-host");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(codes(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/")))
                    .contains("trust.timestamp.too-slow");
        }
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> {
                try (Socket caller = plain.accept()) {
                    caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                    caller.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The caller has hung up.
                }
            });
            greeter.start();
            assertThat(codes(URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/")))
                    .contains("trust.timestamp.tls");
        }
    }

    @Test
    void triesEachServiceAndWarnsOnlyWhileAnotherWorks() throws IOException {
        URI works = working();
        URI down = URI.create("http://127.0.0.1:1/");

        assertThat(trust(works).tryTimestamps(false, DIGEST))
                .extracting(Notice::severity)
                .containsExactly(Severity.NOTE);
        assertThat(trust(down, works).tryTimestamps(false, DIGEST))
                .extracting(Notice::severity)
                .containsExactly(Severity.WARNING, Severity.NOTE);
        assertThat(trust(down, refusing()).tryTimestamps(false, DIGEST))
                .extracting(Notice::severity)
                .containsExactly(Severity.ERROR, Severity.ERROR);
    }

    @Test
    void readsTheTimeHoweverWrongAndOfTheFirstServiceThatHasOne() throws Exception {
        URI slow =
                serve(request -> unit(request, request, Date.from(Instant.now().minusSeconds(7_200))));
        ServiceTime.Reading off = trust(slow).serviceTime();
        assertThat(off.ahead()).isBetween(Duration.ofSeconds(7_190), Duration.ofSeconds(7_260));
        assertThat(off.service()).isEqualTo("127.0.0.1:" + slow.getPort());

        ServiceTime.Reading right = trust(refusing(), working()).serviceTime();
        assertThat(right.ahead().abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(right.troubles()).extracting(Notice::code).containsExactly("trust.timestamp.refused");

        URI forged = serve(request -> spoilt(unit(request, request, new Date())));
        assertThat(trust(forged, refusing()).serviceTime())
                .satisfies(none -> assertThat(none.ahead()).isNull())
                .satisfies(none -> assertThat(none.troubles()).hasSize(2));
        assertThat(trust().serviceTime()).isEqualTo(ServiceTime.Reading.NOT_CONFIGURED);
    }

    private List<String> codes(URI service) {
        try {
            trust(service).timestamps(false).getTimeStampResponse(DigestAlgorithm.SHA256, DIGEST);
            return List.of();
        } catch (TrustException e) {
            return e.notices().stream().map(Notice::code).toList();
        }
    }

    private static byte[] refusal(String words) throws Exception {
        return new TimeStampResponseGenerator(null, TSPAlgorithms.ALLOWED)
                .generateFailResponse(PKIStatus.REJECTION, PKIFailureInfo.systemFailure, words)
                .getEncoded();
    }

    private static TimeStampRequest other(TimeStampRequest request) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(TSPAlgorithms.SHA256, new byte[32], BigInteger.TEN);
    }

    /** A reply for a request, whatever was asked, at a time of its own. */
    private static byte[] unit(TimeStampRequest asked, TimeStampRequest answered, Date time) throws Exception {
        ExampleFolder.Contents example = example();
        return reply(
                example.timestamps().entry().getPrivateKey(),
                (X509Certificate) example.timestamps().entry().getCertificate(),
                answered,
                time);
    }

    private static byte[] expired(TimeStampRequest request) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=Alte Uhr");
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(Instant.now().minusSeconds(9_000)),
                Date.from(Instant.now().minusSeconds(600)),
                name,
                pair.getPublic());
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        return reply(pair.getPrivate(), certificate, request, new Date());
    }

    private static byte[] reply(PrivateKey key, X509Certificate certificate, TimeStampRequest request, Date time)
            throws Exception {
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", key, certificate),
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                new ASN1ObjectIdentifier("0.4.0.2023.1.1"));
        tokens.addCertificates(new JcaCertStore(List.of(certificate)));
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                .generate(request, BigInteger.TWO, time)
                .getEncoded();
    }

    /** Its last byte belongs to the signature value. */
    private static byte[] spoilt(byte[] reply) {
        reply[reply.length - 1] ^= 1;
        return reply;
    }

    private static Trust trust(URI... services) {
        TrustSettings plain = TrustSettings.offline(Path.of("keystores-example"), Path.of("target", "no-trust-cache"));
        return new Trust(
                ATrust.of(new TrustSettings(
                        plain.exampleFolder(),
                        plain.cache(),
                        List.of(services),
                        Duration.ofSeconds(2),
                        plain.maximumAge(),
                        false,
                        false,
                        plain.eu())),
                Clock.systemUTC());
    }

    /** Answers with demo time stamps, nonce included. */
    private URI working() throws IOException {
        ExampleFolder.Contents example = example();
        return serve(request -> new AnsweringUnit(example).answer(request));
    }

    private static ExampleFolder.Contents example() {
        return new ExampleFolder(Path.of("keystores-example"), DemoRoot.built()).read();
    }

    private URI refusing() throws IOException {
        return serve(request -> refusal("no"));
    }

    private interface Answer {
        byte[] to(TimeStampRequest request) throws Exception;
    }

    private URI serve(Answer answer) throws IOException {
        return serve(answer, 200, "application/timestamp-reply");
    }

    private URI serve(Answer answer, int status, String type) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try {
                byte[] body = answer.to(new TimeStampRequest(exchange.getRequestBody()));
                exchange.getResponseHeaders().add("Content-Type", type);
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
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
            setPrivateKey(example.timestamps().entry().getPrivateKey());
            setCertificate((X509Certificate) example.timestamps().entry().getCertificate());
            setCertificateChain(
                    List.of((X509Certificate) example.timestamps().entry().getCertificate()));
            setTsaPolicy("0.4.0.2023.1.1");
            setDigestAlgorithm(DigestAlgorithm.SHA256);
        }

        byte[] answer(TimeStampRequest request) throws Exception {
            return generateResponse(request, DigestAlgorithm.SHA256).getEncoded();
        }
    }
}
