package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.RenderingDocx;
import federzug.testkit.RenderingPages;
import org.junit.jupiter.api.Test;

/** Sections that go on on the same page: their own header and margins hold from the next page on, as in Word. */
class ContinuousSectionsIT {
    private static final String SIZE = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>";
    private static final String BREAK = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>";

    private static String end(String references, String type, int top) {
        return "<w:p><w:pPr><w:sectPr>" + references + type + SIZE + "<w:pgMar w:top=\"" + top
                + "\" w:right=\"1418\" w:bottom=\"1134\" w:left=\"1418\" w:header=\"709\""
                + " w:footer=\"709\"/></w:sectPr></w:pPr></w:p>";
    }

    private static RenderingDocx twoHeaders(String first, String second) {
        String continuous = "<w:type w:val=\"continuous\"/>";
        return withBody(styled("berschrift1", "Überschrift")
                        + first
                        + end("<w:headerReference w:type=\"default\" r:id=\"rIdkopf\"/>", "", 2835)
                        + second
                        + end("<w:headerReference w:type=\"default\" r:id=\"rIdzwei\"/>", continuous, 1418)
                        + paragraph("Schluss"))
                .header(paragraph("Kopf der ersten Seite"))
                .related("zwei", "header", "header2.xml", false)
                .headerPart("header2", paragraph("Kopf der Folgeseiten"));
    }

    private static java.util.List<String> headers(RenderingDocx docx) {
        return RenderingPages.of(ProvenRendering.of(docx).pdf()).stream()
                .map(page -> page.header().strip())
                .toList();
    }

    @Test
    void theHeaderOfASectionThatGoesOnBeginsOnTheNextPage() {
        assertThat(headers(twoHeaders(paragraph("eins"), paragraph("zwei") + BREAK.formatted("drei"))))
                .startsWith("Kopf der ersten Seite", "Kopf der Folgeseiten");
    }

    @Test
    void itWaitsUntilTheSectionBeforeHasEnded() {
        assertThat(headers(twoHeaders(BREAK.formatted("eins"), paragraph("zwei") + BREAK.formatted("drei"))))
                .startsWith("Kopf der ersten Seite", "Kopf der ersten Seite", "Kopf der Folgeseiten");
    }
}
