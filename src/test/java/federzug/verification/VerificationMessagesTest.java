package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SubIndication;
import federzug.notice.Texts;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class VerificationMessagesTest {
    @Test
    void everySubIndicationOfTheStandardHasASentence() {
        assertThat(Arrays.stream(SubIndication.values())
                        .map(reason -> "verification.subindication."
                                + reason.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .allMatch(Texts.german()::has);
    }

    @Test
    void everySentenceOnASubIndicationSaysWhatToDo() {
        for (SubIndication reason : SubIndication.values()) {
            String code = "verification.subindication."
                    + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(Texts.german().text(code, "Lutz Rodig")).contains("Lutz Rodig", "Bitte ");
        }
    }
}
