package federzug.delivery;

import federzug.delivery.smtp.MailTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** A mail server that answers as a test wants and remembers what it was given. */
final class FakeMailTransport implements MailTransport {
    final List<String> recipients = Collections.synchronizedList(new ArrayList<>());
    private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    Function<Gate, Outcome> answer = gate -> gate.open()
            ? new Outcome(MailState.ACCEPTED, "", "")
            : new Outcome(MailState.DEFERRED, "delivery.smtp.unreachable", "the gate was shut");

    @Override
    public Duration longestAttempt() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Outcome carry(byte[] mail, String from, String to, Gate gate) {
        recipients.add(to);
        Outcome outcome = answer.apply(gate);
        if (outcome.state() == MailState.ACCEPTED) {
            arrived.add(to);
        }
        return outcome;
    }

    List<String> arrived() {
        return List.copyOf(arrived);
    }
}
