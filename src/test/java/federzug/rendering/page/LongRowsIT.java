package federzug.rendering.page;

import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.rendering.ProvenRendering;
import federzug.testkit.GlyphSpots;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table row that is longer than what is left of a page begins there and goes on overleaf, as in Word. */
class LongRowsIT {
    private static String spaced(String text) {
        return "<w:p><w:pPr><w:spacing w:after=\"220\" w:line=\"270\" w:lineRule=\"atLeast\"/></w:pPr><w:r><w:t>" + text
                + "</w:t></w:r></w:p>";
    }

    private static String cell(int width, String properties, String content) {
        return "<w:tc><w:tcPr><w:tcW w:w=\"" + width + "\" w:type=\"dxa\"/>" + properties + "</w:tcPr>" + content
                + "</w:tc>";
    }

    @ParameterizedTest
    @ValueSource(ints = {3000, 5000, 6000})
    void aLongRowBeginsOnThePageBefore(int letterhead) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            rows.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
                    .append(cell(2000, "", spaced("Name")))
                    .append(cell(7000, "", spaced("Wert")))
                    .append("</w:tr>");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            text.append(spaced("Absatz " + (char) ('A' + i) + " mit einigen Worten"));
        }
        byte[] pdf = ProvenRendering.of(
                        withBody("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"9000\"/></w:tblGrid><w:tr><w:trPr>"
                                + "<w:trHeight w:val=\"" + letterhead + "\"/></w:trPr>"
                                + cell(9000, "", spaced("Absender")) + "</w:tr></w:tbl>" + spaced("Betreff")
                                + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"7000\"/>"
                                + "</w:tblGrid>" + rows + "<w:tr>"
                                + cell(9000, "<w:gridSpan w:val=\"2\"/>", text.toString()) + "</w:tr></w:tbl>"
                                + spaced("Ende")))
                .pdf();
        assertThat(GlyphSpots.of(pdf, "Absatz A mit").page()).isEqualTo(1);
        assertThat(GlyphSpots.of(pdf, "Absatz X mit").page()).isEqualTo(2);
    }
}
