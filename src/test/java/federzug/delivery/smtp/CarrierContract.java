package federzug.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.MailState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every way to a mail server does, the one of the tests included. */
interface CarrierContract {
    String TO = "ob@crimmitschau.example";

    MailTransport carrier();

    /** The mails that have arrived, in whatever form. */
    List<String> arrived();

    @Test
    default void handsAMailOverOnceTheGateIsOpen() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (MailTransport carrier = carrier()) {
            MailTransport.Outcome outcome = carry(carrier, () -> {
                assertThat(arrived()).isEmpty();
                return asked.incrementAndGet() > 0;
            });
            assertThat(outcome.state()).isEqualTo(MailState.ACCEPTED);
            assertThat(outcome.code()).isEmpty();
        }
        assertThat(asked).hasValue(1);
        assertThat(arrived()).hasSize(1);
    }

    @Test
    default void aMailWhoseGateStaysShutHasSurelyNotArrived() throws Exception {
        try (MailTransport carrier = carrier()) {
            assertThat(carry(carrier, () -> false).state()).isEqualTo(MailState.DEFERRED);
        }
        assertThat(arrived()).isEmpty();
    }

    @Test
    default void mayBeUsedAgainAfterItHasTakenLeave() throws Exception {
        MailTransport carrier = carrier();
        carry(carrier, () -> true);
        carrier.close();
        assertThat(carry(carrier, () -> true).state()).isEqualTo(MailState.ACCEPTED);
        carrier.close();
        carrier.close();
        assertThat(arrived()).hasSize(2);
    }

    @Test
    default void givesAsManyTurnsAsItHasConnections() throws Exception {
        try (MailTransport carrier = carrier()) {
            assertThat(carrier.connections()).isPositive();
            assertThat(carrier.longestAttempt()).isGreaterThan(Duration.ZERO);
            for (int round = 0; round < 2; round++) {
                List<MailTransport.Turn> turns = new ArrayList<>();
                for (int i = 0; i < carrier.connections(); i++) {
                    turns.add(carrier.awaitTurn());
                }
                turns.forEach(MailTransport.Turn::close);
            }
        }
    }

    private static MailTransport.Outcome carry(MailTransport carrier, MailTransport.Gate gate) {
        byte[] mail = "Message-ID: <1@lpr.example>\r\nSubject: Vertrag\r\n\r\nGuten Tag\r\n".getBytes(StandardCharsets.US_ASCII);
        return carrier.carry(mail, "asskomm@lpr.example", TO, gate);
    }
}
