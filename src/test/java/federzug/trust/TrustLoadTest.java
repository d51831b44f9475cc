package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.spi.client.http.MemoryDataLoader;
import federzug.testkit.ATrust;
import federzug.testkit.MovedClock;
import federzug.trust.status.TrustSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load of trust data that was interrupted or failed answers at most the call that began it. */
class TrustLoadTest {
    private static final Path EXAMPLE = Path.of("keystores-example");
    private static final Instant NOON = Instant.parse("2026-11-22T11:00:00Z");

    @TempDir
    Path folder;

    private final Network network = new Network();
    private final MovedClock clock = new MovedClock(NOON);

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void anInterruptedCallerLeavesTheExampleListsWhole() {
        Trust trust = new Trust(ATrust.offline(EXAMPLE, folder), clock);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> trust.verifier(TrustSource.EXAMPLE)).isInstanceOf(TrustException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(trust.status(TrustSource.EXAMPLE).stale()).isFalse();
        assertThat(anchors(() -> trust.verifier(TrustSource.EXAMPLE))).isEqualTo(2);
    }

    @Test
    void anInterruptedCallerLeavesTheEuListsWhole() throws Exception {
        EuTrust trust = eu();
        network.held = new CountDownLatch(1);
        AtomicReference<Throwable> trouble = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                trust.verifier();
            } catch (TrustException e) {
                trouble.set(e);
            }
        });
        caller.start();
        network.asked.await();
        caller.interrupt();
        caller.join();
        assertThat(trouble.get()).isInstanceOf(TrustException.class);
        network.held.countDown();
        assertThat(anchors(trust::verifier)).isEqualTo(2);
        assertThat(network.interrupted).isFalse();
    }

    @Test
    void anInterruptedCallerLeavesAListNamedByHandWhole() throws IOException {
        Trust trust = new Trust(ATrust.offline(EXAMPLE, folder.resolve("cache")), clock);
        Path named = Files.createDirectory(folder.resolve("named"));
        Files.copy(EXAMPLE.resolve("pki-NUR-ZUM-TESTEN/wurzel-NUR-ZUM-TESTEN.crt"), named.resolve("wurzel.crt"));
        TrustSource source = new TrustSource.Named(named.toString());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> trust.verifier(source)).isInstanceOf(TrustException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(anchors(() -> trust.verifier(source))).isEqualTo(1);
    }

    @Test
    void exampleListsThatAreRepairedCountAtTheNextCall() throws IOException {
        Path copy = copyOfTheExample();
        Path list = copy.resolve("pki-NUR-ZUM-TESTEN/vertrauensliste-NUR-ZUM-TESTEN.xml");
        byte[] whole = Files.readAllBytes(list);
        Files.writeString(list, "<half");
        Trust trust = new Trust(ATrust.offline(copy, folder.resolve("cache")), clock);
        assertThat(trust.status(TrustSource.EXAMPLE).stale()).isTrue();
        Files.write(list, whole);
        assertThat(trust.status(TrustSource.EXAMPLE).stale()).isFalse();
        assertThat(anchors(() -> trust.verifier(TrustSource.EXAMPLE))).isEqualTo(2);
    }

    @Test
    void aListNamedByHandThatIsRepairedCountsAtTheNextCall() throws IOException {
        Trust trust = new Trust(ATrust.offline(EXAMPLE, folder.resolve("cache")), clock);
        Path file = Files.writeString(folder.resolve("liste.xml"), "<half");
        TrustSource source = new TrustSource.Named(file.toString());
        assertThat(trust.status(source).stale()).isTrue();
        Files.copy(
                EXAMPLE.resolve("pki-NUR-ZUM-TESTEN/wurzel-NUR-ZUM-TESTEN.crt"),
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(trust.status(source).stale()).isFalse();
    }

    @Test
    void euListsAreAskedForAgainAfterALoadThatBroke() {
        EuTrust trust = eu();
        network.failure = new IllegalStateException("our own fault");
        assertThat(trust.status().stale()).isTrue();
        network.failure = null;
        clock.set(NOON.plus(Duration.ofMinutes(1)));
        assertThat(anchors(trust::verifier)).isEqualTo(2);
    }

    @Test
    void freshEuListsStayWhenNeitherNetworkNorFilesAnswer() throws IOException {
        EuTrust trust = eu();
        assertThat(anchors(trust::verifier)).isEqualTo(2);
        network.failure = new DSSException("no route to host");
        try (Stream<Path> kept = Files.list(folder)) {
            for (Path file : kept.toList()) {
                Files.delete(file);
            }
        }
        clock.set(NOON.plus(Duration.ofHours(2)));
        assertThat(anchors(trust::verifier)).isEqualTo(2);
        clock.set(NOON.plus(Duration.ofHours(73)));
        assertThat(anchors(trust::verifier)).isZero();
    }

    @Test
    void euListsCountEvenIfTheyCannotBeKept() throws IOException {
        Files.delete(folder);
        Files.writeString(folder, "a file where a folder should be");
        assertThat(anchors(eu()::verifier)).isEqualTo(2);
    }

    private EuTrust eu() {
        Path signers = EXAMPLE.resolve("pki-NUR-ZUM-TESTEN/lotl-signatur-NUR-ZUM-TESTEN.crt");
        return new EuTrust(
                ATrust.eu(folder, false, ExampleFolder.LOTL, "https://journal.example/oj", signers), clock, network);
    }

    private static int anchors(Supplier<eu.europa.esig.dss.spi.validation.CertificateVerifier> verifier) {
        return verifier.get().getTrustedCertSources().getNumberOfCertificates();
    }

    private Path copyOfTheExample() throws IOException {
        Path copy = folder.resolve("example");
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(EXAMPLE.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return copy;
    }

    /** Holds its answers back, or fails, as told. */
    private static final class Network extends MemoryDataLoader {
        private static final long serialVersionUID = 1L;
        private final transient CountDownLatch asked = new CountDownLatch(1);
        private transient volatile @Nullable CountDownLatch held;
        private transient volatile @Nullable RuntimeException failure;
        private volatile boolean interrupted;

        Network() {
            super(new ExampleFolder(EXAMPLE, DemoRoot.built()).read().answers());
        }

        @Override
        public byte[] get(String url) {
            RuntimeException trouble = failure;
            if (trouble != null) {
                throw trouble;
            }
            asked.countDown();
            CountDownLatch until = held;
            try {
                if (until != null) {
                    until.await();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                throw new DSSException("interrupted", e);
            }
            return super.get(url);
        }
    }
}
