package federzug.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import federzug.notice.Place;
import federzug.trust.BundleManifest.Entry;
import federzug.trust.status.ListFacts;
import federzug.trust.status.TrustKeeping.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the EU's lists that are believed here into a signed bundle, or hands them out to be kept with a report. */
final class BundleExport {
    private final TrustSettings settings;
    private final TransferSettings transfer;
    private final Network secrets;
    private final Clock clock;
    private final Supplier<LotlSigners> lotlSigners;

    BundleExport(
            TrustSettings settings,
            TransferSettings transfer,
            Network secrets,
            Clock clock,
            Supplier<LotlSigners> lotlSigners) {
        this.settings = settings;
        this.transfer = transfer;
        this.secrets = secrets;
        this.clock = clock;
        this.lotlSigners = lotlSigners;
    }

    /** @param lists what counts now */
    Bundle export(Path target, TrustedLists lists) {
        PrivateKeyEntry key = key();
        try {
            Contents contents = contents(lists);
            byte[] json = contents.manifest().json();
            Map<String, byte[]> all = new LinkedHashMap<>();
            all.put(BundleFile.MANIFEST, json);
            all.put(
                    BundleFile.SIGNATURE,
                    BundleSignature.sign(json, key, contents.manifest().created()));
            all.putAll(contents.files());
            BundleFile.write(target, all);
            CertificateToken signer = new CertificateToken((X509Certificate) key.getCertificate());
            return contents.manifest().described(target, signer);
        } catch (IOException e) {
            throw refused("trust.bundle.not-writable", target.toAbsolutePath()).causedBy(e);
        } catch (GeneralSecurityException e) {
            throw refused("trust.bundle.key", String.valueOf(transfer.key())).causedBy(e);
        }
    }

    /** The lists that count, whose signature was believed on them, and where each came from and when: for the file. */
    Map<String, byte[]> files(TrustedLists lists) {
        if (lists.empty()) {
            return Map.of(); // Nothing was called valid either.
        }
        try {
            Contents contents = contents(lists);
            Map<String, byte[]> all = new TreeMap<>();
            contents.files().forEach((name, bytes) -> all.put(name.replaceFirst("^lists/", ""), bytes));
            all.put(BundleFile.MANIFEST, contents.manifest().json());
            return all;
        } catch (IOException e) {
            return Map.of();
        }
    }

    private record Contents(BundleManifest manifest, Map<String, byte[]> files) {}

    private Contents contents(TrustedLists lists) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        byte[] signers = pem(lotlSigners.get());
        entries.add(Entry.of(BundleManifest.SIGNERS, "", now, signers));
        files.put(BundleManifest.SIGNERS, signers);
        for (Map.Entry<String, Path> kept : kept(lists).entrySet()) {
            byte[] bytes = Files.readAllBytes(kept.getValue());
            Instant fetchedAt = Files.getLastModifiedTime(kept.getValue()).toInstant();
            String name = "lists/" + kept.getValue().getFileName();
            entries.add(Entry.of(name, kept.getKey(), fetchedAt, bytes));
            files.put(name, bytes);
        }
        return new Contents(new BundleManifest(now, settings.eu().lotl().toString(), lists.sequence(), entries), files);
    }

    /** The files of the lists that count, by address. */
    private Map<String, Path> kept(TrustedLists lists) {
        Map<String, Path> files = new LinkedHashMap<>();
        Stream.concat(lists.lists().stream().filter(ListFacts::counts).map(ListFacts::address), lists.pivots().stream())
                .forEach(address -> files.put(address, settings.cache().resolve(ListCache.name(address))));
        return files;
    }

    private PrivateKeyEntry key() {
        Path file = transfer.key();
        if (file == null) {
            throw refused("trust.bundle.no-key");
        }
        char[] password = secrets.secret(transfer.keyPasswordEnv(), transfer.keyPasswordFile());
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            Optional<String> alias = Collections.list(store.aliases()).stream()
                    .filter(any -> isKey(store, any))
                    .findFirst();
            if (alias.isPresent()
                    && store.getEntry(alias.get(), new KeyStore.PasswordProtection(password))
                            instanceof PrivateKeyEntry entry) {
                return entry;
            }
            throw new GeneralSecurityException("no key");
        } catch (IOException | GeneralSecurityException e) {
            throw refused("trust.bundle.key", file.toAbsolutePath()).causedBy(e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] pem(LotlSigners signers) {
        StringBuilder text = new StringBuilder();
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        for (CertificateToken certificate : signers.certificates().getCertificates()) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(lines.encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static TrustException refused(String code, @Nullable Object... arguments) {
        Object[] known = Arrays.stream(arguments).map(String::valueOf).toArray();
        return TrustException.refused(code, Place.NOWHERE, known);
    }
}
