package federzug.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalNumberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MÄNNIK,MARI-LIIS,47101010033|MÄNNIK,MARI-LIIS,…33",
                "APELLIDO NOMBRE - NIF 12345678Z|APELLIDO NOMBRE - NIF …8Z",
                "Eva Muster PNODE-1234567|Eva Muster …67",
                "Eva Muster IDCDE-L01X00T471|Eva Muster …71",
                "Eva Muster 12 345 678 901|Eva Muster …01"
            })
    void masksNumbersThatIdentifyAPerson(String name, String shown) {
        assertThat(PersonalNumber.maskedIn(name)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"Dr. Eva Muster", "Eva Muster 2", "NUR-ZUM-TESTEN André Raphael", "Eva Muster (Key 2024)"})
    void leavesNamesAsTheyAre(String name) {
        assertThat(PersonalNumber.maskedIn(name)).isEqualTo(name);
    }

    @Test
    void showsTheLastTwoPlacesOfANumber() {
        assertThat(PersonalNumber.masked("PNODE-1234567")).isEqualTo("…67");
        assertThat(PersonalNumber.masked("")).isEmpty();
    }
}
