package federzug.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import federzug.notice.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.jspecify.annotations.Nullable;

/** The folder {@code keystores-example}: its file names, and its contents once they are known to be ours. */
final class ExampleFolder {
    static final String HOST = "http://pki.nur-zum-testen.example/";
    static final String LIST = HOST + "vertrauensliste.xml";
    static final String LOTL = HOST + "lotl.xml";

    private static final String MARK = "-NUR-ZUM-TESTEN";
    static final String KEYSTORE = MARK + ".p12";
    private static final String PASSWORD = "nur-zum-testen";

    private final Path folder;
    private final DemoRoot demo;

    ExampleFolder(Path folder, DemoRoot demo) {
        this.folder = folder;
        this.demo = demo;
    }

    /** Everything the demo authorities need to answer; keys are opened when they are first needed. */
    record Contents(
            CertificateToken root,
            CertificateToken issuing,
            CertificateToken lotlSigner,
            Key timestamps,
            Key issuingResponder,
            Key rootResponder,
            List<X509CRL> revocationLists,
            Map<String, byte[]> answers) {}

    static char[] password() {
        return PASSWORD.toCharArray();
    }

    /** One key store per person, by the person's key. */
    Map<String, Path> keystores() {
        Map<String, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> person(file).ifPresent(person -> found.put(person, file)));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
        return found;
    }

    /** Whose key store a file is, by its name. */
    static Optional<String> person(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(KEYSTORE)
                ? Optional.of(name.substring(0, name.length() - KEYSTORE.length()))
                : Optional.empty();
    }

    /**
     * The demo issuing authority, which is as public as its keys.
     *
     * @throws TrustException if it is missing, or belongs to another demo root
     */
    PrivateKeyEntry issuer() {
        PrivateKeyEntry issuer = key("ausgabe").entry();
        if (!demo.isIssuing(new CertificateToken((X509Certificate) issuer.getCertificate()))) {
            throw TrustException.refused("trust.example.foreign", Place.NOWHERE, folder.toAbsolutePath());
        }
        return issuer;
    }

    /** @throws TrustException if anything is missing, unreadable, or belongs to another demo root */
    Contents read() {
        CertificateToken root = certificate("wurzel");
        CertificateToken issuing = certificate("ausgabe");
        CertificateToken lotlSigner = certificate("lotl-signatur");
        if (!demo.isRoot(root) || !demo.isIssuing(issuing) || !lotlSigner.isSignedBy(root)) {
            throw TrustException.refused("trust.example.foreign", Place.NOWHERE, folder.toAbsolutePath());
        }
        Map<String, byte[]> answers = Map.of(
                LIST,
                bytes(pki("vertrauensliste", ".xml")),
                LOTL,
                bytes(pki("lotl", ".xml")),
                HOST + "wurzel.crt",
                root.getEncoded(),
                HOST + "ausgabe.crt",
                issuing.getEncoded(),
                HOST + "wurzel.crl",
                bytes(pki("wurzel", ".crl")),
                HOST + "ausgabe.crl",
                bytes(pki("ausgabe", ".crl")));
        return new Contents(
                root,
                issuing,
                lotlSigner,
                key("zeitstempel"),
                key("auskunft-ausgabe"),
                key("auskunft-wurzel"),
                List.of(revocationList("wurzel", root), revocationList("ausgabe", issuing)),
                answers);
    }

    private CertificateToken certificate(String name) {
        Path file = pki(name, ".crt");
        try {
            return DSSUtils.loadCertificate(bytes(file));
        } catch (RuntimeException e) {
            throw e instanceof TrustException ? e : unusable(file, e);
        }
    }

    private X509CRL revocationList(String name, CertificateToken issuer) {
        Path file = pki(name, ".crl");
        try (InputStream in = Files.newInputStream(file)) {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
            list.verify(issuer.getPublicKey());
            return list;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, e);
        }
    }

    private Key key(String name) {
        return Key.in(pki(name, ".p12"));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private Path pki(String name, String ending) {
        return folder.resolve("pki" + MARK).resolve(name + MARK + ending);
    }

    static TrustException unusable(Path file, Exception cause) {
        String code = Files.exists(file) ? "trust.example.damaged" : "trust.example.missing";
        return TrustException.refused(code, Place.NOWHERE, file.toAbsolutePath().normalize())
                .causedBy(cause);
    }

    /**
     * Opens a key store of the demo authorities when its key is first needed: that takes ten thousands of digests, and a
     * check whose document brings its own evidence needs no key.
     */
    static final class Key {
        private final Path file;
        private final byte[] store;
        private @Nullable PrivateKeyEntry entry;

        private Key(Path file, byte[] store) {
            this.file = file;
            this.store = store;
        }

        /** @throws TrustException if the file is missing or no key store at all */
        static Key in(Path file) {
            try {
                byte[] store = Files.readAllBytes(file);
                Pfx.getInstance(store);
                return new Key(file, store);
            } catch (IOException | IllegalArgumentException e) {
                throw unusable(file, e);
            }
        }

        /** @throws TrustException if it holds something else than one key, or was damaged */
        synchronized PrivateKeyEntry entry() {
            PrivateKeyEntry known = entry;
            if (known == null) {
                known = open();
                entry = known;
            }
            return known;
        }

        private PrivateKeyEntry open() {
            try {
                KeyStore keys = KeyStore.getInstance("PKCS12");
                keys.load(new ByteArrayInputStream(store), password());
                List<String> aliases = Collections.list(keys.aliases());
                if (aliases.size() == 1
                        && keys.getEntry(aliases.get(0), new KeyStore.PasswordProtection(password()))
                                instanceof PrivateKeyEntry only) {
                    return only;
                }
                throw new GeneralSecurityException("not exactly one key");
            } catch (IOException | GeneralSecurityException e) {
                throw unusable(file, e);
            }
        }
    }
}
