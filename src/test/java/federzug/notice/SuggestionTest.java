package federzug.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> KNOWN = List.of("personen", "parteien", "form", "ort");

    @Test
    void findsTheWordThatWasMeant() {
        assertThat(Suggestion.of("perosnen", KNOWN)).contains("personen");
        assertThat(Suggestion.of("PARTEIN", KNOWN)).contains("parteien");
        assertThat(Suggestion.of("from", KNOWN)).contains("form");
    }

    @Test
    void suggestsNothingThatIsFarOff() {
        assertThat(Suggestion.of("datum", KNOWN)).isEmpty();
        assertThat(Suggestion.of("p".repeat(1_000_000), KNOWN)).isEmpty();
        assertThat(Suggestion.of("personen", List.of())).isEmpty();
    }

    @Test
    void namesAllWhereNoneIsNear() {
        assertThat(Suggestion.orAll("perosnen", KNOWN)).isEqualTo("personen");
        assertThat(Suggestion.orAll("datum", KNOWN)).isEqualTo("form, ort, parteien, personen");
        assertThat(Suggestion.orAll("datum", List.of(""))).isEqualTo("–");
    }
}
