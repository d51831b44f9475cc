package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.document.ArchivalPdf;
import federzug.document.Digest;
import federzug.document.FilledDraft;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.drafting.DraftingException;
import federzug.notice.Texts;
import federzug.rendering.RenderingSettings.Proof;
import federzug.rendering.pdf.Conformance;
import federzug.testkit.AMatter;
import federzug.testkit.GlyphSpots;
import federzug.testkit.Program;
import federzug.testkit.RenderingGolden;
import federzug.testkit.RenderingTagTree;
import federzug.testkit.RenderingTemplates;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates as delivered, filled with the example matter. */
class TemplatesIT {
    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Drafting drafting = new Drafting(new RenderingTemplates(), store);
    private final Rendering rendering =
            new Rendering(store, Clock.system(ZoneId.of("Europe/Berlin")), new RenderingSettings(Proof.NEVER));
    private final Matter matter = AMatter.crimmitschau();

    @Test
    void theAgreementIsAccessibleAndHasItsFieldsInSigningOrder() {
        FilledDraft draft = drafting.fill(matter, matter.agreements().get(0));
        ArchivalPdf pdf = rendering.render(draft, Marks.rehearsal(true));
        assertThat(pdf.fields())
                .isEqualTo(draft.boxes().stream().map(SignatureBox::field).toList())
                .hasSize(3);
        assertThat(pdf.pages()).isBetween(3, 5);
        assertConforms(pdf);
        RenderingGolden.assertSame(
                "agreement.tagtree.txt",
                RenderingTagTree.of(store.bytes(pdf.content().digest())));
    }

    @Test
    void thePressReleaseIsAccessible() {
        ArchivalPdf pdf = rendering.render(drafting.fillRelease(matter), new Marks(true, "Sperrfrist: morgen"));
        assertThat(pdf.pages()).isEqualTo(2);
        assertConforms(pdf);
        RenderingGolden.assertSame(
                "release.tagtree.txt",
                RenderingTagTree.of(store.bytes(pdf.content().digest())));
    }

    /** The picture of the data with its words is part of the document; the mail to the newsrooms has words only. */
    @Test
    void theReleaseShowsItsPictureButItsMailDoesNot() throws IOException {
        for (String kind : List.of("jpg", "png")) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(1800, 1200, BufferedImage.TYPE_INT_RGB), kind, file);
            Digest digest = store.put("bild." + kind, file.toByteArray()).digest();
            Matter pictured = AMatter.like(matter)
                    .release(release -> release.withPicture(new PressRelease.Picture(
                            "bild." + kind,
                            "Zwei Personen an einem Bildschirm.",
                            "Unterzeichnung in Crimmitschau",
                            "LPR/Muster",
                            "honorarfrei",
                            digest.hex())))
                    .build();
            FilledDraft draft = drafting.fillRelease(pictured);
            ArchivalPdf pdf = rendering.render(draft, Marks.NONE);
            assertConforms(pdf);
            String tree = RenderingTagTree.of(store.bytes(pdf.content().digest()));
            assertThat(tree)
                    .containsPattern("Figure.*Zwei Personen an einem Bildschirm\\.")
                    .contains("Unterzeichnung in Crimmitschau (Bild: LPR/Muster)");
            assertThat(rendering.mailText(draft).plain())
                    .doesNotContain("Bildschirm", "Unterzeichnung in Crimmitschau", "Bild:");
            assertThat(rendering.mailText(draft).html())
                    .doesNotContain("Bildschirm", "Unterzeichnung in Crimmitschau", "Bild:");
        }
    }

    /** A file that has gone or was changed after the data were read is never shown. */
    @Test
    void aPictureThatHasGoneIsNamed() {
        Matter pictured = AMatter.like(matter)
                .release(release -> release.withPicture(
                        new PressRelease.Picture("weg.jpg", "Text", "", "LPR", "frei", "0".repeat(64))))
                .build();
        assertThatThrownBy(() -> drafting.fillRelease(pictured))
                .isInstanceOfSatisfying(
                        DraftingException.class,
                        refused -> assertThat(refused.notices().stream().map(Texts.german()::line))
                                .singleElement()
                                .asString()
                                .contains("„weg.jpg“", "Bitte"));
    }

    /** DIN 5008: letterhead, address, reference and text are read in this order; each stands at its place. */
    @Test
    void theCoverLetterIsALetterInBothForms() {
        Map<String, double[]> forms =
                Map.of("vorlage.docx", new double[] {45, 50}, "vorlage-form-a.docx", new double[] {27, 32});
        forms.forEach((file, millimetres) -> {
            Path template = Path.of("templates", "anschreiben", file);
            assertThat(drafting.check(template))
                    .extracting(Texts.german()::line)
                    .isEmpty();
            ArchivalPdf pdf = rendering.render(drafting.sample(template), Marks.NONE);
            assertThat(pdf.pages()).isEqualTo(1);
            assertConforms(pdf);
            byte[] bytes = store.bytes(pdf.content().digest());
            assertThat(RenderingTagTree.textOf(bytes))
                    .containsSubsequence(
                            "Landespräventionsrat Sachsen",
                            "Große Kreisstadt Musterstadt",
                            "Ihr Zeichen:",
                            "Sehr geehrte Damen und Herren,");
            double point = 72 / 25.4;
            GlyphSpots.Spot address = GlyphSpots.of(bytes, "Große Kreisstadt Musterstadt");
            assertThat(address.x()).isCloseTo(25 * point, within(1.0));
            assertThat(address.top()).isBetween((millimetres[0] + 17.7) * point - 8, (millimetres[0] + 45) * point);
            GlyphSpots.Spot reference = GlyphSpots.of(bytes, "Ihr Zeichen:");
            assertThat(reference.x()).isCloseTo(125 * point, within(1.0));
            assertThat(reference.top()).isCloseTo(millimetres[1] * point, within(6.0));
        });
    }

    @Test
    void thePressReleaseReadsWellAsAMail() {
        var mail = rendering.mailText(drafting.fillRelease(matter));
        RenderingGolden.assertSame("release.mail.txt", mail.plain());
        assertThat(mail.plain()).doesNotContain("Seite 1");
        assertThat(mail.html())
                .startsWith("<!DOCTYPE html>\n<html lang=\"de-DE\">")
                .doesNotContain("src=");
    }

    /** Staff without Word change the wording in LibreOffice, which writes many things in another way. */
    @Test
    void savedByLibreOfficeTheyStayUsable(@TempDir Path folder) throws IOException {
        Program.require("soffice", "libreoffice-writer-nogui");
        for (String name : new RenderingTemplates().names()) {
            Path delivered = new RenderingTemplates().template(name);
            Path saved = Files.createDirectories(folder.resolve(name)).resolve(delivered.getFileName());
            Program.Ended ended = Program.run(
                    "soffice",
                    "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                    "--headless",
                    "--convert-to",
                    "docx",
                    "--outdir",
                    saved.getParent().toString(),
                    delivered.toString());
            assertThat(saved).as(ended.output()).exists();
            Files.copy(delivered.resolveSibling("felder.yaml"), saved.resolveSibling("felder.yaml"));
            assertThat(drafting.check(saved)).extracting(Texts.german()::line).isEmpty();
            assertThat(pages(saved)).isEqualTo(pages(delivered));
        }
    }

    private int pages(Path template) {
        return rendering.render(drafting.sample(template), Marks.NONE).pages();
    }

    private void assertConforms(ArchivalPdf pdf) {
        assertThat(Conformance.verify(store.bytes(pdf.content().digest())))
                .extracting(Texts.german()::line)
                .isEmpty();
    }
}
