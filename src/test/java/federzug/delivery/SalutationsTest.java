package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Person;
import federzug.agreement.Person.Salutation;
import federzug.notice.Texts;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalutationsTest {
    private final Salutations salutations = new Salutations(Texts.german());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        HERR  |           | André  | Raphael    | Oberbürgermeister         |               | Sehr geehrter Herr Oberbürgermeister Raphael,
        FRAU  |           | Romina | Barth      | Oberbürgermeisterin       |               | Sehr geehrte Frau Oberbürgermeisterin Barth,
        HERR  |           | Lutz   | Rodig      | Polizeipräsident          |               | Sehr geehrter Herr Polizeipräsident Rodig,
        HERR  |           | Sven   | Forkert    | Geschäftsführer           |               | Sehr geehrter Herr Forkert,
        HERR  | Prof. Dr. | Roland | Wöller     | Staatsminister des Innern |               | Sehr geehrter Herr Prof. Dr. Wöller,
        FRAU  | Dr.       | Anna   | Beispiel   | Bürgermeisterin           |               | Sehr geehrte Frau Bürgermeisterin Dr. Beispiel,
        HERR  |           | Jan    | von Muster | Oberbürgermeister         | in Vertretung | Sehr geehrter Herr von Muster,
        FRAU  | Dr.       | Hańža  | Wićazec    | Bürgermeisterin           | amtierend     | Sehr geehrte Frau Dr. Wićazec,
        FRAU  |           | Anna   | Freifrau von Stein | Geschäftsführerin |               | Sehr geehrte Freifrau von Stein,
        HERR  |           | Jens   | Graf von Thal | Oberbürgermeister      |               | Sehr geehrter Herr Oberbürgermeister Graf von Thal,
        FRAU  | Dr.       | Anna   | Freifrau von Stein | Geschäftsführerin |               | Sehr geehrte Frau Dr. Freifrau von Stein,
        HERR  |           | Kurt   | Graf       | Geschäftsführer           |               | Sehr geehrter Herr Graf,
        KEINE |           | Kim    | Muster     | Bürgermeisterin           |               | Guten Tag Kim Muster,
        KEINE | Dr.       | Kim    | Muster     |                           |               | Guten Tag Dr. Kim Muster,
        """)
    void addressesEverybodyProperly(
            Salutation salutation,
            String title,
            String given,
            String family,
            String office,
            String representation,
            String expected) {
        Person person = new Person(
                "p",
                salutation,
                text(title),
                given,
                family,
                text(office),
                "lpr",
                text(representation),
                "p@lpr.example",
                List.of());
        assertThat(salutations.salutation(person)).isEqualTo(expected);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
