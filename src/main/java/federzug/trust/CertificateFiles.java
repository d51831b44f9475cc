package federzug.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Certificates from files: PEM (several), DER, PKCS#12 or JKS. */
final class CertificateFiles {
    private static final long LARGEST = 1_000_000;

    private CertificateFiles() {}

    /** @throws IOException also if there is none in it */
    static List<CertificateToken> read(Path file, @Nullable String password)
            throws IOException, GeneralSecurityException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("too large for certificates");
        }
        return of(file.getFileName().toString(), Files.readAllBytes(file), password);
    }

    static List<CertificateToken> of(String fileName, byte[] bytes, @Nullable String password)
            throws IOException, GeneralSecurityException {
        List<CertificateToken> tokens = new ArrayList<>();
        for (Certificate certificate : certificates(fileName.toLowerCase(Locale.ROOT), bytes, password)) {
            tokens.add(new CertificateToken((X509Certificate) certificate));
        }
        if (tokens.isEmpty()) {
            throw new IOException("no certificate");
        }
        return tokens;
    }

    private static List<Certificate> certificates(String name, byte[] bytes, @Nullable String password)
            throws IOException, GeneralSecurityException {
        if (!name.endsWith(".p12") && !name.endsWith(".pfx") && !name.endsWith(".jks")) {
            return List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)));
        }
        KeyStore store = KeyStore.getInstance(name.endsWith(".jks") ? "JKS" : "PKCS12");
        store.load(new ByteArrayInputStream(bytes), password == null ? null : password.toCharArray());
        List<Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate != null) {
                found.add(certificate);
            }
        }
        return found;
    }
}
