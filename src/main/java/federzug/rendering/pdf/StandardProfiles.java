package federzug.rendering.pdf;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/**
 * The rules of PDF/A-2a and PDF/UA-1 as veraPDF delivers them, read once. veraPDF's own directory reads those of all
 * standards first, which costs the first document of a process 0.2 s of CPU more.
 */
final class StandardProfiles {
    private static final String PLACE = "/org/verapdf/pdfa/validation/";
    /** As veraPDF's own default: failures beyond it are counted, not listed. */
    private static final int MOST_FAILURES = 100;

    private StandardProfiles() {}

    /** Read by the first thread that needs them. */
    private static final class Read {
        private static final List<ValidationProfile> ALL = List.of(read("PDFA-2A.xml"), read("PDFUA-1.xml"));
    }

    static PDFAValidator validator() {
        return ValidatorFactory.createValidatorByProfiles(Read.ALL, MOST_FAILURES, false, false, false);
    }

    static List<ValidationProfile> all() {
        return Read.ALL;
    }

    private static ValidationProfile read(String file) {
        try (InputStream in = Profiles.class.getResourceAsStream(PLACE + file)) {
            if (in == null) {
                throw new IllegalStateException(PLACE + file);
            }
            return Profiles.profileFromXml(in);
        } catch (JAXBException | IOException e) {
            throw new IllegalStateException(PLACE + file, e);
        }
    }
}
