package federzug.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Locale;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

class TextsTest {
    private final Texts german = Texts.german();

    @Test
    void writesYearsAsYears() {
        assertThat(german.text("texttest.kinds.plain", 2021, 1234)).isEqualTo("Im Jahr 2021 waren es 1234 Kommunen.");
    }

    @Test
    void writesDaysInGerman() {
        assertThat(german.text("texttest.kinds.day", LocalDate.of(2021, 12, 1), "Görlitz"))
                .isEqualTo("Am 01.12.2021 in Görlitz.");
    }

    @Test
    void choosesByNumber() {
        assertThat(german.text("texttest.kinds.choice", 1)).isEqualTo("Es fehlt eine Unterschrift.");
        assertThat(german.text("texttest.kinds.choice", 3)).isEqualTo("Es fehlen 3 Unterschriften.");
    }

    @Test
    void writesNumbersUpToTwelveAsWordsWhereTheTextWantsIt() {
        assertThat(german.text("texttest.kinds.numeral", 1, 3)).isEqualTo("Eine von drei Personen hat unterzeichnet.");
        assertThat(german.text("texttest.kinds.numeral", 12, 13))
                .isEqualTo("Zwölf von 13 Personen haben unterzeichnet.");
    }

    @Test
    void doesNotInterpretWhatTheDataSay() {
        assertThat(german.text("texttest.kinds.quote", "{1} '' ${name}"))
                .isEqualTo("Das geht's nicht: „{1} '' ${name}“.");
    }

    @Test
    void putsThePlaceInFront() {
        Notice notice =
                Notice.error("texttest.kinds.plain", new Place("vorgang.yaml", 12, "personen[2].mail"), 2021, 29);

        assertThat(german.line(notice))
                .isEqualTo("vorgang.yaml, Zeile 12, personen[3].mail: Im Jahr 2021 waren es 29 Kommunen.");
        assertThat(german.line(Notice.note("texttest.only.german", Place.NOWHERE)))
                .isEqualTo("Kooperationsvereinbarung");
        assertThat(german.line(Notice.note("texttest.only.german", Place.in("", "Absatz 14"))))
                .isEqualTo("Absatz 14: Kooperationsvereinbarung");
    }

    @Test
    void usesAnotherLanguageWhereThereIsOneAndGermanElsewhere() {
        Texts english = Texts.in(Locale.ENGLISH);

        assertThat(english.text("texttest.kinds.plain", 2021, 29)).isEqualTo("In 2021 there were 29 municipalities.");
        assertThat(english.text("texttest.only.german")).isEqualTo("Kooperationsvereinbarung");
    }

    @Test
    void knowsWhatItDoesNotKnow() {
        assertThat(german.has("texttest.only.german")).isTrue();
        assertThat(german.has("texttest.no.such")).isFalse();
        assertThatThrownBy(() -> german.text("texttest.no.such")).isInstanceOf(MissingResourceException.class);
    }

    @Test
    void refusesACodeThatIsNone() {
        assertThatThrownBy(() -> Notice.error("Hallo Welt", Place.NOWHERE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Notice.error("room.only", Place.NOWHERE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Notice.error("room.thing.what-1", Place.NOWHERE).room()).isEqualTo("room");
    }
}
