package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
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
        assertThat(MailAddress.isOne(address)).isTrue();
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
        assertThat(MailAddress.isOne(address)).isFalse();
    }
}
