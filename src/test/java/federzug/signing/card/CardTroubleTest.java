package federzug.signing.card;

import static federzug.signing.SigningTest.codes;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.ProviderException;
import java.security.SignatureException;
import javax.security.auth.login.FailedLoginException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardTroubleTest {
    @ParameterizedTest
    @CsvSource({
        "A0, signing.device.wrong-pin",
        "A4, signing.card.locked",
        "A3, signing.card.pin-expired",
        "102, signing.card.pin-unset",
        "E0, signing.card.removed",
        "32, signing.card.removed",
        "E1, signing.card.unknown",
        "50, signing.card.cancelled",
        "70, signing.card.mechanism",
        "101, signing.card.pin-each",
        "5, signing.device.failed"
    })
    void recognisesErrorsByReturnCode(String code, String text) throws Exception {
        Throwable trouble = new ProviderException("what it says does not matter", returned(Long.parseLong(code, 16)));

        assertThat(CardTrouble.explain("karte", trouble)).satisfies(codes(text)).hasCause(trouble);
    }

    @Test
    void recognisesAWrongPinByItsTypeWhereTheCodeIsHidden() {
        assertThat(CardTrouble.explain("karte", new FailedLoginException()))
                .satisfies(codes("signing.device.wrong-pin"));
        assertThat(CardTrouble.explain("karte", new SignatureException("CKR_PIN_LOCKED")))
                .satisfies(codes("signing.device.failed"));
    }

    private static Throwable returned(long code) throws ReflectiveOperationException {
        return (Throwable) Class.forName("sun.security.pkcs11.wrapper.PKCS11Exception")
                .getConstructor(long.class, String.class)
                .newInstance(code, "");
    }
}
