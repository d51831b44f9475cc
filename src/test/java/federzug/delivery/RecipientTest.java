package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientTest {
    @Test
    void writesADomainWithUmlautsInAscii() {
        assertThat(Recipient.of("Ämter", "post@Mülsen.example").asciiAddress()).isEqualTo("post@xn--mlsen-kva.example");
    }

    @Test
    void keepsTheCaseOfTheLocalPart() {
        assertThat(Recipient.of("", "Ob.Stadt+x@Torgau.EXAMPLE").asciiAddress()).isEqualTo("Ob.Stadt+x@torgau.example");
    }

    @Test
    void refusesALocalPartWithUmlauts() {
        assertThatThrownBy(() -> Recipient.of("", "bürgermeister@torgau.example"))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("delivery.address.local-part");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b.example",
                "a b@c.example",
                "a@b..example",
                "a@b@c.example",
                "a,b@c.example",
                "<a@b.example>",
                "a@b_c.example",
                ".a@b.example"
            })
    void refusesWhatIsNoAddress(String address) {
        assertThatThrownBy(() -> Recipient.of("", address))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("delivery.address.invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@b.example\r\nBcc: c@d.example", "a@b.example\n", "a@b.example\u0000", "a@b.example\u2028"})
    void refusesControlCharactersInAnAddress(String address) {
        assertThatThrownBy(() -> Recipient.of("", address))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("delivery.header.control-character");
    }

    @Test
    void refusesALineBreakInAName() {
        assertThatThrownBy(() -> Recipient.of("Raphael\r\nBcc: c@d.example", "a@b.example"))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("delivery.header.control-character");
    }
}
