package federzug.verification.signature;

import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.RevocationWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.validation.reports.Reports;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The certificates, revocation answers and time stamps a validation used, as files. */
public final class EvidenceFiles {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private EvidenceFiles() {}

    public static Map<String, byte[]> of(Reports reports) {
        EvidenceFiles evidence = new EvidenceFiles();
        evidence.put("diagnose.xml", reports.getXmlDiagnosticData().getBytes(StandardCharsets.UTF_8));
        for (CertificateWrapper certificate : reports.getDiagnosticData().getUsedCertificates()) {
            evidence.put("zertifikate/" + certificate.getId() + ".cer", certificate.getBinaries());
        }
        for (RevocationWrapper answer : reports.getDiagnosticData().getAllRevocationData()) {
            String ending = "CRL".equals(String.valueOf(answer.getRevocationType())) ? ".crl" : ".ocsp";
            evidence.put("sperrauskuenfte/" + answer.getId() + ending, answer.getBinaries());
        }
        for (TimestampWrapper stamp : reports.getDiagnosticData().getTimestampList()) {
            evidence.put("zeitstempel/" + stamp.getId() + ".tst", stamp.getBinaries());
        }
        return evidence.files;
    }

    private void put(String name, byte @Nullable [] bytes) {
        if (bytes != null && bytes.length > 0) {
            files.put(name, bytes);
        }
    }
}
