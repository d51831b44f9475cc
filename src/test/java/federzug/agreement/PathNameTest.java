package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathNameTest {
    @ParameterizedTest
    @CsvSource({
        "Crimmitschau, crimmitschau",
        "Weißwasser/O.L., weisswasser-o-l",
        "Müller-Lüdenscheidt, mueller-luedenscheidt",
        "Ökonom Ärger, oekonom-aerger",
        "Běła Woda, bela-woda",
        "Łužyca, luzyca",
        "Kćźśńřě, kczsnre",
        "Dźěćace ródy (Nowe), dzecace-rody-nowe",
        "../../etc/passwd, etc-passwd",
        "ŁÓDŹ, lodz",
        "STRASSE ẞ, strasse-ss",
        "Ĳsselmeer, sselmeer",
        "'  ', ''",
        "日本, ''",
    })
    void keepsPlainLettersOnly(String name, String path) {
        assertThat(PathName.of(name)).isEqualTo(path);
    }

    @Test
    void takesDecomposedUmlautsForUmlauts() {
        assertThat(PathName.of("Go\u0308rlitz")).isEqualTo("goerlitz");
    }

    @Test
    void endsAfterSixtyCharactersAndNotWithAHyphen() {
        assertThat(PathName.of("a".repeat(59) + " b")).isEqualTo("a".repeat(59));
        assertThat(PathName.of("-" + "a".repeat(80))).hasSize(60);
    }
}
