package federzug.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureQualification;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** What others say of a PDF: veraPDF, and the programs pdfsig (poppler-utils) and qpdf where they are installed. */
public final class SigningValidators {
    private SigningValidators() {}

    /** Rules of PDF/A-2a and PDF/UA-1 that the PDF breaks; empty if it is both. */
    public static List<String> conformanceFaults(byte[] pdf) {
        VeraGreenfieldFoundryProvider.initialise();
        List<String> faults = new ArrayList<>();
        for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                result.getFailedChecks()
                        .forEach((rule, times) ->
                                faults.add(flavour + " " + rule.getClause() + "-" + rule.getTestNumber()));
                assertThat(result.isCompliant())
                        .isEqualTo(result.getFailedChecks().isEmpty());
            } catch (VeraPDFException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return faults;
    }

    /** What stock DSS has against any of so many signatures, each qualified and with evidence for the long term. */
    public static List<String> dssFaults(byte[] pdf, CertificateVerifier verifier, int signatures) {
        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf, "geprueft.pdf"));
        validator.setCertificateVerifier(verifier);
        SimpleReport report = validator.validateDocument().getSimpleReport();
        List<String> faults = new ArrayList<>();
        if (report.getSignatureIdList().size() != signatures) {
            faults.add("signatures: " + report.getSignatureIdList().size());
        }
        for (String id : report.getSignatureIdList()) {
            if (report.getIndication(id) != Indication.TOTAL_PASSED
                    || report.getSignatureQualification(id) != SignatureQualification.QESIG
                    // Foreign programs may leave out what PAdES adds to PKCS #7.
                    || !report.getSignatureFormat(id).name().endsWith("LTA")) {
                faults.add(id + " " + report.getIndication(id) + " " + report.getSubIndication(id) + " "
                        + report.getSignatureQualification(id) + " " + report.getSignatureFormat(id));
            }
        }
        return faults;
    }

    /** Somebody who trusts the root, has no list, and asks nobody: all evidence must lie in the file. */
    public static CertificateVerifier onlyTheRoot(List<CertificateToken> chain) {
        CommonTrustedCertificateSource root = new CommonTrustedCertificateSource();
        root.addCertificate(chain.get(chain.size() - 1));
        CertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(root);
        return verifier;
    }

    /** Everything stock DSS finds worth an error or a warning in any signature or time stamp, whatever it trusts. */
    public static List<String> dssRemarks(byte[] pdf, CertificateVerifier verifier) {
        return remarks(dssReport(pdf, verifier));
    }

    public static SimpleReport dssReport(byte[] pdf, CertificateVerifier verifier) {
        return dss(pdf, verifier).getSimpleReport();
    }

    public static Reports dss(byte[] pdf, CertificateVerifier verifier) {
        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf, "geprueft.pdf"));
        validator.setCertificateVerifier(verifier);
        return validator.validateDocument();
    }

    /** The remarks of a report that is there already: a validation is dear. */
    public static List<String> remarks(SimpleReport report) {
        List<String> ids = new ArrayList<>(report.getSignatureIdList());
        assertThat(ids).isNotEmpty();
        ids.addAll(report.getTimestampIdList());
        List<String> remarks = new ArrayList<>();
        for (String id : ids) {
            if (report.getIndication(id) != Indication.TOTAL_PASSED && report.getIndication(id) != Indication.PASSED) {
                remarks.add(id + " " + report.getIndication(id) + " " + report.getSubIndication(id));
            }
            Stream.of(report.getAdESValidationErrors(id), report.getAdESValidationWarnings(id))
                    .flatMap(List::stream)
                    .forEach(message -> remarks.add(id + " " + message.getKey() + " " + message.getValue()));
        }
        return remarks;
    }

    /** Objects that stock DSS has no rule for, as paths from the trailer: what it cannot be silent about. */
    public static List<String> undefinedObjects(Reports reports) {
        return reports.getDiagnosticData().getSignatures().stream()
                .flatMap(signature -> signature.getPdfUndefinedChanges().stream())
                .map(XmlObjectModification::getValue)
                .toList();
    }

    /** Runs an installed program; where it is absent the test is skipped, or fails if skips are forbidden. */
    public static Result run(String program, Path... arguments) {
        return run(program, List.of(), arguments);
    }

    public static Result run(String program, List<String> options, Path... arguments) {
        requireInstalled(program);
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        List.of(arguments).forEach(argument -> command.add(argument.toString()));
        try {
            Path output = Files.createTempFile("federzug-test", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(program + " does not end");
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public record Result(int exit, String output) {}

    private static void requireInstalled(String program) {
        boolean installed = List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!installed && Boolean.getBoolean("federzug.forbid.skips")) {
            throw new AssertionError(program + " is not installed, and skipping is forbidden here");
        }
        assumeTrue(installed, () -> "skipped: " + program + " is not installed (Debian: poppler-utils, qpdf)");
    }
}
