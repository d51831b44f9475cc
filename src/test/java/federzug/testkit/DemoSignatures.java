package federzug.testkit;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import java.time.Instant;
import java.util.Date;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Signs small PDFs with example keys by stock DSS: for tests that need any signed document. */
public final class DemoSignatures {
    private DemoSignatures() {}

    /** One empty page. */
    public static DSSDocument page() {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.save(out);
            return new InMemoryDocument(out.toByteArray(), "seite.pdf");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PAdES-B-T by the key in that example key store. */
    public static DSSDocument sign(
            DSSDocument pdf, Path keystore, CertificateVerifier verifier, TSPSource timestamps, Instant when)
            throws IOException {
        try (Pkcs12SignatureToken token =
                new Pkcs12SignatureToken(keystore.toFile(), new PasswordProtection("nur-zum-testen".toCharArray()))) {
            DSSPrivateKeyEntry key = token.getKeys().get(0);
            PAdESSignatureParameters parameters = new PAdESSignatureParameters();
            parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_T);
            parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
            parameters.setSigningCertificate(key.getCertificate());
            parameters.setCertificateChain(key.getCertificateChain());
            parameters.setContentSize(32_768);
            parameters.bLevel().setSigningDate(Date.from(when));
            PAdESService service = service(verifier, timestamps);
            return service.signDocument(
                    pdf, parameters, token.sign(service.getDataToSign(pdf, parameters), DigestAlgorithm.SHA256, key));
        }
    }

    /** PAdES-B-LTA. */
    public static DSSDocument seal(DSSDocument signed, CertificateVerifier verifier, TSPSource timestamps) {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_LTA);
        return service(verifier, timestamps).extendDocument(signed, parameters);
    }

    public static Reports validate(DSSDocument document, CertificateVerifier verifier, Instant when) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(document);
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(Date.from(when));
        return validator.validateDocument();
    }

    private static PAdESService service(CertificateVerifier verifier, TSPSource timestamps) {
        PAdESService service = new PAdESService(verifier);
        service.setTspSource(timestamps);
        return service;
    }
}
