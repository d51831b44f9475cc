package federzug.rendering.pdf;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.verapdf.as.io.ASMemoryInStream;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks whether a foreign PDF may be embedded: only what is itself PDF/A-1 or PDF/A-2 (ISO 19005-2, 6.8). */
public final class AnnexProof {
    private static final int REMEMBERED = 500;

    /** Proving costs more than rendering; the same file always proves the same. */
    private static final Map<String, Optional<Notice>> PROVEN =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<Notice>> eldest) {
                    return size() > REMEMBERED;
                }
            });

    private AnnexProof() {}

    /** Why it is refused, empty if it is accepted. */
    public static Optional<Notice> trouble(String name, String digest, byte[] pdf) {
        Optional<Notice> known = PROVEN.get(name + digest);
        if (known == null) {
            known = prove(name, pdf);
            PROVEN.put(name + digest, known);
        }
        return known;
    }

    /** Number of its pages. */
    public static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    private static Optional<Notice> prove(String name, byte[] pdf) {
        VeraGreenfieldFoundryProvider.initialise();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ASMemoryInStream(pdf))) {
            pages(pdf);
            List<PDFAFlavour> claimed = parser.getFlavours();
            PDFAFlavour flavour = claimed.isEmpty() ? PDFAFlavour.NO_FLAVOUR : claimed.get(0);
            PDFAFlavour.Specification part = flavour.getPart();
            if (part != PDFAFlavour.Specification.ISO_19005_1 && part != PDFAFlavour.Specification.ISO_19005_2) {
                return refused("rendering.annex.not-archival", name);
            }
            try (PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                return result.isCompliant()
                        ? Optional.empty()
                        : refused("rendering.annex.broken-rule", name, flavour, rule(result));
            }
        } catch (VeraPDFException | IOException | RuntimeException | StackOverflowError e) {
            // Hostile files break parsers in many ways; all of them mean the same to the person who named it.
            return refused("rendering.annex.unreadable", name);
        }
    }

    private static String rule(ValidationResult result) {
        return result.getTestAssertions().stream()
                .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                .findFirst()
                .map(assertion -> assertion.getRuleId().getClause() + "-"
                        + assertion.getRuleId().getTestNumber())
                .orElse("?");
    }

    private static Optional<Notice> refused(String code, Object... arguments) {
        return Optional.of(Notice.error(code, Place.file(String.valueOf(arguments[0])), arguments));
    }
}
