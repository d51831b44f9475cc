package federzug.rendering.page;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.rendering.ProvenRendering;
import federzug.rendering.manuscript.RunFormat;
import federzug.testkit.RenderingPages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that are wider than their line. */
class LongWordsIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "<w:tbl><w:tblGrid><w:gridCol w:w=\"900\"/><w:gridCol w:w=\"3000\"/></w:tblGrid><w:tr><w:tc>%s</w:tc>"
                        + "<w:tc><w:p><w:r><w:t>daneben</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
            })
    void aWordThatIsWiderThanItsLineGoesOnInTheNext(String around) {
        String word = "Donau".repeat(60);
        ProvenRendering made = ProvenRendering.of(withBody(around.formatted(paragraph(word))));
        // A line's end is read as a blank here.
        assertThat(made.text().replace(" ", "")).startsWith(word);
        assertThat(RenderingPages.of(made.pdf()))
                .extracting(RenderingPages.Page::outside)
                .containsOnly("");
    }

    @Test
    void aWordThatFitsIsNotParted() {
        RunFormat look = new RunFormat();
        assertThat(LongWords.parted("kurz und gut", look, 40)).isEqualTo("kurz und gut");
        assertThat(LongWords.parted("Donaudampfschifffahrt", look, 40)).contains("D\u200Bo");
    }
}
