package federzug.trust;

import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.client.http.DSSFileLoader;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.tsl.function.GrantedTrustAnchorPeriodPredicate;
import eu.europa.esig.dss.tsl.source.TLSource;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.trust.status.TrustSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is named by hand: certificates (a file, or a folder of such), or a trusted list (a file or an address). A
 * list is believed only if the certificate of its signer is known; one that was fetched has to be fresh as well.
 */
final class NamedSources {
    private static final Duration REUSE = Duration.ofMinutes(10);
    /** What an address did not give is asked for again soon; what a file does not hold, at once. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private static final Duration REFRESH = Duration.ofHours(1);
    /** Every authority of every national list, and as many again. */
    private static final int MOST_FILES = 20_000;

    private static final int MOST_NAMED = 20;

    private final TrustSettings settings;
    private final ListSettings limits;
    private final Network way;
    private final Clock clock;
    private final Map<String, NamedTrust> read = new ConcurrentHashMap<>();

    NamedSources(TrustSettings settings, ListSettings limits, Network way, Clock clock) {
        this.settings = settings;
        this.limits = limits;
        this.way = way;
        this.clock = clock;
    }

    /** @throws TrustException if there is nothing to read */
    NamedTrust get(TrustSource.Named source) {
        NamedTrust known = recent(source);
        return known != null ? known : UninterruptedLoad.of(() -> load(source));
    }

    private @Nullable NamedTrust recent(TrustSource.Named source) {
        NamedTrust known = read.get(source.location());
        if (known == null) {
            return null;
        }
        Duration reuse = known.anchors().getNumberOfCertificates() > 0 ? REUSE : RETRY;
        return known.readAt().plus(reuse).isBefore(clock.instant()) ? null : known;
    }

    private synchronized NamedTrust load(TrustSource.Named source) {
        NamedTrust known = recent(source);
        if (known != null) {
            return known;
        }
        NamedTrust loaded = read(source);
        if (loaded.anchors().getNumberOfCertificates() > 0 || isAddress(source.location())) {
            read.put(source.location(), loaded);
        } else {
            read.remove(source.location());
        }
        return loaded;
    }

    private static boolean isAddress(String location) {
        return location.matches("(?i)[a-z][a-z0-9+.-]+://.*");
    }

    private NamedTrust read(TrustSource.Named source) {
        String location = source.location();
        if (isAddress(location)) {
            return fetched(source);
        }
        try {
            Path file = Path.of(location);
            if (Files.isDirectory(file)) {
                return folder(source, file);
            }
            if (!Files.isRegularFile(file)) {
                throw unusable("trust.named.missing", location);
            }
            if (Files.size(file) > limits.bytes()) {
                throw unusable("trust.named.unreadable", location);
            }
            byte[] bytes = Files.readAllBytes(file);
            String name = String.valueOf(file.getFileName());
            if (isXml(bytes)) {
                return list(source, name, bytes);
            }
            return certificates(source, CertificateFiles.of("", bytes, null), Map.of(name, bytes));
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw unusable("trust.named.unreadable", location).causedBy(e);
        }
    }

    /** Takes every certificate in a folder; what is left out is named. */
    private NamedTrust folder(TrustSource.Named source, Path folder) throws IOException {
        CommonTrustedCertificateSource all = new CommonTrustedCertificateSource();
        Map<String, byte[]> files = new TreeMap<>();
        List<String> leftOut = new ArrayList<>();
        List<Path> entries;
        try (Stream<Path> found = Files.list(folder)) {
            entries = found.sorted().toList();
        }
        for (Path entry : entries) {
            String name = String.valueOf(entry.getFileName());
            if (!isCertificateFile(entry) || files.size() >= MOST_FILES) {
                leftOut.add(name);
                continue;
            }
            try {
                List<CertificateToken> certificates = CertificateFiles.read(entry, null);
                files.put(name, Files.readAllBytes(entry));
                certificates.forEach(all::addCertificate);
            } catch (IOException | GeneralSecurityException e) {
                leftOut.add(name);
            }
        }
        if (files.isEmpty()) {
            throw unusable("trust.named.folder", folder.toString());
        }
        Instant now = clock.instant();
        return new NamedTrust(source, all, TrustedLists.none(), false, now, now, files, leftOut(folder, leftOut));
    }

