package federzug.rendering.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

class StandardProfilesTest {
    @Test
    void areThoseOfTheLibrarysOwnDirectory() {
        List<ValidationProfile> own = StandardProfiles.all();
        List<ValidationProfile> library = Profiles.getVeraProfileDirectory()
                .getValidationProfilesByFlavours(List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1));
        assertThat(own).hasSameSizeAs(library);
        for (int i = 0; i < own.size(); i++) {
            assertThat(own.get(i).getPDFAFlavour()).isEqualTo(library.get(i).getPDFAFlavour());
            assertThat(own.get(i).getRules())
                    .isEqualTo(library.get(i).getRules())
                    .hasSizeGreaterThan(50);
            assertThat(own.get(i).getVariables()).isEqualTo(library.get(i).getVariables());
        }
    }
}
