package federzug.rendering.docx;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.rendering.ProvenRendering;
import federzug.rendering.SheetSpecimen;
import federzug.rendering.word.DocxReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Remarks on what no checker finds, and silence about what is fine. */
class AuthorAdviceIT {
    private static final String LONG =
            "Die Parteien arbeiten auf dem Gebiet der Kriminalprävention zusammen und unterrichten einander"
                    + " regelmäßig.";

    private static List<String> remarks(String body) {
        return DocxReader.read("vorlage.docx", withBody(body).bytes(), "Titel", List.of(), ProvenRendering.CLOCK)
                .remarks()
                .stream()
                .map(federzug.notice.Texts.german()::line)
                .toList();
    }

    private static List<String> picture(String text) {
        String drawing = "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"914400\" cy=\"914400\"/>"
                + "<wp:docPr id=\"1\" name=\"b\" descr=\"" + text + "\"/><a:graphic><a:graphicData "
                + "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr"
                + " id=\"1\""
                + " name=\"b\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip"
                + " r:embed=\"rIdbild\"/>"
                + "</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
        byte[] docx = withBody(drawing)
                .related("bild", "image", "media/bild.png", false)
                .part("word/media/bild.png", SheetSpecimen.picture())
                .bytes();
        return DocxReader.read("vorlage.docx", docx, "Titel", List.of(), ProvenRendering.CLOCK).remarks().stream()
                .map(federzug.notice.Texts.german()::line)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logo.png",
                "Grafik 3",
                "Ein Bild, das Text enthält. Automatisch generierte Beschreibung",
                "image1",
                "KI-generiertes Bild mit hoher Zuverlässigkeit"
            })
    void anAlternativeTextThatSaysNothingIsRemarked(String text) {
        assertThat(picture(text)).singleElement().asString().contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wappen des Freistaates Sachsen", "Logo der Polizei Sachsen", "Bild der Eröffnung 2021"})
    void anAlternativeTextThatDescribesIsFine(String text) {
        assertThat(picture(text)).isEmpty();
    }

    private static String link(String text) {
        return "<w:p><w:hyperlink w:anchor=\"_da\"><w:r><w:t>" + text
                + "</w:t></w:r></w:hyperlink><w:bookmarkStart w:id=\"1\" w:name=\"_da\"/><w:bookmarkEnd"
                + " w:id=\"1\"/></w:p>";
    }

    @Test
    void aLinkThatDoesNotSayWhereItLeadsIsRemarked() {
        assertThat(remarks(link("Hier"))).singleElement().asString().contains("„Hier“");
        assertThat(remarks(link("hier zur Satzung"))).isEmpty();
    }

    private static String bold(String text) {
        return "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>" + text + "</w:t></w:r></w:p>";
    }

    @Test
    void headingsThatAreOnlyBoldAreRemarkedOnce() {
        assertThat(remarks(bold("Ziele") + paragraph(LONG) + bold("Aufgaben") + paragraph(LONG)))
                .singleElement()
                .asString()
                .startsWith("vorlage.docx, Absatz 1: „Ziele“: 2 fette Zeilen");
        assertThat(remarks(bold("Ihr Schreiben vom 3. Mai") + paragraph(LONG))).isEmpty();
        assertThat(remarks(styled("berschrift1", "Ziele")
                        + bold("Aufgaben")
                        + paragraph(LONG)
                        + bold("Mehr")
                        + paragraph(LONG)))
                .isEmpty();
    }

    @Test
    void listsThatAreTypedAreRemarkedOnce() {
        assertThat(remarks(paragraph("- eins") + paragraph("- zwei") + paragraph("- drei")))
                .singleElement()
                .asString()
                .contains("Absatz 2")
                .contains("getippt");
        assertThat(remarks(paragraph("1. Mai 2030 in Pirna") + paragraph(LONG))).isEmpty();
        assertThat(remarks(paragraph("– Entwurf –") + paragraph(LONG))).isEmpty();
    }
}
