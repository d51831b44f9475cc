package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.ParagraphFormat.TabKind;
import federzug.rendering.word.DocxReader;
import federzug.testkit.RenderingDocx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other programs leave in Word files: allowed, or harmless, and never a reason to stop. */
class ForeignFormsIT {
    private static String cell(String properties, String content) {
        return "<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/>" + properties + "</w:tcPr>" + content + "</w:tc>";
    }

    @Test
    void emptyNotesAndTablesStrayHyphensAndHeadsThatReachOnAreSet() {
        String grid = "<w:tbl><w:tblGrid><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/></w:tblGrid>";
        String reaching =
                grid + "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("<w:vMerge w:val=\"restart\"/>", paragraph("Ort"))
                        + cell("", paragraph("Frist")) + "</w:tr><w:tr>" + cell("<w:vMerge/>", "<w:p/>")
                        + cell("", paragraph("Monat")) + "</w:tr><w:tr>" + cell("", paragraph("Pirna"))
                        + cell("", paragraph("Mai")) + "</w:tr></w:tbl>";
        ProvenRendering made = ProvenRendering.of(withBody("<w:p><w:r><w:t>Satz</w:t></w:r><w:r>"
                        + "<w:footnoteReference w:id=\"2\"/></w:r></w:p>"
                        + paragraph("vor \u00ad– nach Ver\u00adtrag\u00ad") + grid + "</w:tbl>" + reaching
                        + paragraph("Ende"))
                .with("footnotes", "footnotes", "<w:footnote w:id=\"2\"/>"));
        assertThat(made.text()).containsSubsequence("Satz", "vor", "nach", "Ort", "Monat", "Pirna", "Ende");
        assertThat(made.tree()
                        .lines()
                        .filter(line -> line.strip().startsWith("TH"))
                        .count())
                .isEqualTo(3);
    }

    @Test
    void propertiesThatBreakTheRulesOfPackagingAreReadAsNone() {
        byte[] docx = withBody(paragraph("Text"))
                .titled("Titel")
                .part(
                        "docProps/core.xml",
                        ("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
                                        + "core-properties\" xmlns:dcterms=\"http://purl.org/dc/terms/\"><dcterms:creator>x"
                                        + "</dcterms:creator></cp:coreProperties>")
                                .getBytes(StandardCharsets.UTF_8))
                .bytes();
        assertThat(ProvenRendering.of(docx).text()).contains("Text");
    }

    /** A label is lower than the distance that Word keeps for headers; it has none. */
    @Test
    void aLabelWithoutHeadersHasRoomForItsText() {
        String edges = "<w:pgSz w:w=\"5046\" w:h=\"1587\"/><w:pgMar w:top=\"227\" w:right=\"113\" w:bottom=\"113\""
                + " w:left=\"340\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/>";
        String end = "<w:p><w:pPr><w:sectPr>%s</w:sectPr></w:pPr><w:r><w:t>Aktenzeichen 12-3</w:t></w:r></w:p>";
        RenderingDocx label = withBody(end.formatted(edges) + paragraph("Ende"));
        assertThat(ProvenRendering.of(label).text()).contains("Aktenzeichen 12-3");
        String low = end.formatted(edges.replace("w:top=\"227\"", "w:top=\"1200\""));
        assertThat(ProvenRendering.refusal(withBody(low + paragraph("Ende"))))
                .anyMatch(line -> line.contains("keinen Platz für Text"));
    }

    @Test
    void marksOfCommentsAndOfTrackedContentControlsBetweenParagraphs() {
        String marks = "<w:commentRangeStart w:id=\"1\"/>" + paragraph("Text") + "<w:commentRangeEnd w:id=\"1\"/>";
        assertThat(ProvenRendering.of(withBody(marks)).text()).contains("Text");
        assertThat(ProvenRendering.refusal(withBody("<w:customXmlInsRangeStart w:id=\"1\" w:author=\"x\"/>"
                        + paragraph("Text") + "<w:customXmlInsRangeEnd w:id=\"1\"/>")))
                .isNotEmpty()
                .allMatch(line -> line.contains("nachverfolgte Änderungen"));
    }

    @Test
    void tabStopsOfTheStrictFormStandWhereTheySay() {
        byte[] docx = withBody("<w:p><w:pPr><w:tabs><w:tab w:val=\"end\" w:pos=\"8000\"/><w:tab w:val=\"start\""
                        + " w:pos=\"2000\"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>")
                .bytes();
        Manuscript read = DocxReader.read("a.docx", docx, "Titel", List.of(), ProvenRendering.CLOCK);
        Paragraph first = (Paragraph) read.sections().get(0).body().get(0);
        assertThat(first.look().tabs).extracting(stop -> stop.kind()).containsExactly(TabKind.LEFT, TabKind.RIGHT);
    }
}
