package federzug.verification.signature;

import eu.europa.esig.dss.enumerations.TokenExtractionStrategy;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDefaultObjectFactory;
import eu.europa.esig.dss.spi.policy.SignaturePolicyProvider;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.validation.reports.Reports;
import federzug.verification.file.SignedFile;
import java.time.Instant;
import java.util.Date;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Runs the validation of ETSI EN 319 102-1 with our own strict policy. */
public final class Validator {
    /** Free ones: a policy builds its table of algorithms on first use and must not serve two checks at once. */
    private final Queue<ValidationPolicy> policies = new ConcurrentLinkedQueue<>();

    public Reports validate(SignedFile file, String name, CertificateVerifier verifier, Instant now) {
        return validate(file, name, verifier, now, TokenExtractionStrategy.NONE);
    }

    /** @param extraction which certificates, answers and time stamps the diagnostic data carry in full */
    public Reports validate(
            SignedFile file,
            String name,
            CertificateVerifier verifier,
            Instant now,
            TokenExtractionStrategy extraction) {
        PDFDocumentValidator validator =
                new PDFDocumentValidator(file.revisions().document(name));
        PdfBoxDefaultObjectFactory pdf = file.revisions().objects();
        // Looks are compared by RevisionComparison: what a page shows cannot change while its objects stay the same.
        DefaultPdfDifferencesFinder differences = new DefaultPdfDifferencesFinder();
        differences.setMaximalPagesAmountForVisualComparison(0);
        pdf.setPdfDifferencesFinder(differences);
        validator.setPdfObjFactory(pdf);
        validator.setCertificateVerifier(verifier);
        validator.setSignaturePolicyProvider(new NoPolicies());
        validator.setValidationTime(Date.from(now));
        validator.setTokenExtractionStrategy(extraction);
        validator.setEnableEtsiValidationReport(true);
        return withPolicy(validator::validateDocument);
    }

    /** Lends the policy to one user at a time. */
    <T> T withPolicy(Function<ValidationPolicy, T> work) {
        ValidationPolicy free = policies.poll();
        ValidationPolicy policy = free == null ? BundledPolicy.read() : free;
        try {
            return work.apply(policy);
        } finally {
            policies.add(policy);
        }
    }

    /** A signature policy is named by the document, so its address is never called. */
    private static final class NoPolicies extends SignaturePolicyProvider {
        @Override
        @SuppressWarnings("NullAway") // DSS asks and takes null for "not available".
        public DSSDocument getSignaturePolicyByUrl(String url) {
            return null;
        }
    }
}
