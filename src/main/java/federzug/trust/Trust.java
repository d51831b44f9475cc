package federzug.trust;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.trust.status.ServiceTime;
import federzug.trust.status.TrustKeeping.Bundle;
import federzug.trust.status.TrustOverview;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Provides trust anchors, revocation sources and time stamps. The example trust answers everything inside the process:
 * no network, no port.
 */
@Component
public class Trust {
    static {
        SecureXml.install();
    }

    private final TrustSettings settings;
    private final Network network;
    private final Clock clock;
    private final DemoRoot demo = DemoRoot.built();
    private final ExampleFolder folder;
    private final ThrowawayKeys throwaway;
    private final EuTrust eu;
    private final NamedSources named;
    private final BundleImport imports;
    private final BundleExport exports;
    private final boolean production;
    private volatile @Nullable ExampleTrust example;

    /**
     * Everything that is configured about trust.
     *
     * @param environment value of an environment variable by its name, null if it is not set
     */
    @Component
    public record Configuration(
            TrustSettings trust,
            NetworkSettings network,
            ListSettings lists,
            TransferSettings transfer,
            ProductionSettings production,
            Function<String, @Nullable String> environment) {
        @Autowired
        Configuration(
                TrustSettings trust,
                NetworkSettings network,
                ListSettings lists,
                TransferSettings transfer,
                ProductionSettings production) {
            this(trust, network, lists, transfer, production, System::getenv);
        }
    }

    public Trust(Configuration configuration, Clock clock) {
        this.settings = configuration.trust();
        this.network = new Network(configuration.network(), configuration.environment());
        this.clock = clock;
        ListSettings limits = configuration.lists();
        TransferSettings transfer = configuration.transfer();
        this.production = configuration.production().production();
        this.folder = new ExampleFolder(settings.exampleFolder(), demo);
        this.throwaway = new ThrowawayKeys(settings.cache(), folder);
        this.imports = new BundleImport(settings, transfer, clock);
        this.exports = new BundleExport(settings, transfer, network, clock, imports::lotlSigners);
        this.eu = new EuTrust(settings, limits, clock, network, imports::lotlSigners);
        this.named = new NamedSources(settings, limits, network, clock);
    }

    /**
     * A fresh verifier: trusted certificates, revocation sources, AIA where configured. Fails closed: if the EU lists
     * are missing or too old it has no trust anchor.
     *
     * @throws TrustException if the example folder or a source named by hand cannot be used
     */
    public CertificateVerifier verifier(TrustSource source) {
        if (source instanceof TrustSource.Eu) {
            return eu.verifier();
        }
        return source instanceof TrustSource.Named byHand
                ? verifier(named.get(byHand))
                : example().verifier();
    }

    /**
     * As {@link #verifier}, but for collecting evidence: without trust anchors, so that answers are asked for about
     * every authority up to the root, and a check needs no list. It says nothing about whom we believe.
     */
    public CertificateVerifier evidenceVerifier(TrustSource source) {
        CertificateVerifier verifier = verifier(source);
        verifier.setTrustedCertSources(new CommonTrustedCertificateSource());
        verifier.setCheckRevocationForUntrustedChains(true);
        return verifier;
    }

    /** How fresh that source's data are; loads them if they never were. */
    public TrustStatus status(TrustSource source) {
        if (source instanceof TrustSource.Eu) {
            return eu.status();
        }
        if (source instanceof TrustSource.Named byHand) {
            return named.get(byHand).status();
        }
        ExampleTrust loaded = example();
        TrustedLists lists = loaded.lists();
        List<Notice> notices = lists.empty()
                ? List.of(Notice.warning("trust.example.unbelievable", Place.NOWHERE, settings.exampleFolder()))
                : List.of();
        return new TrustStatus(source, lists.issue(), lists.sequence(), loaded.loadedAt(), lists.empty(), notices);
    }

    /** As {@link #status}, with each list and each certificate named by hand. */
    public TrustOverview overview(TrustSource source) {
        if (source instanceof TrustSource.Eu) {
            return eu.overview();
        }
        if (source instanceof TrustSource.Named byHand) {
            return named.get(byHand).overview();
        }
        TrustedLists lists = example().lists();
        return new TrustOverview(
                status(source), lists.lists(), List.of(), lists.anchors().getNumberOfCertificates());
    }

    /** Fetches the EU's lists again, however recent they are. */
    TrustOverview refresh() {
        eu.fetch();
        return eu.overview();
    }

    /** Writes what counts of the EU's lists now into a signed bundle. */
    Bundle export(Path file) {
        return exports.export(file, eu.lists());
    }

    /** Takes over a bundle; from now on it counts. */
    Bundle bringIn(Path file, boolean older) {
        Bundle bundle = imports.bringIn(file, older);
        eu.forget();
        return bundle;
    }

    /**
     * RFC 3161 time stamps: the demo authority in a rehearsal, else the configured services in order.
     *
     * @throws TrustException if none is configured, or the example folder cannot be used
     */
    public TSPSource timestamps(boolean rehearsal) {
        if (rehearsal) {
            return example().timestamps();
        }
        if (settings.timestampServices().isEmpty()) {
            throw TrustException.refused("trust.timestamp.none", Place.NOWHERE);
        }
        return new TimestampServices(settings, network, clock);
    }

    /**
     * Asks every time-stamp service for a time stamp and throws it away.
     *
     * @return what each of them answered; notes only if all work
     * @throws TrustException if none is configured
     */
    public List<Notice> tryTimestamps(boolean rehearsal, byte[] digest) {
        if (timestamps(rehearsal) instanceof TimestampServices services) {
            return services.tryAll(DigestAlgorithm.SHA256, digest);
        }
        timestamps(rehearsal).getTimeStampResponse(DigestAlgorithm.SHA256, digest);
        return List.of(Notice.note("trust.timestamp.example-works", Place.NOWHERE));
    }

