package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.RenderingDocx;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each cell of a table of data is in the structure tree, whatever is in it. */
class EmptyCellsIT {
    private static final String EMPTY = "<w:p/>";

    private static String row(boolean head, String... cells) {
        return "<w:tr>" + (head ? "<w:trPr><w:tblHeader/></w:trPr>" : "")
                + Arrays.stream(cells)
                        .map(content ->
                                "<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>" + content + "</w:tc>")
                        .collect(Collectors.joining())
                + "</w:tr>";
    }

    private static RenderingDocx table(int columns, String... rows) {
        return withBody("<w:tbl><w:tblGrid>" + "<w:gridCol w:w=\"2000\"/>".repeat(columns) + "</w:tblGrid>"
                + String.join("", rows) + "</w:tbl>" + paragraph(""));
    }

    private static long count(String tree, String kind) {
        return tree.lines()
                .filter(line -> line.strip().matches(kind + "( .*)?"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EMPTY,
                EMPTY + EMPTY,
                "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"m\"/><w:bookmarkEnd w:id=\"1\"/></w:p>",
                "<w:p><w:r><w:t xml:space=\"preserve\">  </w:t></w:r></w:p>",
                "<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\"/></w:pBdr></w:pPr></w:p>",
                "<w:tbl><w:tblGrid><w:gridCol w:w=\"900\"/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>",
            })
    void anEmptyCellIsACell(String empty) {
        ProvenRendering body = ProvenRendering.of(table(
                2,
                row(true, paragraph("Ort"), paragraph("Frist")),
                row(false, paragraph("Pirna"), empty),
                row(false, paragraph("Torgau"), paragraph("Mai"))));
        assertThat(count(body.tree(), "TD")).isEqualTo(4);
        ProvenRendering head = ProvenRendering.of(
                table(2, row(true, empty, paragraph("Frist")), row(false, paragraph("Pirna"), paragraph("Mai"))));
        assertThat(count(head.tree(), "TH")).isEqualTo(2);
    }

    /** veraPDF sees nothing wrong where a column is missing in each row. */
    @Test
    void aColumnThatIsEmptyThroughoutStaysInTheTree() {
        ProvenRendering body = ProvenRendering.of(table(
                3,
                row(true, paragraph("Ort"), EMPTY, paragraph("Frist")),
                row(false, paragraph("Pirna"), EMPTY, paragraph("Mai")),
                row(false, paragraph("Torgau"), EMPTY, paragraph("Juni"))));
        assertThat(count(body.tree(), "TH")).isEqualTo(3);
        assertThat(count(body.tree(), "TD")).isEqualTo(6);
    }

    @Test
    void aRowWithoutAnyTextStaysInTheTree() {
        ProvenRendering body = ProvenRendering.of(table(
                2,
                row(true, paragraph("Ort"), paragraph("Frist")),
                row(false, EMPTY, EMPTY),
                row(false, paragraph("Torgau"), paragraph("Juni"))));
        assertThat(count(body.tree(), "TD")).isEqualTo(4);
        assertThat(count(body.tree(), "TR")).isEqualTo(3);
    }

    @Test
    void anEmptyParagraphBesideTextIsNoParagraphOfTheTree() {
        ProvenRendering body = ProvenRendering.of(
                table(1, row(true, paragraph("Ort")), row(false, paragraph("Pirna") + EMPTY + paragraph("Torgau"))));
        assertThat(count(body.tree(), "P")).isEqualTo(3);
    }

    private static String floating(String content) {
        return "<w:r><w:drawing><wp:anchor behindDoc=\"0\" layoutInCell=\"1\" relativeHeight=\"2\" simplePos=\"0\">"
                + "<wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"column\"><wp:posOffset>0</wp:posOffset>"
                + "</wp:positionH><wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>0</wp:posOffset></wp:positionV>"
                + "<wp:extent cx=\"1270000\" cy=\"1270000\"/><wp:wrapNone/><wp:docPr id=\"1\" name=\"x\" descr=\"Wappen\"/>"
                + "<a:graphic><a:graphicData uri=\"x\">" + content
                + "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>";
    }

    /** FOP stops at an artifact between the blocks of an area. */
    @Test
    void anEmptyParagraphThatHoldsAPictureInACellIsNoParagraphOfTheTree() {
        String picture =
                floating("<pic:pic><pic:blipFill><a:blip r:embed=\"rIdbild\"/></pic:blipFill><pic:spPr/></pic:pic>");
        String empty = "<w:p>" + picture + "</w:p>";
        ProvenRendering cell = ProvenRendering.of(
                table(2, row(false, empty, paragraph("Amt")), row(false, paragraph("Ort") + empty + EMPTY, EMPTY))
                        .related("bild", "image", "media/bild.png", false)
                        .part("word/media/bild.png", SheetSpecimen.picture()));
        assertThat(count(cell.tree(), "Figure")).isEqualTo(2);
        // Two with words, and one around each picture.
        assertThat(count(cell.tree(), "P")).isEqualTo(4);
    }

    @Test
    void anEmptyParagraphInATextBoxIsNoParagraphOfTheTree() {
        ProvenRendering box = ProvenRendering.of(withBody("<w:p>"
                + floating("<wps:wsp><wps:cNvSpPr/><wps:spPr><a:prstGeom prst=\"rect\"/></wps:spPr><wps:txbx>"
                        + "<w:txbxContent>" + EMPTY + paragraph("Stadt Pirna") + EMPTY + paragraph("Am Markt") + EMPTY
                        + "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>")
                + "</w:p>" + paragraph("Text")));
        assertThat(box.text()).containsSubsequence("Stadt Pirna", "Am Markt", "Text");
        assertThat(count(box.tree(), "P")).isEqualTo(3);
    }
}
