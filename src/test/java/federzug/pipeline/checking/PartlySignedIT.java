package federzug.pipeline.checking;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.DocumentStore;
import federzug.document.Sheet;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.Upload;
import federzug.pipeline.checking.Checking.CheckedUpload;
import federzug.testkit.CeremonyApplication;
import federzug.trust.status.TrustSource;
import federzug.verification.Finding;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document of this house that not everybody has signed yet: nothing is against it, and it is not valid either. */
class PartlySignedIT {
    @TempDir
    Path folder;

    @Test
    void saysThatNotEverybodyHasSignedAsLongAsTheSigningGoesOn() throws Exception {
        try (CeremonyApplication application = new CeremonyApplication(folder)) {
            Ceremony ceremony = application.open("laufend", "");
            sign(application, "raphael");
            byte[] one = paper(application, ceremony);
            for (String named : new String[] {null, "laufend"}) {
                CheckedUpload checked = check(application, one, named);
                assertThat(checked.verdict().word()).as(String.valueOf(named)).isEqualTo("UNDECIDED");
                assertThat(codes(checked))
                        .filteredOn(code -> code.startsWith("verification.expected"))
                        .containsExactly(Finding.NOT_YET, Finding.NOT_YET);
                assertThat(headlines(checked)).contains("Ergebnis: noch nicht von allen unterzeichnet");
            }

            byte[] changed = one.clone();
            changed[one.length / 3] ^= 1;
            assertThat(check(application, changed, "laufend").verdict().word()).isEqualTo("INVALID");

            sign(application, "rodig");
            sign(application, "forkert");
            byte[] all = paper(application, ceremony);
            assertThat(check(application, all, null).verdict().word()).isEqualTo("VALID");
            // The honest copy of an earlier hour is not the agreement any more.
            CheckedUpload late = check(application, one, null);
            assertThat(late.verdict().word()).isEqualTo("INVALID");
            assertThat(codes(late)).contains("verification.expected.missing-signature");
            assertThat(codes(check(application, one, "laufend"))).contains("verification.expected.missing-signature");
        }
    }

    private static void sign(CeremonyApplication application, String person) {
        application.sign("laufend", person);
    }

    private static byte[] paper(CeremonyApplication application, Ceremony ceremony) {
        return application
                .the(DocumentStore.class)
                .bytes(application
                        .the(Ceremonies.class)
                        .find(ceremony.matter(), ceremony.agreement())
                        .orElseThrow()
                        .paper()
                        .content()
                        .digest());
    }

    private static CheckedUpload check(CeremonyApplication application, byte[] file, @Nullable String matter) {
        return application
                .the(Checking.class)
                .check(List.of(new Upload("kopie.pdf", file)), matter, TrustSource.EXAMPLE, Locale.GERMAN)
                .get(0);
    }

    private static Stream<String> codes(CheckedUpload checked) {
        return checked.verdict().examination().findings().stream()
                .map(Finding::notice)
                .map(Notice::code);
    }

    private static Stream<String> headlines(CheckedUpload checked) {
        return checked.report().sheet(Texts.german(), ZoneId.of("Europe/Berlin")).blocks().stream()
                .filter(Sheet.Banner.class::isInstance)
                .map(Sheet.Banner.class::cast)
                .map(Sheet.Banner::headline);
    }
}
