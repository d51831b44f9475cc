package federzug.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import federzug.notice.Notice;
import federzug.notice.Place;
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
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that may sign the EU's list of lists, as the Official Journal names them.
 *
 * @param notices what is wrong if there is none
 */
record LotlSigners(CommonTrustedCertificateSource certificates, List<Notice> notices) {
    /** Never throws: without these certificates nothing is believed, and the notices say why. */
    static LotlSigners read(TrustSettings.EuList settings) {
        CommonTrustedCertificateSource found = new CommonTrustedCertificateSource();
        Path file = settings.keystore();
        if (file == null) {
            return new LotlSigners(
                    found,
                    List.of(Notice.warning("trust.eu.signers-not-set", Place.NOWHERE, settings.officialJournal())));
        }
        try {
            for (Certificate certificate : certificates(file, settings.keystorePassword())) {
                found.addCertificate(new CertificateToken((X509Certificate) certificate));
            }
        } catch (IOException | GeneralSecurityException e) {
            return new LotlSigners(
                    new CommonTrustedCertificateSource(),
                    List.of(Notice.warning("trust.eu.signers-unreadable", Place.NOWHERE, file.toAbsolutePath())));
        }
        return new LotlSigners(found, List.of());
    }

    private static Collection<? extends Certificate> certificates(Path file, @Nullable String password)
            throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".p12") && !name.endsWith(".pfx") && !name.endsWith(".jks")) {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        }
        KeyStore store = KeyStore.getInstance(name.endsWith(".jks") ? "JKS" : "PKCS12");
        store.load(new ByteArrayInputStream(bytes), password == null ? null : password.toCharArray());
        List<Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            found.add(store.getCertificate(alias));
        }
        return found;
    }
}
