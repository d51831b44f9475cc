package federzug.rendering.font;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fop.fonts.truetype.FontFileReader;
import org.apache.fop.fonts.truetype.OFFontLoader;
import org.apache.fop.fonts.truetype.TTFSubSetFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever letters a document holds, it gets the same subset as from the whole font. */
class FontExcerptTest {
    private static final List<String> TEXTS =
            List.of("A", "§\u00a01 Äußerungen", "Łužica, žywy, Crimmitschau: „½ €“ – Çéǻ", "ﬁ zuletzt");

    @ParameterizedTest
    @CsvSource({"Carlito,Regular", "Arimo,Bold", "Tinos,Italic", "Caladea,BoldItalic", "Cousine,Regular"})
    void theSubsetIsTheSame(String family, String cut) throws IOException {
        byte[] whole = HouseFonts.NONE.substituteFor(family).orElseThrow().bytes(cut);
        for (String text : TEXTS) {
            Map<Integer, Integer> used = used(whole, text);
            byte[] excerpt = FontExcerpt.of(whole, used.keySet());
            assertThat(excerpt.length).isLessThan(whole.length / 2);
            assertThat(subset(excerpt, used)).as(text).isEqualTo(subset(whole, used));
        }
    }

    @Test
    void aGlyphThatIsNotThereLeavesTheFontAsItIs() throws IOException {
        byte[] whole = Typeface.CARLITO.bytes("Regular");
        assertThat(FontExcerpt.of(whole, List.of(3, 60_000))).isSameAs(whole);
    }

    private static Map<Integer, Integer> used(byte[] font, String text) throws IOException {
        Map<Integer, Integer> used = new LinkedHashMap<>();
        try (TrueTypeFont read = Typeface.parsed(font)) {
            List<Integer> glyphs = new ArrayList<>(List.of(0, 1, 2));
            text.codePoints().forEach(c -> {
                try {
                    glyphs.add(read.getUnicodeCmapLookup().getGlyphId(c));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            glyphs.forEach(glyph -> used.putIfAbsent(glyph, used.size()));
        }
        return used;
    }

    private static byte[] subset(byte[] font, Map<Integer, Integer> used) throws IOException {
        FontFileReader reader = new FontFileReader(new ByteArrayInputStream(font));
        TTFSubSetFile subset = new TTFSubSetFile();
        subset.readFont(reader, null, OFFontLoader.readHeader(reader), used);
        return subset.getFontSubset();
    }
}
