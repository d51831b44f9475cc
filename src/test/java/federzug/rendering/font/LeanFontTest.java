package federzug.rendering.font;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without hinting a font draws the same letters at the same widths. */
class LeanFontTest {
    private static final String LETTERS = "AÄÖÜßéŁćžőǻ€§½ﬁ„“–1\u00a0";

    private static byte[] file(String path) throws IOException {
        try (InputStream in = LeanFontTest.class.getResourceAsStream(path)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fonts/Carlito/Carlito-Regular.ttf", "/fonts/Tinos/Tinos-Bold.ttf"})
    void keepsOutlinesWidthsAndCharacters(String path) throws IOException {
        byte[] full = file(path);
        byte[] lean = LeanFont.of(full);
        assertThat(lean.length).isLessThan(full.length * 4 / 5);
        try (TrueTypeFont before = Typeface.parsed(full);
                TrueTypeFont after = Typeface.parsed(lean)) {
            assertThat(after.getNumberOfGlyphs()).isEqualTo(before.getNumberOfGlyphs());
            assertThat(after.getName()).isEqualTo(before.getName());
            for (int c : LETTERS.codePoints().toArray()) {
                int glyph = before.getUnicodeCmapLookup().getGlyphId(c);
                assertThat(after.getUnicodeCmapLookup().getGlyphId(c))
                        .as("U+%04X", c)
                        .isEqualTo(glyph);
                assertThat(after.getAdvanceWidth(glyph)).isEqualTo(before.getAdvanceWidth(glyph));
                var outline = before.getGlyph().getGlyph(glyph);
                if (outline != null) {
                    assertThat(after.getGlyph().getGlyph(glyph).getPath().getBounds2D())
                            .as("U+%04X", c)
                            .isEqualTo(outline.getPath().getBounds2D());
                }
            }
        }
        assertThat(new String(lean, 0, 300, StandardCharsets.ISO_8859_1))
                .doesNotContain("fpgm")
                .doesNotContain("prep");
    }

    @org.junit.jupiter.api.Test
    void aFontWithPostScriptOutlinesComesBackAsItIs() throws IOException {
        byte[] font = file("/federzug/rendering/fonts/Probeschrift-Regular.otf");
        assertThat(LeanFont.of(font)).startsWith(font);
    }
}
