package federzug.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldValuesTest {
    private final FieldValues values = new FieldValues(
            Map.of("TITLE", "Vereinbarung", "AKTENZEICHEN", "LPR-17"),
            ZonedDateTime.of(2021, 12, 1, 9, 5, 7, 0, ZoneId.of("Europe/Berlin")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "dddd, d. MMMM yyyy | Mittwoch, 1. Dezember 2021",
                "dd.MM.yy | 01.12.21",
                "yyyy-MM-dd | 2021-12-01",
                "HH:mm:ss 'Uhr' | 09:05:07 Uhr",
                "'am' d | am 1",
            })
    void datesAreShownAsWordsPictureSays(String picture, String shown) {
        assertThat(values.of(List.of("DATE", "\\@", picture))).hasValue(shown);
    }

    @Test
    void otherCalendarsAreNotTakenForOurs() {
        assertThat(FieldValues.inOtherCalendar(List.of("PRINTDATE", "\\h"))).isTrue();
        assertThat(FieldValues.inOtherCalendar(List.of("date", "\\@", "dd.MM.yyyy", "\\S")))
                .isTrue();
        assertThat(FieldValues.inOtherCalendar(List.of("DATE", "\\@", "'\\h'", "\\l")))
                .isFalse();
        assertThat(FieldValues.inOtherCalendar(List.of("REF", "ziel", "\\h"))).isFalse();
    }

    @Test
    void propertiesAreKnownByFieldAndByName() {
        assertThat(values.of(List.of("TITLE"))).hasValue("Vereinbarung");
        assertThat(values.of(List.of("DOCPROPERTY", "Aktenzeichen"))).hasValue("LPR-17");
        assertThat(values.of(List.of("DOCPROPERTY", "fehlt"))).isEmpty();
    }
}
