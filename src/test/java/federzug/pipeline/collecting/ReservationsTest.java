package federzug.pipeline.collecting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservationsTest {
    private static final String CODE = "FREIGABE 4F2A-91C0-77DE";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Die %s erteile ich nicht.",
                "%s, aber erst nach dem Stadtrat",
                "Nein.\n%s",
                "%s unter der Voraussetzung, dass der Name stimmt",
                "%s\n\nBitte den zweiten Satz streichen.",
                "Ich ziehe die %s zur\u00fcck.",
                "Kein Einverst\u00e4ndnis: %s",
                "Zum Freigeben gen\u00fcgt eine Antwort von dieser Adresse, in der steht: %s",
                "Ich bin abwesend. %s",
                "%s \u2013 \u00e4ndern Sie bitte das Komma"
            })
    void whatMaySpeakAgainstAnApprovalIsFound(String answer) {
        assertThat(Reservations.in(answer.formatted(CODE))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "Gern!\n\n%s\n\nMit freundlichen Gr\u00fc\u00dfen\nA. Raphael\nWenn Sie nicht der richtige Empf\u00e4nger sind, \u2026",
                "Keine Einw\u00e4nde. %s",
                "%s\n\nViele Gr\u00fc\u00dfe aus Crimmitschau\nnicht amtlich",
                "Ohne \u00c4nderungen: %s",
                "In Ordnung, ich stimme zu. %s\nMfG"
            })
    void aPlainApprovalIsNone(String answer) {
        assertThat(Reservations.in(answer.formatted(CODE))).isEmpty();
    }
}
