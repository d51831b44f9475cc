package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Levels of headings: as meant where nothing is skipped, nested where something is. */
class HeadingLevelsIT {
    private static String heading(int level, String text) {
        return styled("berschrift" + level, text);
    }

    @Test
    void aSkippedLevelIsClosedUpWithARemark() {
        ProvenRendering made = ProvenRendering.of(withBody(styled("Titel", "Titel")
                + heading(1, "Eins")
                + heading(3, "Drei")
                + heading(3, "Noch drei")
                + heading(2, "Zwei")
                + heading(3, "Darunter")));
        assertThat(made.tree().lines().map(String::strip).filter(line -> line.matches("H\\d.*")))
                .extracting(line -> line.substring(0, 2))
                .containsExactly("H1", "H2", "H3", "H3", "H3", "H4");
        assertThat(made.remarks())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("vorlage.docx, Absatz 3: „Drei“: Vor dieser Überschrift der Ebene 4");
    }

    @Test
    void headingsThatBeginBelowTheFirstLevelAreRaised() {
        ProvenRendering made =
                ProvenRendering.of(withBody(heading(2, "Zwei") + heading(3, "Drei") + heading(1, "Eins")));
        assertThat(made.tree().lines().map(String::strip).filter(line -> line.matches("H\\d.*")))
                .extracting(line -> line.substring(0, 2))
                .containsExactly("H1", "H2", "H1");
        assertThat(made.remarks()).singleElement().asString().contains("Absatz 1");
    }

    @Test
    void levelsWithoutAGapAreAsMeant() {
        ProvenRendering made =
                ProvenRendering.of(withBody(heading(1, "Eins") + heading(2, "Zwei") + heading(1, "Eins")));
        assertThat(made.remarks()).isEmpty();
    }

    /** Numbered paragraphs in a heading style would else be one chain that no page can hold. */
    @Test
    void aHeadingIsKeptWithTheNextOnlyWhereItsStyleSaysSo() throws IOException {
        String many =
                heading(2, "Satz eines Vertrags in einer Überschriftenvorlage").repeat(60);
        byte[] pdf = ProvenRendering.of(withBody(paragraph("Anfang") + many)).pdf();
        String first;
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setEndPage(1);
            first = stripper.getText(document);
        }
        assertThat(first).contains("Anfang").contains("Satz eines Vertrags");
    }
}
