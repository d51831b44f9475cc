package federzug.signing.device;

import eu.europa.esig.dss.enumerations.QCTypeEnum;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.model.x509.extension.QcStatements;
import eu.europa.esig.dss.spi.QcStatementUtils;

/**
 * Decides whose PIN must not be stored. A qualified signature needs its holder's sole control (eIDAS, Article 26 (c)):
 * a PIN that a program finds by itself is not given by the holder. A seal belongs to a house.
 */
final class SoleControl {
    private SoleControl() {}

    /** By the certificate's own statements (ETSI EN 319 412-5): qualified, key in a qualified device, and no seal. */
    static boolean isNeeded(CertificateToken certificate) {
        QcStatements statements = QcStatementUtils.getQcStatements(certificate);
        return statements != null
                && statements.isQcCompliance()
                && statements.isQcQSCD()
                && (statements.getQcTypes() == null
                        || statements.getQcTypes().isEmpty()
                        || statements.getQcTypes().contains(QCTypeEnum.QCT_ESIGN));
    }
}
