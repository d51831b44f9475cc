package federzug.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.trust.BundleManifest.Entry;
import federzug.trust.status.TrustKeeping.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the EU's lists that were carried here from a machine with internet. What was fetched then keeps its age;
 * carrying it makes nothing younger.
 */
final class BundleImport {
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    private static final String BROUGHT_IN = "mitgebracht.zip";

    private final TrustSettings settings;
    private final TransferSettings transfer;
    private final Clock clock;

    BundleImport(TrustSettings settings, TransferSettings transfer, Clock clock) {
        this.settings = settings;
        this.transfer = transfer;
        this.clock = clock;
    }

    /** The configured certificates of the list of lists; without any those that were brought in under signature. */
    LotlSigners lotlSigners() {
        Path brought = settings.cache().resolve(BROUGHT_IN);
        if (settings.eu().keystore() != null || !Files.exists(brought)) {
            return LotlSigners.read(settings.eu());
        }
        try (BundleFile.Reader bundle = new BundleFile.Reader(brought)) {
            byte[] manifest = bundle.manifest();
            if (BundleSignature.signer(manifest, bundle.signature(), believed()).isPresent()) {
                Entry signers = BundleManifest.of(manifest).signers().orElseThrow(IOException::new);
                return LotlSigners.of(CertificateFiles.of("", bundle.read(signers), null));
            }
        } catch (IOException | GeneralSecurityException | TrustException e) {
            return spoilt(brought);
        }
        return spoilt(brought);
    }

    private static LotlSigners spoilt(Path brought) {
        LotlSigners none = LotlSigners.of(List.of());
        return new LotlSigners(
                none.certificates(),
                List.of(Notice.warning("trust.bundle.spoilt", Place.NOWHERE, brought.toAbsolutePath())));
    }

    Bundle bringIn(Path file, boolean older) {
        List<CertificateToken> believed = believed();
        if (!Files.isRegularFile(file)) {
            throw refused("trust.bundle.missing", file);
        }
        try (BundleFile.Reader bundle = new BundleFile.Reader(file)) {
            byte[] json = bundle.manifest();
            byte[] signature = bundle.signature();
            CertificateToken signer = BundleSignature.signer(json, signature, believed)
                    .orElseThrow(() -> refused("trust.bundle.signature", file, transfer.certificate()));
            Instant now = clock.instant();
            if (!signer.isValidOn(Date.from(now))) {
                throw refused("trust.bundle.signer-expired", file, transfer.certificate());
            }
            BundleManifest manifest = BundleManifest.of(json);
            bundle.requireExactly(manifest);
            requirePlausible(file, manifest, now);
            if (!older) {
                requireNewer(file, manifest);
            }
            Map<Entry, byte[]> contents = new LinkedHashMap<>();
            for (Entry entry : manifest.entries()) {
                contents.put(entry, bundle.read(entry));
            }
            requireBelievable(file, contents);
            takeOver(manifest, json, signature, contents);
            return manifest.described(file, signer);
        } catch (IOException e) {
            throw refused("trust.bundle.damaged", file).causedBy(e);
        }
    }

    private void requirePlausible(Path file, BundleManifest manifest, Instant now) {
        if (!manifest.origin().equals(settings.eu().lotl().toString())) {
            throw refused(
                    "trust.bundle.origin",
                    file,
                    manifest.origin(),
                    settings.eu().lotl());
        }
        Instant limit = now.plus(CLOCK_DIFFERENCE);
        boolean future = manifest.created().isAfter(limit)
                || manifest.entries().stream()
                        .anyMatch(entry -> entry.fetchedAt().isAfter(limit));
        if (future) {
            throw refused("trust.bundle.future", file);
        }
        if (manifest.first().isEmpty() || manifest.signers().isEmpty()) {
            throw refused("trust.bundle.damaged", file);
        }
    }

