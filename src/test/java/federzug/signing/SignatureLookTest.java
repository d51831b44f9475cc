package federzug.signing;

import static federzug.signing.SigningTest.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.document.SignatureField;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureLookTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZonedDateTime WINTER = ZonedDateTime.of(2021, 12, 1, 11, 4, 32, 0, BERLIN);

    @Test
    void saysWhoInWhichOfficeWhatAndWhen() throws IOException {
        SignatureLook look =
                SignatureLook.of(request("Dr. André Raphael", "Oberbürgermeister", false), true, WINTER, 210, 62);

        assertThat(text(look, 210, 62).lines())
                .containsExactly(
                        "Dr. André Raphael",
                        "Oberbürgermeister",
                        "qualifiziert elektronisch signiert",
                        "01.12.2021, 11:04:32 Uhr (MEZ)");
        assertThat(look.reason()).isEqualTo("Unterzeichnung als Oberbürgermeister");
    }

    @Test
    void neverSaysQualifiedInARehearsal() throws IOException {
        SignatureLook look = SignatureLook.of(request("Lutz Rodig", "Polizeipräsident", true), true, WINTER, 210, 62);

        assertThat(text(look, 210, 62))
                .contains("PROBE – mit Testschlüssel signiert")
                .doesNotContain("qualifiziert");
        assertThat(look.reason()).startsWith("PROBE – nicht rechtsverbindlich");
        SignatureLook ownKey =
                SignatureLook.of(request("Lutz Rodig", "Polizeipräsident", true), false, WINTER, 210, 62);
        assertThat(text(ownKey, 210, 62)).contains("PROBE").doesNotContain("Testschlüssel", "qualifiziert");
    }

    @Test
    void tellsTheDoubledHourInOctoberApart() throws IOException {
        ZonedDateTime first = ZonedDateTime.ofLocal(LocalDateTime.of(2026, 10, 25, 2, 30), BERLIN, null);
        SignatureLook summer = SignatureLook.of(request("A", "B", false), true, first, 210, 62);
        SignatureLook winter = SignatureLook.of(request("A", "B", false), true, first.plusHours(1), 210, 62);

        assertThat(text(summer, 210, 62)).contains("25.10.2026, 02:30:00 Uhr (MESZ)");
        assertThat(text(winter, 210, 62)).contains("25.10.2026, 02:30:00 Uhr (MEZ)");
    }

    @ParameterizedTest
    @CsvSource({"210, 62", "150, 40", "120, 90", "300, 48"})
    void keepsLongNamesAndOfficesInsideTheBox(float width, float height) {
        String name = "Prof. Dr. Dr. h. c. Friederike-Charlotte Gräfin von Schulenburg-Wolfsburg-Łužiczań";
        String office =
                "Erste Beigeordnete in Vertretung des Oberbürgermeisters der Großen Kreisstadt Weißwasser/Oberlausitz (Běła Woda)";

        SignatureLook look = SignatureLook.of(request(name, office, true), true, WINTER, width, height);

        assertThat(look.extent()[0]).isLessThanOrEqualTo(width);
        assertThat(look.extent()[1]).isLessThanOrEqualTo(height);
        assertThat(look.smallestSize()).isGreaterThanOrEqualTo(3.5);
    }

    @Test
    void refusesTextThatCouldNotBeReadRatherThanLetItOverflow() {
        String endless = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(6);

        assertThatThrownBy(() -> SignatureLook.of(request("A", endless, false), true, WINTER, 210, 62))
                .satisfies(codes("signing.appearance.too-long"));
    }

    @Test
    void refusesALetterTheFontDoesNotHave() {
        assertThatThrownBy(() -> SignatureLook.of(request("李小龍", "Gast", false), true, WINTER, 210, 62))
                .satisfies(codes("signing.appearance.letter"));
    }

    @Test
    void writesSorbianLettersAndDecomposedUmlauts() throws IOException {
        SignatureLook look =
                SignatureLook.of(request("Jěwa Łužišćo\u0308", "Hłowna měšćanka ź", false), true, WINTER, 210, 62);

        assertThat(text(look, 210, 62)).contains("Jěwa Łužišćö", "Hłowna měšćanka ź");
    }

    @Test
    void reusesTheSubsetForTheSameLetters() {
        assertThat(TypeFace.BOLD.subset("Lutz Rodig 11:04")).isSameAs(TypeFace.BOLD.subset("Rodig Lutz 09:59"));
        assertThat(TypeFace.BOLD.subset("Lutz Rodig")).isNotSameAs(TypeFace.BOLD.subset("Sven Forkert"));
    }

    private static SignatureRequest request(String name, String office, boolean rehearsal) {
        return new SignatureRequest(SignatureField.of("person", "Feld"), name, office, true, true, true, rehearsal);
    }

    /** What a reader finds in the appearance, put on a page of its own. */
    private static String text(SignatureLook look, float width, float height) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(width, height));
            pdf.addPage(page);
            PDAppearanceStream appearance = look.draw(pdf);
            assertThat(appearance.getCOSObject().containsKey(COSName.FILTER)).isFalse();
            assertThat(appearance.getBBox().getWidth()).isEqualTo(width);
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.drawForm(appearance);
            }
            return new PDFTextStripper().getText(pdf).strip();
        }
    }
}
