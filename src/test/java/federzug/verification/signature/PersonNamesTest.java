package federzug.verification.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "André Raphael | André Raphael (NUR-ZUM-TESTEN)",
                "André Raphael | ANDRÉ RAPHAEL",
                "André Raphael | Andre Raphael",
                "André Raphael | Dr. jur. André Michael Raphael",
                "André Raphael | Raphael, André",
                "André Raphael | RAPHAEL ANDRÉ",
                "Prof. Dr. Roland Wöller | Roland Woeller",
                "Roland Wöller | Roland Woller",
                "Manfred Weißbach | MANFRED WEISSBACH",
                "Karl-Heinz Müller-Lüdenscheidt | Karl Heinz Mueller Luedenscheidt",
                "Karin Maria Berndt | Karin Berndt",
                "Jan Kłos | Jan Klos",
                "Sven Forkert | Sven Forkert, MBA",
                "Ulrike Größer | Ulrike Gro\u0308\u00dfer"
            })
    void isTheSamePerson(String expected, String inCertificate) {
        assertThat(PersonNames.match(expected, inCertificate)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "André Raphael | Andrea Raphael",
                "André Raphael | André Raphael Schmidt",
                "André Raphael | Raphael",
                "Lutz Rodig | Sven Forkert",
                "Lutz Rodig | Lutz Rodigast",
                "Dr. Rodig | Dr. Rodig",
                "Lutz Rodig | Stadt Crimmitschau"
            })
    void isAnotherPerson(String expected, String inCertificate) {
        assertThat(PersonNames.match(expected, inCertificate)).isFalse();
    }
}
