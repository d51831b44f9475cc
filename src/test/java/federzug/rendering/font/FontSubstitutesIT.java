package federzug.rendering.font;

import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.notice.Texts;
import federzug.rendering.ProvenRendering;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingException;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import federzug.rendering.manuscript.RunFormat;
import federzug.testkit.RenderingDocx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fonts that are not there: replaced by similar ones with a remark, and signs from a face that has them. */
class FontSubstitutesIT {
    private static RenderingDocx text(String font, String text) {
        String fonts = "<w:rFonts w:ascii=\"" + font + "\" w:hAnsi=\"" + font + "\"/>";
        return withBody("<w:p><w:r><w:rPr>" + fonts + "</w:rPr><w:t>" + text + "</w:t></w:r></w:p>".repeat(1)
                + "<w:p><w:r><w:rPr>" + fonts + "</w:rPr><w:t>" + text + "</w:t></w:r></w:p>");
    }

    private static List<String> fonts(byte[] pdf) {
        List<String> names = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (COSName name : document.getPage(0).getResources().getFontNames()) {
                names.add(document.getPage(0).getResources().getFont(name).getName());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource({
        "Aptos,Carlito",
        "Verdana,DejaVu",
        "Georgia,Caladea",
        "Segoe UI,Arimo",
        "Consolas,Cousine",
        "Menlo;Unbekannt;monospace,Cousine",
        "MS Gothic,DejaVu"
    })
    void aFontThatIsNotThereIsReplacedWithOneRemark(String font, String face) {
        ProvenRendering made = ProvenRendering.of(text(font, "Vereinbarung"));
        assertThat(fonts(made.pdf())).anyMatch(name -> name.contains(face));
        assertThat(made.remarks())
                .singleElement()
                .asString()
                .startsWith("vorlage.docx: Die Schrift „" + font + "“ ist nicht vorhanden")
                .contains(face);
    }

    @ParameterizedTest
    @CsvSource({"Calibri", "Arial", "Thorndale", "DejaVu Sans"})
    void aFontOfTheSameWidthsNeedsNoRemark(String font) {
        assertThat(ProvenRendering.of(text(font, "Vereinbarung")).remarks()).isEmpty();
    }

    @Test
    void aFontThatNothingResemblesIsRefused() {
        assertThat(ProvenRendering.refusal(text("Papyrus", "Vereinbarung")))
                .hasSize(2)
                .allMatch(line -> line.contains("Papyrus"));
    }

    @Test
    void strictFontsRefuseWhatIsOnlySimilar() {
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        Rendering rendering =
                new Rendering(store, ProvenRendering.CLOCK, new RenderingSettings(Proof.NEVER, null, true));
        FilledDraft draft = new FilledDraft(
                store.put("a.docx", text("Aptos", "Vereinbarung").bytes()), "Titel", List.of());
        RenderingException refusal =
                Assertions.catchThrowableOfType(RenderingException.class, () -> rendering.render(draft, Marks.NONE));
        assertThat(refusal.notices())
                .extracting(Texts.german()::line)
                .allMatch(line -> line.contains("Für die Schrift „Aptos“ gibt es keinen Ersatz"));
        FilledDraft fine = new FilledDraft(
                store.put("b.docx", text("Calibri", "Vereinbarung").bytes()), "Titel", List.of());
        assertThat(rendering.render(fine, Marks.NONE).pages()).isEqualTo(1);
    }

    /** The lines are as high as those of the original. */
    @Test
    void linesKeepTheHeightOfTheOriginal() {
        RunFormat look = new RunFormat();
        look.size = 10;
        look.face = HouseFonts.NONE.substituteFor("Segoe UI").orElseThrow();
        assertThat(look.natural()).isEqualTo(13.3);
        look.face = HouseFonts.NONE.substituteFor("Consolas").orElseThrow();
        assertThat(look.width("m")).isBetween(5.49, 5.51);
    }

    @Test
    void signsAreSetWithWordsForThoseWhoDoNotSeeThem() {
        ProvenRendering made = ProvenRendering.of(
                withBody("<w:p><w:r><w:t xml:space=\"preserve\">☒ ja ☐ nein ☐ ☑</w:t></w:r><w:r><w:sym"
                        + " w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r><w:r><w:rPr><w:rFonts"
                        + " w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/></w:rPr><w:t>\uF0D8"
                        + " v</w:t></w:r></w:p>"));
        assertThat(made.text()).isEqualTo("☒ ja ☐ nein ☐ ☑✓➢ ❖");
        assertThat(made.tree())
                .contains("alt=\"angekreuzt\"")
                .contains("alt=\"nicht angekreuzt\"")
                .contains("alt=\"Häkchen\"");
        assertThat(made.remarks()).isEmpty();
    }

    @Test
    void aSignThatNobodyHasIsStillNamed() {
        assertThat(ProvenRendering.refusal(text("Arial", "\uD83D\uDE00"))).anyMatch(line -> line.contains("U+1F600"));
        assertThat(ProvenRendering.refusal(text("Segoe UI Symbol", "\u4E2D")))
                .anyMatch(line -> line.contains("U+4E2D"));
    }
}
