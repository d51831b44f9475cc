package federzug.signing.pades;

import static federzug.signing.SigningTest.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedSignatureTest {
    private static final String GOOD = "xx<000000>yy /ByteRange [0 2 10 24]";

    @Test
    void putsTheValueIntoItsPlaceAndChangesNothingElse() {
        ReservedSignature reserved = ReservedSignature.in(bytes(closed(GOOD)));

        assertThat(new String(reserved.splice(new byte[] {(byte) 0xAB, 1}), StandardCharsets.US_ASCII))
                .isEqualTo(closed(GOOD).replace("<000000>", "<ab0100>"));
    }

    @Test
    void refusesAValueLargerThanItsRoom() {
        ReservedSignature reserved = ReservedSignature.in(bytes(closed(GOOD)));

        assertThatThrownBy(() -> reserved.splice(new byte[4])).satisfies(codes("signing.value.too-long"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no range at all",
                "xx<000000>yy /ByteRange [0 2 10 999]",
                "xx<00ab00>yy /ByteRange [0 2 10 24]",
                "xx(000000)yy /ByteRange [0 2 10 24]",
                "xx<000000>yy /ByteRange [1 2 10 24]",
                "xx<000000>yy /ByteRange [0 10 2 24]",
                "xx<000000>yy /ByteRange [0 2]",
                "xx<000000>yy /ByteRange [0 2 99999999999 1]"
            })
    void refusesWhatIsNotAnEmptyRoomUpToTheEnd(String pdf) {
        assertThatThrownBy(() -> ReservedSignature.in(bytes(pdf))).satisfies(codes("signing.session.no-room"));
    }

    /** Makes the second range reach the end. */
    private static String closed(String pdf) {
        return pdf.replaceFirst("24]", (pdf.length() - 10) + "]");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
