package federzug.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * The certificates that may sign the EU's list of lists, as the Official Journal names them.
 *
 * @param notices what is wrong if there is none
 */
record LotlSigners(CommonTrustedCertificateSource certificates, List<Notice> notices) {
    /** Never throws: without these certificates nothing is believed, and the notices say why. */
    static LotlSigners read(TrustSettings.EuList settings) {
        Path file = settings.keystore();
        if (file == null) {
            return none("trust.eu.signers-not-set", settings.officialJournal());
        }
        try {
            return of(CertificateFiles.read(file, settings.keystorePassword()));
        } catch (IOException | GeneralSecurityException e) {
            return none("trust.eu.signers-unreadable", file.toAbsolutePath());
        }
    }

    static LotlSigners of(List<CertificateToken> certificates) {
        CommonTrustedCertificateSource found = new CommonTrustedCertificateSource();
        certificates.forEach(found::addCertificate);
        return new LotlSigners(found, List.of());
    }

    private static LotlSigners none(String code, Object argument) {
        return new LotlSigners(
                new CommonTrustedCertificateSource(), List.of(Notice.warning(code, Place.NOWHERE, argument)));
    }
}
