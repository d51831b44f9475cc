package federzug.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.rendering.font.Typeface;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolsTest {
    @ParameterizedTest
    @CsvSource({
        "Wingdings,F0FC,✓",
        "wingdings,FE,☑",
        "Wingdings 2,F052,☑",
        "Symbol,F0B7,•",
        "Symbol,61,α",
        "Symbol,2022,•",
        "Arial,F0B7,•",
        "Arial,41,A"
    })
    void aPlaceInASymbolFontIsACharacter(String font, String place, String character) {
        assertThat(Symbols.text(font, Integer.parseInt(place, 16))).isEqualTo(character);
    }

    @Test
    void anUnknownPlaceIsNotGuessed() {
        assertThat(Symbols.text("Wingdings", 0xF0FF)).isNull();
    }

    @Test
    void eachSignOfTheTableHasAGlyph() {
        List<String> missing = new ArrayList<>();
        Symbols.tables()
                .forEach((font, signs) -> signs.forEach((place, sign) -> {
                    boolean found = Typeface.delivered().stream()
                            .anyMatch(face -> face.metrics(false, false).has(sign.codePointAt(0)));
                    if (!found) {
                        missing.add(font + "|%02X".formatted(place) + "|%04X".formatted(sign.codePointAt(0)));
                    }
                }));
        assertThat(missing).isEmpty();
    }

    @Test
    void aFieldsNumberIsReadInItsCodePage() {
        assertThat(Symbols.number("128", false)).hasValue('€');
        assertThat(Symbols.number("0x20AC", true)).hasValue('€');
        assertThat(Symbols.number("99999999999", true)).isEmpty();
        assertThat(Symbols.number("viel", true)).isEmpty();
    }
}
