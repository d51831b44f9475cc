package federzug.rendering.word;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.rendering.ProvenRendering;
import federzug.testkit.RenderingDocx;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Tables whose author has marked no heads: recognised by their format, else refused. */
class TableHeadsIT {
    private static final String LINES =
            "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:bottom w:val=\"single\" w:sz=\"4\"/>"
                    + "<w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders>";

    private static String bold(String text) {
        return "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>" + text + "</w:t></w:r></w:p>";
    }

    private static String cell(String properties, String content) {
        return "<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/>" + properties + "</w:tcPr>" + content + "</w:tc>";
    }

    private static String row(String... cells) {
        return "<w:tr>" + String.join("", cells) + "</w:tr>";
    }

    private static RenderingDocx table(String properties, String... rows) {
        return withBody(paragraph("davor") + "<w:tbl><w:tblPr>" + properties + LINES
                + "</w:tblPr><w:tblGrid><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/></w:tblGrid>"
                + String.join("", rows) + "</w:tbl>" + paragraph(""));
    }

    private static String plain(String left, String right) {
        return row(cell("", paragraph(left)), cell("", paragraph(right)));
    }

    @Test
    void aFirstRowInBoldIsTheHead() {
        ProvenRendering made = ProvenRendering.of(table(
                "",
                row(cell("", bold("Ort")), cell("", bold("Frist"))),
                plain("Pirna", "Mai"),
                plain("Torgau", "Juni")));
        assertThat(made.tree()).contains("TH Scope=Column").contains("TD");
        assertThat(made.remarks())
                .singleElement()
                .asString()
                .startsWith("vorlage.docx, Absatz 3: „Frist“: Die Tabelle hat keine ausgewiesene Kopfzeile");
    }

    @Test
    void aShadedFirstRowIsTheHead() {
        String shade = "<w:shd w:val=\"clear\" w:fill=\"DDDDDD\"/>";
        ProvenRendering made = ProvenRendering.of(
                table("", row(cell(shade, paragraph("Ort")), cell(shade, paragraph("Frist"))), plain("Pirna", "Mai")));
        assertThat(made.tree()).contains("TH Scope=Column");
    }

    @Test
    void aFirstColumnInBoldHoldsTheHeadsOfRows() {
        ProvenRendering made = ProvenRendering.of(table(
                "",
                row(cell("", bold("Ort")), cell("", paragraph("Pirna"))),
                row(cell("", bold("Frist")), cell("", paragraph("Mai")))));
        assertThat(made.tree()).contains("TH Scope=Row").doesNotContain("Scope=Column");
        assertThat(made.remarks()).singleElement().asString().contains("erste Spalte");
    }

    @Test
    void aTableStyleThatFormatsItsFirstRowMakesTheHead() {
        String styles = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                + "<w:style w:type=\"table\" w:styleId=\"T\"><w:name w:val=\"T\"/><w:tblStylePr w:type=\"firstRow\">"
                + "<w:rPr><w:b/></w:rPr></w:tblStylePr></w:style></w:styles>";
        String on = "<w:tblStyle w:val=\"T\"/><w:tblLook w:val=\"0020\"/>";
        ProvenRendering made = ProvenRendering.of(table(on, plain("Ort", "Frist"), plain("Pirna", "Mai"))
                .part("word/styles.xml", styles.getBytes(StandardCharsets.UTF_8)));
        assertThat(made.tree()).contains("TH Scope=Column");
        // Without a style that formats it, the option says nothing: Word has it on from the start.
        assertThat(ProvenRendering.refusal(
                        table("<w:tblLook w:val=\"0420\"/>", plain("Ort", "Frist"), plain("Pirna", "Mai"))))
                .singleElement()
                .asString()
                .contains("keine Kopfzeile");
    }

    @Test
    void aFormOfTwoColumnsHasItsHeadsOnTheLeft() {
        String title = row(cell("<w:gridSpan w:val=\"2\"/>", paragraph("Beurteilung")));
        for (RenderingDocx form : new RenderingDocx[] {
            table("", title, plain("Sind die Unterlagen da", "ja"), plain("Ist gezahlt", "nein")),
            table("", plain("Name:", "Müller"), plain("Ort:", "Pirna")),
        }) {
            ProvenRendering made = ProvenRendering.of(form);
            assertThat(made.tree()).contains("TH Scope=Row").doesNotContain("Scope=Column");
            assertThat(made.remarks()).singleElement().asString().contains("erste Spalte");
        }
        assertThat(ProvenRendering.refusal(table("", title, plain("", "ja"), plain("Ist gezahlt", "nein"))))
                .hasSize(1);
    }

    @Test
    void whatLooksTheSameEverywhereIsRefused() {
        assertThat(ProvenRendering.refusal(table("", plain("Ort", "Frist"), plain("Pirna", "Mai"))))
                .singleElement()
                .asString()
                .startsWith("vorlage.docx, Absatz 3: „Frist“: ");
        assertThat(ProvenRendering.refusal(table(
                        "",
                        row(cell("", bold("Ort")), cell("", bold("Frist"))),
                        row(cell("", bold("Pirna")), cell("", bold("Mai"))))))
                .hasSize(1);
    }

    @Test
    void aTableInsideATableKeepsTheScopesOfItsOwnHeads() {
        String inner = "<w:tbl><w:tblGrid><w:gridCol w:w=\"900\"/><w:gridCol"
                + " w:w=\"900\"/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>"
                + cell("", paragraph("a")) + cell("", paragraph("b")) + "</w:tr>" + plain("c", "d") + "</w:tbl>"
                + paragraph("");
        ProvenRendering made = ProvenRendering.of(table(
                "",
                row(cell("", bold("Ort")), cell("", inner)),
                row(cell("", bold("Frist")), cell("", paragraph("Mai")))));
        assertThat(made.tree().lines().filter(line -> line.contains("Scope=Column")))
                .hasSize(2);
        assertThat(made.tree().lines().filter(line -> line.contains("Scope=Row")))
                .hasSize(2);
    }
}
