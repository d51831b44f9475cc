package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.RenderingDocx;
import federzug.testkit.RenderingPages;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of pages in headers: of the document and of a section, wherever counting begins again. */
class PageCountsIT {
    private static final String NEXT = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>weiter</w:t></w:r></w:p>";

    private static String field(String instruction) {
        return "<w:fldSimple w:instr=\" " + instruction + " \"><w:r><w:t>?</w:t></w:r></w:fldSimple>";
    }

    private static String text(String text) {
        return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
    }

    private static String section(String numbers, String type) {
        return "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdkopf\"/>" + type
                + "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1134\""
                + " w:left=\"1418\" w:header=\"709\" w:footer=\"709\"/>" + numbers + "</w:sectPr>";
    }

    /** Sections of two and three pages, and a last one that is an empty page. */
    private static RenderingDocx sections(String first, String second) {
        return withBody(styled("berschrift1", "Eins") + NEXT + "<w:p><w:pPr>" + section(first, "") + "</w:pPr></w:p>"
                        + styled("berschrift1", "Zwei") + NEXT + NEXT + "<w:p><w:pPr>" + section(second, "")
                        + "</w:pPr></w:p>")
                .header("<w:p>" + field("PAGE") + text(" von ") + field("NUMPAGES") + text(", hier ")
                        + field("SECTIONPAGES") + "</w:p>");
    }

    private static List<String> headers(RenderingDocx docx) {
        return RenderingPages.of(ProvenRendering.of(docx).pdf()).stream()
                .map(page -> page.header().strip())
                .filter(header -> !header.isEmpty())
                .toList();
    }

    @Test
    void whereNumbersBeginAgainAllPagesAndThoseOfTheSectionAreCounted() {
        assertThat(headers(sections("", "<w:pgNumType w:start=\"1\"/>")))
                .containsExactly(
                        "1 von 6, hier 2",
                        "2 von 6, hier 2",
                        "1 von 6, hier 3",
                        "2 von 6, hier 3",
                        "3 von 6, hier 3",
                        "4 von 6, hier 1");
    }

    @Test
    void romanNumbersDoNotChangeTheCount() {
        assertThat(headers(sections("<w:pgNumType w:fmt=\"lowerRoman\"/>", "<w:pgNumType w:start=\"7\"/>")))
                .containsExactly(
                        "i von 6, hier 2",
                        "ii von 6, hier 2",
                        "7 von 6, hier 3",
                        "8 von 6, hier 3",
                        "9 von 6, hier 3",
                        "10 von 6, hier 1");
    }

    @Test
    void numberedThroughTheLastNumberIsTheCount() {
        assertThat(headers(sections("", "")))
                .containsExactly(
                        "1 von 6, hier 2",
                        "2 von 6, hier 2",
                        "3 von 6, hier 3",
                        "4 von 6, hier 3",
                        "5 von 6, hier 3",
                        "6 von 6, hier 1");
    }

    @Test
    void aFormatOfItsOwnIsRemarked() {
        assertThat(ProvenRendering.of(withBody("<w:p>" + field("PAGE \\* roman") + "</w:p>"
                                + "<w:p>" + field("NUMPAGES \\* MERGEFORMAT") + field("PAGE \\* Arabic") + "</w:p>"
                                + paragraph("Ende")))
                        .remarks())
                .singleElement()
                .asString()
                .contains("Format „roman“");
    }
}
