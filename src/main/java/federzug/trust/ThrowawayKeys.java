package federzug.trust;

import federzug.file.WholeFile;
import federzug.notice.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/**
 * Keys for rehearsals with the house's own people, made in the home by the demo issuing authority: as worthless in law as
 * those of the examples, and recognised like them.
 */
final class ThrowawayKeys {
    private static final String FOLDER = "probeschluessel-NUR-ZUM-TESTEN";

    private final Path folder;
    private final ExampleFolder example;
    private final Map<String, Named> known = new ConcurrentHashMap<>();

    /** Whose a file is, as long as it is this file. */
    private record Named(String file, String name) {}

    /** @param cache its neighbour in the home will hold the keys */
    ThrowawayKeys(Path cache, ExampleFolder example) {
        this.folder = cache.toAbsolutePath().resolveSibling(FOLDER);
        this.example = example;
    }

    /** One key store per person, by the person's key; those of the home before those of the examples. */
    Map<String, Path> keystores() {
        Map<String, Path> all = new TreeMap<>(example.keystores());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> ExampleFolder.person(file).ifPresent(person -> all.put(person, file)));
            } catch (IOException e) {
                throw unusable(folder, e);
            }
        }
        return all;
    }

    /**
     * Ensures that a person has a key in their own name, and makes one if not.
     *
     * @throws TrustException if the example folder is missing or the home cannot be written
     */
    void require(String person, String given, String family) {
        require(person, name(given, family), issuer -> ThrowawayCertificate.make(issuer, given, family));
    }

    /**
     * The same for the seal of a house.
     *
     * @param key that no person can have
     */
    void requireSeal(String key, String house) {
        require(key, name("", ""), issuer -> ThrowawayCertificate.ofHouse(issuer, house));
    }

    private interface Making {
        ThrowawayCertificate by(PrivateKeyEntry issuer)
                throws IOException, GeneralSecurityException, OperatorCreationException;
    }

    private synchronized void require(String key, String name, Making making) {
        @Nullable Path file = keystores().get(key);
        if (file != null && name(file).equals(name)) {
            return;
        }
        Path target = folder.resolve(key + ExampleFolder.KEYSTORE);
        try {
            Files.createDirectories(folder, ownerOnly());
            WholeFile.write(target, store(key, making.by(example.issuer())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw unusable(target, e);
        }
    }

    private static byte[] store(String alias, ThrowawayCertificate made) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                alias, made.key(), ExampleFolder.password(), made.chain().toArray(Certificate[]::new));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, ExampleFolder.password());
        return out.toByteArray();
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The name in a key store's certificate; empty if it cannot be read, which makes a new one. */
    private String name(Path file) {
        try {
            String state = file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
            Named before = known.get(file.toString());
            if (before != null && before.file().equals(state)) {
                return before.name();
            }
            String name = read(file);
            known.put(file.toString(), new Named(state, name));
            return name;
        } catch (IOException | GeneralSecurityException e) {
            return "";
        }
    }

    private static String read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, ExampleFolder.password());
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    X500Name subject = X500Name.getInstance(
                            certificate.getSubjectX500Principal().getEncoded());
                    return name(first(subject, BCStyle.GIVENNAME), first(subject, BCStyle.SURNAME));
                }
            }
            return "";
        }
    }

    private static String first(X500Name subject, ASN1ObjectIdentifier type) {
        RDN[] names = subject.getRDNs(type);
        return names.length == 0
                ? ""
                : IETFUtils.valueToString(names[0].getFirst().getValue());
    }

    private static String name(String given, String family) {
        return given + '\n' + family;
    }

    private static TrustException unusable(Path file, Exception cause) {
        return TrustException.refused("trust.example.no-throwaway", Place.NOWHERE, file)
                .causedBy(cause);
    }
}
