package federzug.ceremony;

import federzug.agreement.Signatory;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One person's step in a ceremony.
 *
 * @param person key of the person in the matter's data
 * @param name as agreed, with academic title
 * @param office as agreed, representation included
 * @param step from 1; persons in the same step sign in any order, one at a time
 * @param device name of the signing device, or {@code rueckgabe}
 * @param fallback device used when the first one fails, or empty
 * @param deadline wall-clock time in the configured zone
 * @param since when the state was reached; {@link Moved#NOW} until the move is saved
 */
public record Turn(
        String person,
        String name,
        String office,
        int step,
        String device,
        String fallback,
        @Nullable LocalDateTime deadline,
        TurnState state,
        Instant since) {

    static Turn of(Signatory signatory) {
        var person = signatory.person();
        return new Turn(
                person.key(),
                person.nameWithTitle(),
                person.officeInFull(),
                signatory.step(),
                signatory.device(),
                signatory.fallback(),
                signatory.deadline(),
                TurnState.WAITING,
                Moved.NOW);
    }

    Turn in(TurnState next) {
        return new Turn(person, name, office, step, device, fallback, deadline, next, Moved.NOW);
    }

    /** By the other way; the first one becomes the other, so that one can go back. */
    Turn byFallback() {
        return new Turn(person, name, office, step, fallback, device, deadline, state, since);
    }

    Turn until(LocalDateTime later) {
        return new Turn(person, name, office, step, device, fallback, later, state, since);
    }

    Turn stamped(Instant at) {
        return since.equals(Moved.NOW)
                ? new Turn(person, name, office, step, device, fallback, deadline, state, at)
                : this;
    }
}