    private void requireNewer(Path file, BundleManifest manifest) {
        Path kept = settings.cache().resolve(ListCache.name(manifest.origin()));
        Instant fetchedAt = manifest.first().orElseThrow().fetchedAt();
        try {
            boolean older = Files.exists(kept)
                    && (ListNumber.of(kept) > manifest.sequence()
                            || Files.getLastModifiedTime(kept).toInstant().isAfter(fetchedAt));
            if (older) {
                throw refused("trust.bundle.older", file);
            }
        } catch (IOException e) {
            throw refused("trust.bundle.damaged", kept).causedBy(e);
        }
    }

    /** Regardless of who signed the bundle, the lists must be signed by a signer that the list of lists names. */
    private void requireBelievable(Path file, Map<Entry, byte[]> contents) throws IOException {
        Path trial = null;
        try {
            Files.createDirectories(settings.cache());
            trial = Files.createTempDirectory(settings.cache(), ".probe");
            for (Map.Entry<Entry, byte[]> one : contents.entrySet()) {
                if (one.getKey().isList()) {
                    Path list = trial.resolve(ListCache.name(one.getKey().address()));
                    ListCache.keep(list, one.getValue(), clock.instant());
                }
            }
            LotlSigners signers = signersFor(contents);
            TrustedLists lists = signers.certificates().getCertificates().isEmpty()
                    ? TrustedLists.none()
                    : new EuLists(settings, clock, null)
                            .load(trial, signers.certificates(), Duration.ZERO)
                            .lists();
            if (lists.empty()) {
                List<Notice> why =
                        new ArrayList<>(List.of(Notice.error("trust.bundle.unbelievable", Place.NOWHERE, file)));
                why.addAll(signers.notices());
                if (!lists.trouble().isEmpty() && signers.notices().isEmpty()) {
                    why.add(Notice.error(
                            lists.trouble(), Place.NOWHERE, settings.eu().lotl()));
                }
                throw new TrustException(Kind.INPUT, why);
            }
        } finally {
            delete(trial);
        }
    }

    private LotlSigners signersFor(Map<Entry, byte[]> contents) throws IOException {
        if (settings.eu().keystore() != null) {
            return LotlSigners.read(settings.eu());
        }
        for (Map.Entry<Entry, byte[]> one : contents.entrySet()) {
            if (!one.getKey().isList()) {
                try {
                    return LotlSigners.of(CertificateFiles.of("", one.getValue(), null));
                } catch (GeneralSecurityException e) {
                    throw new IOException(e);
                }
            }
        }
        throw new IOException("no certificates");
    }

    /** The list of lists comes last: until it is there, the former lists remain valid. */
    private void takeOver(BundleManifest manifest, byte[] json, byte[] signature, Map<Entry, byte[]> contents)
            throws IOException {
        Map<String, byte[]> proof = new LinkedHashMap<>();
        proof.put(BundleFile.MANIFEST, json);
        proof.put(BundleFile.SIGNATURE, signature);
        contents.forEach((entry, bytes) -> {
            if (!entry.isList()) {
                proof.put(entry.name(), bytes);
            }
        });
        BundleFile.write(settings.cache().resolve(BROUGHT_IN), proof);
        Entry first = manifest.first().orElseThrow();
        contents.forEach((entry, bytes) -> {
            if (entry.isList() && !entry.equals(first)) {
                keep(entry, bytes);
            }
        });
        keep(first, Objects.requireNonNull(contents.get(first)));
    }

    private void keep(Entry entry, byte[] bytes) {
        ListCache.keep(settings.cache().resolve(ListCache.name(entry.address())), bytes, entry.fetchedAt());
    }

    private static void delete(@Nullable Path folder) throws IOException {
        if (folder != null) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        }
    }

    private List<CertificateToken> believed() {
        Path file = transfer.certificate();
        if (file == null) {
            throw refused("trust.bundle.no-certificate");
        }
        try {
            return CertificateFiles.read(file, null);
        } catch (IOException | GeneralSecurityException e) {
            throw refused("trust.bundle.certificate", file.toAbsolutePath()).causedBy(e);
        }
    }

    private static TrustException refused(String code, @Nullable Object... arguments) {
        Object[] known = Arrays.stream(arguments).map(String::valueOf).toArray();
        return TrustException.refused(code, Place.NOWHERE, known);
    }
}
