package federzug.signing.device;

import federzug.notice.Place;
import federzug.signing.SigningException;
import federzug.signing.pades.Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#12 file (RFC 7292) with one person's key.
 *
 * @param device the name under which it is configured, for messages
 * @param alias of the key, or null if there is only one
 * @param certificate a file with the certificate alone, or null
 * @param algorithm JCA-like name, or null for the one that goes with the key
 */
record KeyStoreFile(
        String device,
        Path file,
        @Nullable String alias,
        @Nullable Path certificate,
        @Nullable String algorithm) {
    /** Far more than any key store holds. */
    private static final long LARGEST = 4L << 20;

    /**
     * @param pin stays the caller's to wipe
     * @throws SigningException with a code of its own for a wrong PIN, a damaged file, no key, several keys
     */
    KeyStoreDevice open(char[] pin) {
        KeyStore keys = load(pin);
        try {
            String chosen = choose(keys);
            if (!(keys.getKey(chosen, pin) instanceof PrivateKey key)) {
                throw refused("signing.device.no-key", device, file);
            }
            List<byte[]> chain = new ArrayList<>();
            for (Certificate link : keys.getCertificateChain(chosen)) {
                chain.add(link.getEncoded());
            }
            return new KeyStoreDevice(
                    device,
                    key,
                    chain,
                    algorithm == null
                            ? Signer.algorithmFor(keys.getCertificate(chosen).getPublicKey())
                            : algorithm);
        } catch (UnrecoverableKeyException e) {
            throw refused("signing.device.wrong-pin", device).causedBy(e);
        } catch (GeneralSecurityException e) {
            throw refused("signing.device.damaged", device, file).causedBy(e);
        }
    }

    /** The certificate, if it can be read without a PIN; a PKCS#12 file usually encrypts it. */
    Optional<X509Certificate> publicCertificate() {
        requireReadable();
        Path beside = certificate != null ? certificate : sidecar();
        if (certificate != null || Files.isReadable(beside)) {
            return Optional.of(parse(device, beside));
        }
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, null);
            for (String name : Collections.list(keys.aliases())) {
                if (keys.getCertificate(name) instanceof X509Certificate open
                        && (alias == null ? keys.isKeyEntry(name) : name.equalsIgnoreCase(alias))) {
                    return Optional.of(open);
                }
            }
            return Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty(); // what the PIN protects is reported when it is opened
        }
    }

    private KeyStore load(char[] pin) {
        requireReadable();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, pin);
            return keys;
        } catch (IOException e) {
            // The contract of KeyStore.load: a wrong password is signalled by this cause.
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw refused("signing.device.wrong-pin", device).causedBy(e);
            }
            throw refused("signing.device.damaged", device, file).causedBy(e);
        } catch (GeneralSecurityException e) {
            throw refused("signing.device.damaged", device, file).causedBy(e);
        }
    }

    /** Changes whenever the file is replaced. */
    String state() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException e) {
            throw refused("signing.device.unreadable", device, file).causedBy(e);
        }
    }

    private void requireReadable() {
        try {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw refused("signing.device.unreadable", device, file);
            }
            if (Files.size(file) > LARGEST) {
                throw refused("signing.device.damaged", device, file);
            }
        } catch (NoSuchFileException e) {
            throw refused("signing.device.no-file", device, file).causedBy(e);
        } catch (IOException e) {
            throw refused("signing.device.unreadable", device, file).causedBy(e);
        }
    }

    private String choose(KeyStore keys) throws KeyStoreException {
        List<String> names = new ArrayList<>();
        for (String name : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(name) && keys.getCertificateChain(name) != null) {
                names.add(name);
            }
        }
        String wanted = alias;
        if (wanted != null) {
            return names.stream()
                    .filter(wanted::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> refused("signing.device.no-alias", device, wanted, String.join(", ", names)));
        }
        if (names.isEmpty()) {
            throw refused("signing.device.no-key", device, file);
        }
        if (names.size() > 1) {
            throw refused("signing.device.many-keys", device, String.join(", ", names));
        }
        return names.get(0);
    }

    private Path sidecar() {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + ".crt");
    }

    /** A certificate in PEM or DER. */
    static X509Certificate parse(String device, Path path) {
        try {
            if (Files.size(path) > LARGEST) {
                throw new CertificateException("too large");
            }
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(path)));
        } catch (IOException | CertificateException e) {
            throw refused("signing.device.certificate", device, path).causedBy(e);
        }
    }

    private static SigningException refused(String code, Object... arguments) {
        return SigningException.refused(code, Place.NOWHERE, arguments);
    }
}
