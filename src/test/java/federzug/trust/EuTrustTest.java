package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.spi.client.http.MemoryDataLoader;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.testkit.ATrust;
import federzug.testkit.MovedClock;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo list of lists stands in for the EU's: the way through network, cache and checks is the same. */
class EuTrustTest {
    private static final Path EXAMPLE = Path.of("keystores-example");
    private static final Path SIGNER = EXAMPLE.resolve("pki-NUR-ZUM-TESTEN/lotl-signatur-NUR-ZUM-TESTEN.crt");
    private static final Instant NOON = Instant.parse("2026-11-22T11:00:00Z");

    @TempDir
    Path cache;

    @BeforeAll
    static void xml() {
        SecureXml.install();
    }

    private static final class Network extends MemoryDataLoader {
        private static final long serialVersionUID = 1L;
        private boolean down;
        private int calls;

        Network() {
            super(new ExampleFolder(EXAMPLE, DemoRoot.built()).read().answers());
        }

        @Override
        public byte[] get(String url) {
            calls++;
            if (down) {
                throw new DSSException("no route to host");
            }
            return super.get(url);
        }
    }

    private final Network network = new Network();

    private TrustSettings settings(@Nullable Path signers, boolean offline) {
        return ATrust.eu(cache, offline, ExampleFolder.LOTL, "https://journal.example/oj", signers);
    }

    private EuTrust at(Instant time) {
        return new EuTrust(settings(SIGNER, false), Clock.fixed(time, ZoneOffset.UTC), network);
    }

    private static int anchors(EuTrust trust) {
        return trust.verifier().getTrustedCertSources().getNumberOfCertificates();
    }

    @Test
    void loadsAndChecksTheListsFromTheNetwork() {
        EuTrust trust = at(NOON);
        TrustStatus status = trust.status();
        assertThat(status.notices()).isEmpty();
        assertThat(status.stale()).isFalse();
        assertThat(status.loadedAt()).isEqualTo(NOON);
        assertThat(status.listSequence()).isEqualTo(1);
        assertThat(anchors(trust)).isEqualTo(2);
    }

    @Test
    void worksFromItsCacheWhileTheNetworkIsDown() {
        assertThat(anchors(at(NOON))).isEqualTo(2);
        network.down = true;
        EuTrust later = at(NOON.plus(Duration.ofHours(71)));
        assertThat(later.status().stale()).isFalse();
        assertThat(later.status().loadedAt()).isEqualTo(NOON);
        assertThat(anchors(later)).isEqualTo(2);
    }

    @Test
    void trustsNoOneOnceTheCacheIsOlderThanTheLimit() {
        assertThat(anchors(at(NOON))).isEqualTo(2);
        network.down = true;
        EuTrust later = at(NOON.plus(Duration.ofHours(73)));
        assertThat(later.status().stale()).isTrue();
        assertThat(codes(later)).containsExactly("trust.eu.stale");
        assertThat(anchors(later)).isZero();
    }

    @Test
    void trustsNoOneIfTheCacheClaimsToComeFromTheFuture() {
        assertThat(anchors(at(NOON))).isEqualTo(2);
        network.down = true;
        assertThat(anchors(at(NOON.minus(Duration.ofHours(1))))).isZero();
    }

    @Test
    void aLongRunningProcessTrustsNoOneOnceItsDataAreTooOld() {
        MovedClock clock = new MovedClock(NOON);
        EuTrust trust = new EuTrust(settings(SIGNER, false), clock, network);
        assertThat(anchors(trust)).isEqualTo(2);
        network.down = true;
        clock.set(NOON.plus(Duration.ofHours(72).plusMinutes(1)));
        assertThat(trust.status().stale()).isTrue();
        assertThat(anchors(trust)).isZero();
        network.down = false;
        clock.move(Duration.ofMinutes(11));
        assertThat(anchors(trust)).isEqualTo(2);
    }

    @Test
    void asksOnlyOnceWhileTheNetworkIsDown() {
        network.down = true;
        EuTrust trust = at(NOON);
        trust.status();
        trust.verifier();
        trust.status();
        assertThat(network.calls).isEqualTo(1);
    }

    @Test
    void believesNoChangedCache() throws IOException {
        assertThat(anchors(at(NOON))).isEqualTo(2);
        network.down = true;
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.toList()) {
                var time = Files.getLastModifiedTime(file);
                Files.writeString(file, Files.readString(file).replace("NUR-ZUM-TESTEN", "ECHT"));
                Files.setLastModifiedTime(file, time);
            }
        }
        EuTrust later = at(NOON.plus(Duration.ofHours(2)));
        assertThat(later.status().stale()).isTrue();
        assertThat(anchors(later)).isZero();
    }

    @Test
    void neverGoesToTheNetworkOffline() {
        EuTrust trust = new EuTrust(settings(SIGNER, true), Clock.fixed(NOON, ZoneOffset.UTC), network);
        assertThat(trust.status().stale()).isTrue();
        assertThat(codes(trust)).containsExactly("trust.eu.missing");
        assertThat(network.calls).isZero();
    }

    @Test
    void trustsNoOneWithoutTheCertificatesOfTheListOfLists() {
        EuTrust trust = new EuTrust(settings(null, false), Clock.fixed(NOON, ZoneOffset.UTC), network);
        assertThat(trust.status().stale()).isTrue();
        assertThat(codes(trust)).containsExactly("trust.eu.signers-not-set");
        assertThat(anchors(trust)).isZero();
    }

    @Test
    void trustsNoOneIfAnotherSignerSignedTheListOfLists() {
        Path other = EXAMPLE.resolve("pki-NUR-ZUM-TESTEN/ausgabe-NUR-ZUM-TESTEN.crt");
        EuTrust trust = new EuTrust(settings(other, false), Clock.fixed(NOON, ZoneOffset.UTC), network);
        assertThat(trust.status().stale()).isTrue();
        assertThat(anchors(trust)).isZero();
    }

    @Test
    void reportsUnreadableCertificatesOfTheListOfLists() {
        EuTrust trust =
                new EuTrust(settings(cache.resolve("none.p12"), false), Clock.fixed(NOON, ZoneOffset.UTC), network);
        assertThat(codes(trust)).containsExactly("trust.eu.signers-unreadable");
    }

    @Test
    void asShippedItIsStaleAtOnceAndSaysWhatToDo() {
        Trust trust = new Trust(ATrust.offline(EXAMPLE, cache), Clock.fixed(NOON, ZoneOffset.UTC));
        TrustStatus status = trust.status(TrustSource.EU);
        assertThat(status.stale()).isTrue();
        assertThat(status.listIssue()).isNull();
        assertThat(Texts.german().line(status.notices().get(0)))
                .contains("https://eur-lex.europa.eu/eli/C/2026/1944/oj")
                .contains("federzug.trust.eu.keystore");
        assertThat(trust.verifier(TrustSource.EU).getTrustedCertSources().getNumberOfCertificates())
                .isZero();
    }

    private static List<String> codes(EuTrust trust) {
        return trust.status().notices().stream().map(Notice::code).toList();
    }
}
