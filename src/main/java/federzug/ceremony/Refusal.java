package federzug.ceremony;

import federzug.document.Digest;
import federzug.notice.Place;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Explains why a move is not possible now and what to do instead. */
final class Refusal {
    private Refusal() {}

    /** The state of the whole forbids it. */
    static CeremonyException of(Ceremony ceremony) {
        return refused(
                "ceremony.refused." + ceremony.state().keyWord(), ceremony.agreement(), names(missing(ceremony)));
    }

    /** The state of this person's turn forbids it. */
    static CeremonyException of(Ceremony ceremony, Turn turn) {
        return refused(
                "ceremony.turn-refused." + turn.state().name().toLowerCase(Locale.ROOT),
                turn.name(),
                ceremony.agreement());
    }

    static CeremonyException unknownPerson(Ceremony ceremony, String person) {
        return refused(
                "ceremony.person.unknown",
                person,
                ceremony.agreement(),
                ceremony.turns().stream().map(Turn::person).collect(Collectors.joining(", ")));
    }

    static CeremonyException busy(Ceremony ceremony, Turn holder) {
        return refused("ceremony.turn.busy", holder.name(), ceremony.agreement());
    }

    static CeremonyException notDue(Ceremony ceremony, Turn turn) {
        List<Turn> before = missing(ceremony).stream()
                .filter(other -> other.step() < turn.step() && other.state() != TurnState.DEFERRED)
                .toList();
        return refused("ceremony.turn.not-due", turn.name(), names(before));
    }

    static CeremonyException notDeclined(Ceremony ceremony, Turn turn) {
        return refused("ceremony.turn.not-declined", turn.name(), ceremony.agreement());
    }

    static CeremonyException noFallback(Ceremony ceremony, Turn turn) {
        return refused("ceremony.turn.no-fallback", turn.name(), ceremony.agreement());
    }

    static CeremonyException otherDocument(Ceremony ceremony, Digest base) {
        return refused(
                "ceremony.document.other",
                ceremony.agreement(),
                base.brief(),
                ceremony.paper().content().digest().brief());
    }

    static CeremonyException otherSignatures(Ceremony ceremony, List<String> expected, List<String> found) {
        return refused(
                "ceremony.document.signatures",
                ceremony.agreement(),
                String.join(", ", expected),
                String.join(", ", found));
    }

    static CeremonyException fieldsDiffer(String agreement, List<String> persons, List<String> fields) {
        return refused("ceremony.document.fields", agreement, String.join(", ", persons), String.join(", ", fields));
    }

    static CeremonyException unchangeable(Ceremony ceremony) {
        return refused("ceremony.document.unchangeable", ceremony.agreement());
    }

    private static List<Turn> missing(Ceremony ceremony) {
        return ceremony.turns().stream()
                .filter(turn -> !turn.state().isFinished())
                .toList();
    }

    private static String names(List<Turn> turns) {
        return turns.stream().map(Turn::name).collect(Collectors.joining(", "));
    }

    private static CeremonyException refused(String code, Object... arguments) {
        return CeremonyException.refused(code, Place.NOWHERE, arguments);
    }
}
