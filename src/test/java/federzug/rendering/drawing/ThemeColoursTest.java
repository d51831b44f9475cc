package federzug.rendering.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import org.docx4j.w14.CTSRgbColor;
import org.docx4j.w14.CTSchemeColor;
import org.docx4j.w14.CTSolidColorFillProperties;
import org.docx4j.w14.STSchemeColorVal;
import org.docx4j.wml.CTShd;
import org.docx4j.wml.Color;
import org.docx4j.wml.STShd;
import org.docx4j.wml.STThemeColor;
import org.junit.jupiter.api.Test;

class ThemeColoursTest {
    private static final String THEME = "<a:dk1><a:srgbClr val=\"000000\"/></a:dk1><a:lt1><a:srgbClr val=\"FFFFFF\"/>"
            + "</a:lt1><a:accent1><a:srgbClr val=\"4F81BD\"/></a:accent1>";

    private final ThemeColours colours = new ThemeColours(THEME);

    private static Color colour(STThemeColor name, String plain) {
        Color colour = new Color();
        colour.setThemeColor(name);
        colour.setVal(plain);
        return colour;
    }

    @Test
    void theThemesColourHasPrecedence() {
        assertThat(colours.of(colour(STThemeColor.BACKGROUND_1, "000000"))).isEqualTo("#FFFFFF");
        assertThat(colours.of(colour(STThemeColor.NONE, "123456"))).isEqualTo("#123456");
        assertThat(colours.of(colour(null, "auto"))).isNull();
        assertThat(new ThemeColours("").of(colour(STThemeColor.BACKGROUND_1, "000000")))
                .as("without a theme")
                .isEqualTo("#000000");
    }

    /** The values are within a step of those that Word writes beside its own. */
    @Test
    void tintsAndShadesAreThoseOfWord() {
        Color darker = colour(STThemeColor.ACCENT_1, "365F91");
        darker.setThemeShade("BF");
        assertThat(colours.of(darker)).isEqualTo("#376092");
        Color lighter = colour(STThemeColor.ACCENT_1, "95B3D7");
        lighter.setThemeTint("99");
        assertThat(colours.of(lighter)).isEqualTo("#95B3D7");
    }

    @Test
    void aGroundMayBeTheThemesToo() {
        CTShd shading = new CTShd();
        shading.setVal(STShd.CLEAR);
        shading.setFill("FFFFFF");
        shading.setThemeFill(STThemeColor.TEXT_1);
        assertThat(colours.of(shading)).isEqualTo("#000000");
    }

    @Test
    void theFillingOfCharactersIsTheirColour() {
        CTSolidColorFillProperties plain = new CTSolidColorFillProperties();
        plain.setSrgbClr(new CTSRgbColor());
        plain.getSrgbClr().setVal(new byte[] {(byte) 0xFE, 1, 2});
        assertThat(colours.of(plain)).isEqualTo("#FE0102");
        CTSolidColorFillProperties themed = new CTSolidColorFillProperties();
        themed.setSchemeClr(new CTSchemeColor());
        themed.getSchemeClr().setVal(STSchemeColorVal.BG_1);
        assertThat(colours.of(themed)).isEqualTo("#FFFFFF");
    }
}
