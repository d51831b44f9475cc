package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.GlyphSpots;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Text in columns: balanced where the text goes on below them, read in order, with text over all of them. */
class ColumnsIT {
    private static final String TWO = "<w:cols w:num=\"2\" w:space=\"708\"/>";
    private static final String BREAK = "<w:r><w:br w:type=\"column\"/></w:r>";

    private static String end(String type, String columns) {
        return "<w:p><w:pPr><w:sectPr><w:type w:val=\"" + type + "\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar"
                + " w:top=\"1418\" w:right=\"1418\" w:bottom=\"1134\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\"/>"
                + columns + "</w:sectPr></w:pPr></w:p>";
    }

    private static String lines(String word, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> paragraph(word + i))
                .collect(Collectors.joining());
    }

    private static double across(byte[] pdf, String text) {
        return Math.round(GlyphSpots.of(pdf, text).x());
    }

    private static double down(byte[] pdf, String text) {
        return Math.round(GlyphSpots.of(pdf, text).baseline());
    }

    @Test
    void columnsAreBalancedBetweenTextOverBoth() {
        ProvenRendering made = ProvenRendering.of(withBody(styled("berschrift1", "Oben")
                + end("continuous", "")
                + lines("w", 6)
                + end("continuous", TWO)
                + paragraph("Unten")
                + "<w:p/>"
                + end("continuous", "")));
        byte[] pdf = made.pdf();
        assertThat(across(pdf, "w1")).isEqualTo(across(pdf, "Oben"));
        // Six lines and the one that ends the section.
        assertThat(across(pdf, "w4")).isEqualTo(across(pdf, "w1"));
        assertThat(across(pdf, "w5") - across(pdf, "w1")).isBetween(240.0, 250.0);
        assertThat(down(pdf, "w5")).isEqualTo(down(pdf, "w1"));
        assertThat(across(pdf, "Unten")).isEqualTo(across(pdf, "Oben"));
        assertThat(down(pdf, "Unten")).isGreaterThan(down(pdf, "w4"));
        assertThat(made.text()).containsSubsequence("Oben", "w1", "w4", "w5", "w6", "Unten");
        assertThat(made.remarks()).isEmpty();
    }

    @Test
    void aColumnBreakBeginsTheNextColumnAndWithoutColumnsTheNextPage() {
        String broken = lines("a", 1) + "<w:p>" + BREAK + "<w:r><w:t>b1</w:t></w:r></w:p>"
                + "<w:p><w:r><w:t>b2</w:t></w:r>" + BREAK + "</w:p>" + paragraph("c1");
        byte[] columns = ProvenRendering.of(withBody(broken + end("nextPage", "<w:cols w:num=\"3\" w:space=\"300\"/>")))
                .pdf();
        assertThat(List.of(down(columns, "a1"), down(columns, "b1"), down(columns, "c1")))
                .containsOnly(down(columns, "a1"));
        assertThat(List.of(across(columns, "a1"), across(columns, "b1"), across(columns, "c1")))
                .doesNotHaveDuplicates()
                .isSorted();
        byte[] pages = ProvenRendering.of(withBody(styled("berschrift1", "Titel") + broken))
                .pdf();
        assertThat(across(pages, "b1")).isEqualTo(across(pages, "c1")).isEqualTo(across(pages, "a1"));
        assertThat(List.of(
                        GlyphSpots.of(pages, "a1").page(),
                        GlyphSpots.of(pages, "b1").page(),
                        GlyphSpots.of(pages, "c1").page()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void whatIsSetOtherwiseInColumnsIsSaid() {
        assertThat(ProvenRendering.of(withBody(lines("a", 4) + end("nextPage", TWO.replace("/>", " w:sep=\"1\"/>"))))
                        .remarks())
                .singleElement()
                .asString()
                .contains("Linie zwischen den Spalten");
        assertThat(ProvenRendering.of(withBody(lines("a", 4)
                                + end(
                                        "nextPage",
                                        "<w:cols w:num=\"2\" w:equalWidth=\"0\"><w:col w:w=\"3000\" w:space=\"400\"/>"
                                                + "<w:col w:w=\"5000\"/></w:cols>")))
                        .remarks())
                .singleElement()
                .asString()
                .contains("gleich breit");
        assertThat(ProvenRendering.refusal(withBody("<w:p><w:r><w:t>vor</w:t></w:r>" + BREAK
                        + "<w:r><w:t>nach</w:t></w:r></w:p>" + end("nextPage", TWO))))
                .singleElement()
                .asString()
                .contains("Absatz 1", "Spaltenumbruch steht mitten");
        assertThat(ProvenRendering.refusal(withBody(lines("a", 2)
                        + end("continuous", TWO)
                        + lines("b", 3)
                        + end("continuous", "<w:cols w:num=\"3\"/>"))))
                .singleElement()
                .asString()
                .contains("Zahl der Spalten");
    }
}
