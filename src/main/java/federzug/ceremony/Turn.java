package federzug.ceremony;

import federzug.agreement.Signatory;
import federzug.document.PreparedPdf;
import federzug.document.SignatureField;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * @param ownField name of the field that the person's own program has added for the signature; empty if the prepared one
 *     is used
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
        Instant since,
        String ownField) {

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
                Moved.NOW,
                "");
    }

    /** One turn for each; each must have exactly one field in the document. */
    static List<Turn> allOf(String agreement, PreparedPdf prepared, List<Signatory> signatories) {
        List<Turn> turns = signatories.stream().map(Turn::of).toList();
        Set<String> persons = new HashSet<>();
        turns.forEach(turn -> persons.add(turn.person()));
        List<String> fields =
                prepared.fields().stream().map(SignatureField::person).toList();
        if (turns.isEmpty()
                || persons.size() != turns.size()
                || fields.size() != turns.size()
                || !persons.containsAll(fields)) {
            throw Refusal.fieldsDiffer(
                    agreement, turns.stream().map(Turn::person).toList(), fields);
        }
        return turns;
    }

    /** The turns of an open ceremony whose persons may be handed the document now, in signing order. */
    static List<Turn> due(List<Turn> turns) {
        // A deferred signature is handed in later and blocks no one; a declined one blocks the rest.
        int step = turns.stream()
                .filter(turn -> !turn.state().isFinished() && turn.state() != TurnState.DEFERRED)
                .mapToInt(Turn::step)
                .min()
                .orElse(Integer.MAX_VALUE);
        return turns.stream()
                .filter(turn -> turn.step() <= step)
                .filter(turn -> !turn.state().isFinished() && turn.state() != TurnState.DECLINED)
                .toList();
    }

    static Optional<Turn> of(String person, List<Turn> turns) {
        return turns.stream().filter(turn -> turn.person().equals(person)).findFirst();
    }

    /** The turns with this one in the place of the same person's. */
    List<Turn> in(List<Turn> turns) {
        return turns.stream()
                .map(turn -> turn.person().equals(person) ? this : turn)
                .toList();
    }

    Turn in(TurnState next) {
        return new Turn(person, name, office, step, device, fallback, deadline, next, Moved.NOW, ownField);
    }

    /** By the other way; the first one becomes the other, so that one can go back. */
    Turn byFallback() {
        return new Turn(person, name, office, step, fallback, device, deadline, state, since, ownField);
    }

    /**
     * With device, other way and deadline of newer data, if they name the person. A finished turn stays as it is, an opened one keeps its device;
     * a switch to the other way stays, and so does a date to which a signature was put off.
     */
    Turn arranged(List<Signatory> newer) {
        return newer.stream()
                .filter(one -> one.person().key().equals(person))
                .findFirst()
                .map(this::arranged)
                .orElse(this);
    }

    private Turn arranged(Signatory newer) {
        if (state.isFinished()) {
            return this;
        }
        boolean sameWays = device.equals(newer.device()) && fallback.equals(newer.fallback())
                || device.equals(newer.fallback()) && fallback.equals(newer.device());
        boolean keeps = sameWays || state.holdsDocument();
        return new Turn(
                person,
                name,
                office,
                step,
                keeps ? device : newer.device(),
                keeps ? fallback : newer.fallback(),
                state == TurnState.DEFERRED ? deadline : newer.deadline(),
                state,
                since,
                ownField);
    }

    Turn until(LocalDateTime later) {
        return new Turn(person, name, office, step, device, fallback, later, state, since, ownField);
    }

    Turn signedIn(String field) {
        return new Turn(person, name, office, step, device, fallback, deadline, state, since, field);
    }

    Turn stamped(Instant at) {
        return since.equals(Moved.NOW)
                ? new Turn(person, name, office, step, device, fallback, deadline, state, at, ownField)
                : this;
    }
}
