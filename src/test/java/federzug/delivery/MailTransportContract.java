package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.smtp.MailTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every way to a mail server does, the one of the tests included. */
public interface MailTransportContract {
    String TO = "ob@crimmitschau.example";

    MailTransport transport();

    /** The mails that have arrived, in whatever form. */
    List<String> arrived();

    @Test
    default void handsAMailOverOnceTheGateIsOpen() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (MailTransport transport = transport()) {
            MailTransport.Outcome outcome = carry(transport, () -> {
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
        try (MailTransport transport = transport()) {
            assertThat(carry(transport, () -> false).state()).isEqualTo(MailState.DEFERRED);
        }
        assertThat(arrived()).isEmpty();
    }

    @Test
    default void mayBeUsedAgainAfterItHasTakenLeave() throws Exception {
        MailTransport transport = transport();
        carry(transport, () -> true);
        transport.close();
        assertThat(carry(transport, () -> true).state()).isEqualTo(MailState.ACCEPTED);
        transport.close();
        transport.close();
        assertThat(arrived()).hasSize(2);
    }

    @Test
    default void givesAsManyTurnsAsItHasConnections() throws Exception {
        try (MailTransport transport = transport()) {
            assertThat(transport.connections()).isPositive();
            assertThat(transport.longestAttempt()).isGreaterThan(Duration.ZERO);
            for (int round = 0; round < 2; round++) {
                List<MailTransport.Turn> turns = new ArrayList<>();
                for (int i = 0; i < transport.connections(); i++) {
                    turns.add(transport.awaitTurn());
                }
                turns.forEach(MailTransport.Turn::close);
            }
        }
    }

    private static MailTransport.Outcome carry(MailTransport transport, MailTransport.Gate gate) {
        byte[] mail = "Message-ID: <1@lpr.example>\r\nSubject: Vertrag\r\n\r\nGuten Tag\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        return transport.carry(mail, "asskomm@lpr.example", TO, gate);
    }
}