    private static List<Notice> leftOut(Path folder, List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        String some = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        String dots = names.size() > MOST_NAMED ? ", …" : "";
        return List.of(
                Notice.note("trust.named.left-out", Place.NOWHERE, folder.toString(), names.size(), some + dots));
    }

    private static boolean isCertificateFile(Path file) {
        return Files.isRegularFile(file)
                && file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(pem|crt|cer|der)");
    }

    private NamedTrust certificates(
            TrustSource.Named source, List<CertificateToken> certificates, Map<String, byte[]> files) {
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        certificates.forEach(anchors::addCertificate);
        Instant now = clock.instant();
        return new NamedTrust(source, anchors, TrustedLists.none(), false, now, now, files);
    }

    private NamedTrust list(TrustSource.Named source, String name, byte[] bytes) {
        Instant now = clock.instant();
        TrustedLists lists = TrustedLists.load(
                tlSource(source.location()),
                url -> new InMemoryDocument(bytes),
                new StrictLists(clock, url -> true),
                url -> now);
        return new NamedTrust(source, lists.anchors(), lists, true, now, now, Map.of(name, bytes));
    }

    private NamedTrust fetched(TrustSource.Named source) {
        String address = requireAllowed(source.location());
        ListCache cache = new ListCache(
                settings.cache().resolve("named"),
                clock,
                settings.offline()
                        ? null
                        : PublicDataLoader.lists(settings.allowPrivateAddresses(), Set.of(), limits, way),
                address,
                REFRESH);
        EuLists fresh = new EuLists(settings, clock, null);
        StrictLists strict = new StrictLists(clock, url -> fresh.isFresh(cache.fetchedAt(url)));
        TLSource list = tlSource(address);
        ListCache.Loaded loaded =
                cache.load(() -> TrustedLists.load(list, cache, strict, cache::fetchedAt), settings.maximumAge());
        return new NamedTrust(
                source,
                loaded.lists().anchors(),
                loaded.lists(),
                true,
                clock.instant(),
                loaded.fetched(),
                kept(cache, address));
    }

    private static Map<String, byte[]> kept(DSSFileLoader cache, String address) {
        try (InputStream in = cache.getDocument(address).openStream()) {
            return Map.of(ListCache.name(address), in.readAllBytes());
        } catch (IOException | DSSException e) {
            return Map.of(); // Nothing was believed either.
        }
    }

    /** Lists are signed, but by plain http a stranger could hold back the newest one. */
    private String requireAllowed(String location) {
        try {
            URI address = URI.create(location);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            boolean allowed = scheme.equals("https") || scheme.equals("http") && limits.allowHttp();
            if (address.getHost() == null || address.getUserInfo() != null || !allowed) {
                throw unusable("trust.named.address", location);
            }
            return location;
        } catch (IllegalArgumentException e) {
            throw unusable("trust.named.address", location).causedBy(e);
        }
    }

    private TLSource tlSource(String address) {
        TLSource list = new TLSource();
        list.setUrl(address);
        list.setTLVersions(TrustedLists.NO_SCHEMA);
        list.setCertificateSource(signers());
        list.setTrustAnchorValidityPredicate(new GrantedTrustAnchorPeriodPredicate());
        return list;
    }

    private CommonTrustedCertificateSource signers() {
        CommonTrustedCertificateSource signers = new CommonTrustedCertificateSource();
        Path file = limits.namedSigners();
        if (file != null) {
            try {
                CertificateFiles.read(file, null).forEach(signers::addCertificate);
            } catch (IOException | GeneralSecurityException e) {
                throw unusable(
                                "trust.named.signers-unreadable",
                                file.toAbsolutePath().toString())
                        .causedBy(e);
            }
        }
        return signers;
    }

    private static boolean isXml(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && (bytes[start] < 0 || Character.isWhitespace(bytes[start]))) {
            start++; // a byte-order mark, or blank lines
        }
        return start < Math.min(bytes.length, 16) && bytes[start] == '<';
    }

    private static TrustException unusable(String code, String location) {
        return TrustException.refused(code, Place.NOWHERE, location);
    }
}
