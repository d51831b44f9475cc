package federzug.rendering.fop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyphensTest {
    @ParameterizedTest
    @CsvSource({
        "Gemeindeverwaltung, Ge|mein|de|ver|wal|tung",
        "Polizeidirektion, Po|li|zei|di|rek|ti|on",
        "Unterschrift, Un|ter|schrift",
        "Urinstinkt, Ur|instinkt",
        "Wachstube, Wachstu|be",
        "Straße, Stra|ße",
        "zum Amt, zum Amt",
    })
    void dividesAsGermanDoes(String word, String divided) {
        assertThat(Hyphens.soft(word).replace('\u00ad', '|')).isEqualTo(divided);
    }
}
