package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ob@crimmitschau.example",
                "vorname.nachname+presse@amt.sachsen.example",
                "o'neil@a.example",
                "post@weißwasser.example",
                "a@b.c.d.example"
            })
    void takesWhatAMailServerTakes(String address) {
        assertThat(Address.parse(address).filter(Address::isPublic)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ob",
                "@stadt.example",
                "ob@",
                "ob@stadt",
                "ob@@stadt.example",
                ".ob@stadt.example",
                "ob.@stadt.example",
                "o b@stadt.example",
                "bürgermeister@stadt.example",
                "\"ob\"@stadt.example",
                "ob@stadt..example",
                "ob@-stadt.example",
                "ob@127.0.0.1",
                "Ob <ob@stadt.example>",
                "ob@stadt.example,x@y.example",
                "ob@stadt.example\nBcc: x@y.example"
            })
    void refusesTheRest(String address) {
        assertThat(Address.parse(address).filter(Address::isPublic)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "redaktion@straße.example,          redaktion@xn--strae-oqa.example",
        "redaktion@STRASSE.example,         redaktion@strasse.example",
        "Redaktion@Münster.example,         redaktion@xn--mnster-3ya.example",
        "redaktion@xn--mnster-3ya.example,  redaktion@xn--mnster-3ya.example",
        "redaktion@mu\u0308nster.example,  redaktion@xn--mnster-3ya.example",
        "redaktion@münster。example,        redaktion@xn--mnster-3ya.example",
        "redaktion@βόλος.example,           redaktion@xn--nxasmm1c.example"
    })
    void hasOneNormalFormHoweverItIsWritten(String written, String normal) {
        assertThat(Address.parse(written).orElseThrow().normal()).isEqualTo(normal);
    }

    @Test
    void distinguishesTwoDomainsThatTheOldRulesTookForOne() {
        assertThat(Address.parse("a@straße.example")).isNotEqualTo(Address.parse("a@strasse.example"));
        assertThat(Address.parse("a@straße.example")).isEqualTo(Address.parse("A@XN--STRAE-OQA.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@xn--.example",
                "a@xn--zzzzzz.example",
                "a@-x.example",
                "a@ex_ample.example",
                "a@a\u200db.example"
            })
    void refusesDomainsThatNobodyCanHave(String written) {
        assertThat(Address.parse(written)).isEmpty();
    }

    @Test
    void keepsTheLocalPartAsItIsWrittenForTheEnvelope() {
        assertThat(Address.parse("Max.Muster@Stadt.Example").orElseThrow().ascii())
                .isEqualTo("Max.Muster@stadt.example");
    }
}
