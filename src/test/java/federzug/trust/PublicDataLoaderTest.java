package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import eu.europa.esig.dss.model.DSSException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicDataLoaderTest {
    private final AtomicInteger hits = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            hits.incrementAndGet();
            byte[] body = "inside".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "2130706433", "127.1"})
    void neverFetchesFromTheOwnMachine(String host) {
        String url = "http://" + host + ":" + server.getAddress().getPort() + "/crl";
        PublicDataLoader loader = PublicDataLoader.plain(false);
        assertThatThrownBy(() -> loader.get(url)).isInstanceOf(DSSException.class);
        assertThatThrownBy(() -> PublicDataLoader.ocsp(false).post(url, new byte[1]))
                .isInstanceOf(DSSException.class);
        assertThat(hits).hasValue(0);
    }

    @Test
    void fetchesFromInsideIfThatIsAllowed() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/crl";
        assertThat(PublicDataLoader.plain(true).get(url)).asString().isEqualTo("inside");
    }

    @Test
    void readsNoLocalFileAndNothingThatIsNoWebAddress(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "secret");
        assertThatThrownBy(() -> PublicDataLoader.plain(true).get(file.toUri().toString()))
                .isInstanceOf(DSSException.class);
        assertThatThrownBy(() -> PublicDataLoader.plain(true).get("ldap://ldap.example/cn=x"))
                .isInstanceOf(DSSException.class);
        for (String address : new String[] {"http:///crl", "http:// /", "http://[", "//x/y", "", "http:x"}) {
            assertThatThrownBy(() -> PublicDataLoader.plain(true).get(address)).isInstanceOf(DSSException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "127.0.0.53",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001:0:a00:1::1",
                "ff02::1"
            })
    void knowsTheOwnNetwork(String address) throws Exception {
        assertThat(PublicDataLoader.inside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "100.128.0.1", "172.32.0.1", "2a00:1450::1", "2001:db9::1"})
    void knowsPublicAddresses(String address) throws Exception {
        assertThat(PublicDataLoader.inside(InetAddress.getByName(address))).isFalse();
    }
}