    /**
     * Whether a time stamp comes from a qualified service, by the EU's lists as they are now; false also where they are
     * missing or old. Nothing else of the time stamp is checked.
     *
     * @param token DER of an RFC 3161 token
     */
    public boolean isQualifiedTimestamp(byte[] token) {
        return TimestampAnswer.isOfQualifiedService(token, eu.lists().anchors());
    }

    /** What time the configured services say it is. */
    ServiceTime.Reading serviceTime() {
        return settings.offline() || settings.timestampServices().isEmpty()
                ? ServiceTime.Reading.NOT_CONFIGURED
                : new TimestampServices(settings, network, clock).time(DigestAlgorithm.SHA256, new byte[32]);
    }

    /** Whether {@link #timestamps} has anybody to ask. */
    public boolean offersTimestamps(boolean rehearsal) {
        return rehearsal || !settings.timestampServices().isEmpty();
    }

    /**
     * Whether a chain ends at the demo root, by the authorities' keys and regardless of names. The leaf alone is
     * enough; an empty chain does not.
     */
    public boolean endsAtDemoRoot(Collection<CertificateToken> chain) {
        return demo.endsHere(chain);
    }

    /** Lower-case hex SHA-256 of the demo root's public key (SubjectPublicKeyInfo). */
    public String demoRootHash() {
        return demo.hash();
    }

    /** The demo authorities, issuing CA first: completes the chain of an example certificate. */
    public List<CertificateToken> demoChain() {
        return example().chain();
    }

    /**
     * The PKCS#12 files of signatories in rehearsals by the person's key ({@code raphael}): of the examples, and of the
     * house's own people.
     *
     * @throws TrustException if the folder is missing
     */
    public Map<String, Path> exampleKeystores() {
        return production ? Map.of() : throwaway.keystores();
    }

    /**
     * Gives a person a key in their own name for rehearsals, if they have none.
     *
     * @throws TrustException if the example folder is missing or the home cannot be written
     */
    public void requireExampleKey(String person, String given, String family) {
        requireExamples();
        throwaway.require(person, given, family);
    }

    /**
     * Gives a house a key for seals in rehearsals, if it has none.
     *
     * @param key that no person can have
     * @param house name in the certificate
     * @throws TrustException as {@link #requireExampleKey}
     */
    public void requireExampleSeal(String key, String house) {
        requireExamples();
        throwaway.requireSeal(key, house);
    }

    /**
     * The lists or certificates a source stands for, by file name, as they were when last loaded: to be kept on file.
     */
    public Map<String, byte[]> files(TrustSource source) {
        if (source instanceof TrustSource.Named byHand) {
            return named.get(byHand).files();
        }
        return source instanceof TrustSource.Eu
                ? exports.files(eu.lists())
                : TrustFiles.lists(example().answers());
    }

    /** The password of every example key store. It protects nothing. */
    public static char[] examplePassword() {
        return ExampleFolder.password();
    }

    /** A client for services of our own choice: proxy and authorities as configured, TLS verified. */
    public HttpClient.Builder httpClient() {
        return network.client();
    }

    /**
     * Whether a host lies in the own network or on this machine. A name that cannot be resolved here does not: behind a
     * proxy names are resolved there.
     */
    public static boolean liesInside(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(PublicDataLoader::inside);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** TLS for services of our own choice with a protocol other than HTTP. */
    public SSLContext tls() {
        return network.tls();
    }

    /**
     * What identifies this house at such a service.
     *
     * @param variable name of an environment variable, or null
     * @param file that only its owner can read, or null
     * @throws TrustException if it is nowhere, or open to others
     */
    public char[] secret(@Nullable String variable, @Nullable Path file) {
        return network.secret(variable, file);
    }

    private CertificateVerifier verifier(NamedTrust byHand) {
        if (byHand.anchors().getNumberOfCertificates() == 0) {
            return new CommonCertificateVerifier(true); // nothing can become valid, so no service is queried
        }
        CertificateVerifier verifier = OnlineSources.verifier(settings, network, clock);
        verifier.setTrustedCertSources(byHand.anchors());
        if (demo.endsHere(byHand.anchors().getCertificates())) {
            verifier.setOcspSource(example().revocation());
        }
        return verifier;
    }

    /** Whether example keys and the example list are taken at all. */
    public boolean takesExamples() {
        return !production;
    }

    private void requireExamples() {
        if (production) {
            throw TrustException.refused("trust.example.production", Place.NOWHERE);
        }
    }

    /** Once per process; in a long one again before the lists would count as old. */
    private ExampleTrust example() {
        requireExamples();
        ExampleTrust recent = recentExample();
        return recent != null ? recent : UninterruptedLoad.of(this::loadExample);
    }

    private @Nullable ExampleTrust recentExample() {
        ExampleTrust loaded = example;
        Duration half = settings.maximumAge().dividedBy(2);
        return loaded == null || clock.instant().isAfter(loaded.loadedAt().plus(half)) ? null : loaded;
    }

    /** A load that gave nothing to believe is an answer to this call only: the next one loads again. */
    private synchronized ExampleTrust loadExample() {
        ExampleTrust recent = recentExample();
        if (recent != null) {
            return recent;
        }
        ExampleTrust loaded = ExampleTrust.load(folder, clock);
        if (!loaded.lists().empty()) {
            example = loaded;
        }
        return loaded;
    }
}
