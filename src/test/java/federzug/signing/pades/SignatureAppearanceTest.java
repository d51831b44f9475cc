package federzug.signing.pades;

import static federzug.signing.SigningTest.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.document.SignatureField;
import federzug.signing.SignatureRequest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureAppearanceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZonedDateTime WINTER = ZonedDateTime.of(2021, 12, 1, 11, 4, 32, 0, BERLIN);

    @Test
    void saysWhoInWhichOfficeWhatAndWhen() throws IOException {
        SignatureAppearance look =
                look(request("Dr. André Raphael", "Oberbürgermeister", false), true, WINTER, 210, 62);

        assertThat(text(look, 210, 62).lines())
                .containsExactly(
                        "Dr. André Raphael",
                        "Oberbürgermeister",
                        "elektronisch signiert",
                        "01.12.2021, 11:04:32 Uhr (MEZ)");
        assertThat(look.reason()).isEqualTo("Unterzeichnung als Oberbürgermeister");
    }

    @Test
    void neverSaysQualifiedInARehearsal() throws IOException {
        SignatureAppearance look = look(request("Lutz Rodig", "Polizeipräsident", true), true, WINTER, 210, 62);

        assertThat(text(look, 210, 62))
                .contains("PROBE – mit Übungsschlüssel signiert")
                .doesNotContain("qualifiziert");
        assertThat(look.reason()).startsWith("PROBE – nicht rechtsverbindlich");
        SignatureAppearance ownKey = look(request("Lutz Rodig", "Polizeipräsident", true), false, WINTER, 210, 62);
        assertThat(text(ownKey, 210, 62)).contains("PROBE").doesNotContain("Übungsschlüssel", "qualifiziert");
    }

    @Test
    void claimsNeitherAQualityNorATimeThatNobodyVouchesFor() throws IOException {
        SignatureAppearance look = look(request("Lutz Rodig", "Polizeipräsident", false), false, null, 210, 62);

        assertThat(text(look, 210, 62))
                .contains("elektronisch signiert", "Zeitpunkt: siehe Zeitstempel")
                .doesNotContain("qualifiziert", "Uhr");
    }

    @Test
    void distinguishesTheDoubledHourInOctober() throws IOException {
        ZonedDateTime first = ZonedDateTime.ofLocal(LocalDateTime.of(2026, 10, 25, 2, 30), BERLIN, null);
        SignatureAppearance summer = look(request("A", "B", false), true, first, 210, 62);
        SignatureAppearance winter = look(request("A", "B", false), true, first.plusHours(1), 210, 62);

        assertThat(text(summer, 210, 62)).contains("25.10.2026, 02:30:00 Uhr (MESZ)");
        assertThat(text(winter, 210, 62)).contains("25.10.2026, 02:30:00 Uhr (MEZ)");
    }

    @ParameterizedTest
    @CsvSource({"210, 62", "150, 40", "120, 90", "300, 48"})
    void keepsLongNamesAndOfficesInsideTheBox(float width, float height) {
        String name = "Prof. Dr. Dr. h. c. Friederike-Charlotte Gräfin von Schulenburg-Wolfsburg-Łužiczań";
        String office =
                "Erste Beigeordnete in Vertretung des Oberbürgermeisters der Großen Kreisstadt Weißwasser/Oberlausitz"
                        + " (Běła Woda)";

        SignatureAppearance look = look(request(name, office, true), true, WINTER, width, height);

        assertThat(look.extent()[0]).isLessThanOrEqualTo(width);
        assertThat(look.extent()[1]).isLessThanOrEqualTo(height);
        assertThat(look.smallestSize()).isGreaterThanOrEqualTo(3.5);
    }

    @ParameterizedTest
    @CsvSource({"210, 62, true", "300, 48, true", "46, 90, false"})
    void putsAPictureBesideTheWordsWhereThereIsRoom(float width, float height, boolean shown) throws IOException {
        SignatureImage picture = SignatureImage.of(picture("png", BufferedImage.TYPE_INT_ARGB, 900, 400));

        SignatureAppearance look =
                look(request("Lutz Rodig", "Polizeipräsident", false), false, WINTER, width, height, picture);

        assertThat(look.extent()[0]).isLessThanOrEqualTo(width);
        assertThat(look.extent()[1]).isLessThanOrEqualTo(height);
        try (PDDocument pdf = new PDDocument()) {
            COSDictionary pictures =
                    look.draw(pdf).getResources().getCOSObject().getCOSDictionary(COSName.XOBJECT);
            assertThat(pictures != null).isEqualTo(shown);
            if (shown) {
                COSStream image = pictures.getCOSStream(COSName.getPDFName("Im1"));
                assertThat(image.getCOSName(COSName.COLORSPACE)).isEqualTo(COSName.DEVICERGB);
                assertThat(image.containsKey(COSName.SMASK)).isFalse();
                assertThat(image.getBoolean(COSName.INTERPOLATE, false)).isFalse();
                assertThat(image.getInt(COSName.WIDTH)).isLessThanOrEqualTo(600);
            }
        }
        assertThat(text(look, width, height)).contains("Lutz", "Rodig", "elektronisch", "signiert");
    }

    @Test
    void leavesThePictureOutRatherThanMakeLongNamesSmall() throws IOException {
        SignatureImage picture = SignatureImage.of(picture("jpeg", BufferedImage.TYPE_INT_RGB, 300, 300));
        String office = "Erste Beigeordnete in Vertretung des Oberbürgermeisters der Großen Kreisstadt ".repeat(3);

        SignatureAppearance look = look(request("Friederike Gräfin", office, false), false, WINTER, 120, 60, picture);

        try (PDDocument pdf = new PDDocument()) {
            assertThat(look.draw(pdf).getResources().getCOSObject().containsKey(COSName.XOBJECT))
                    .isFalse();
        }
    }

    @Test
    void refusesAPictureThatIsNoneOrFarTooLarge(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("bild.png"), "kein Bild");
        Path huge = Files.write(folder.resolve("riesig.png"), picture("png", BufferedImage.TYPE_BYTE_BINARY, 9000, 20));

        assertThatThrownBy(() -> SignatureImage.read("karte", text)).satisfies(codes("signing.image.unfit"));
        assertThatThrownBy(() -> SignatureImage.read("karte", huge)).satisfies(codes("signing.image.unfit"));
        assertThatThrownBy(() -> SignatureImage.read("karte", folder.resolve("fehlt.png")))
                .satisfies(codes("signing.image.unfit"));
    }

    private static byte[] picture(String format, int type, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.BLUE);
        canvas.drawLine(0, height, width, 0);
        canvas.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    @Test
    void refusesTextThatCouldNotBeReadRatherThanLetItOverflow() {
        String endless = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(6);

        assertThatThrownBy(() -> look(request("A", endless, false), true, WINTER, 210, 62))
                .satisfies(codes("signing.appearance.too-long"));
    }

    @Test
    void refusesALetterTheFontDoesNotHave() {
        assertThatThrownBy(() -> look(request("李小龍", "Gast", false), true, WINTER, 210, 62))
                .satisfies(codes("signing.appearance.letter"));
    }

    @Test
    void writesSorbianLettersAndDecomposedUmlauts() throws IOException {
        SignatureAppearance look =
                look(request("Jěwa Łužišćo\u0308", "Hłowna měšćanka ź", false), true, WINTER, 210, 62);

        assertThat(text(look, 210, 62)).contains("Jěwa Łužišćö", "Hłowna měšćanka ź");
    }

    @Test
    void reusesTheSubsetForTheSameLetters() {
        assertThat(BoxFont.BOLD.subset("Lutz Rodig 11:04")).isSameAs(BoxFont.BOLD.subset("Rodig Lutz 09:59"));
        assertThat(BoxFont.BOLD.subset("Lutz Rodig")).isNotSameAs(BoxFont.BOLD.subset("Sven Forkert"));
    }

    /** Each claim of the box stands there exactly if its fact is given: checked over all combinations. */
    @Test
    void claimsWhatIsKnownAtSigningAndNothingElse() throws IOException {
        Map<String, Predicate<Known>> claims = new LinkedHashMap<>();
        Predicate<Known> real = known -> !known.rehearsal();
        claims.put(
                "PROBE – mit Übungsschlüssel signiert",
                known -> known.rehearsal() && known.box().testKey());
        claims.put(
                "PROBE – nicht rechtsverbindlich signiert",
                known -> known.rehearsal() && !known.box().testKey());
        claims.put(
                "qualifiziert elektronisch signiert",
                real.and(known -> known.box().qualified()));
        claims.put("elektronisch signiert", real);
        claims.put("Zeitpunkt: siehe Zeitstempel", known -> known.box().time() == null);
        claims.put("11:04:32 Uhr", known -> known.box().time() != null);
        claims.put("laut qualifiziertem Zeitstempeldienst", known -> known.says(BoxFacts.Clock.QUALIFIED_SERVICE));
        claims.put("laut Zeitstempeldienst (nicht qualifiziert)", known -> known.says(BoxFacts.Clock.OTHER_SERVICE));
        List<String> wrong = new ArrayList<>();
        for (Known known : all()) {
            SignatureAppearance look = SignatureAppearance.of(
                    request("Lutz Rodig", "Polizeipräsident", known.rehearsal()), known.box(), 210, 62, null);
            String text = text(look, 210, 62).replaceAll("\\s+", " ");
            claims.forEach((claim, fact) -> {
                if (text.contains(claim) != fact.test(known)) {
                    wrong.add(known + ": " + claim);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private record Known(boolean rehearsal, BoxFacts box) {
        boolean says(BoxFacts.Clock clock) {
            return box.time() != null && box.clock() == clock;
        }
    }

    private static List<Known> all() {
        List<Known> all = new ArrayList<>();
        for (int bits = 0; bits < 16; bits++) {
            for (BoxFacts.Clock clock : BoxFacts.Clock.values()) {
                BoxFacts facts = new BoxFacts((bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0 ? WINTER : null, clock);
                all.add(new Known((bits & 1) != 0, facts));
            }
        }
        return all;
    }

    private static SignatureAppearance look(
            SignatureRequest request, boolean testKey, ZonedDateTime time, float width, float height) {
        return look(request, testKey, time, width, height, null);
    }

    private static SignatureAppearance look(
            SignatureRequest request,
            boolean testKey,
            ZonedDateTime time,
            float width,
            float height,
            SignatureImage picture) {
        return SignatureAppearance.of(request, BoxFacts.plain(testKey, time), width, height, picture);
    }

    private static SignatureRequest request(String name, String office, boolean rehearsal) {
        return new SignatureRequest(SignatureField.of("person", "Feld"), name, office, rehearsal);
    }

    /** What a reader finds in the appearance, put on a page of its own. */
    private static String text(SignatureAppearance look, float width, float height) throws IOException {
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
