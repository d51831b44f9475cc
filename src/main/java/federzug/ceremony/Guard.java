package federzug.ceremony;

import federzug.document.Digest;
import java.util.ArrayList;
import java.util.List;

/** Checks the preconditions of a move. */
final class Guard {
    private Guard() {}

    /** The person's turn, if it may come into the next state. */
    static Turn moveable(Ceremony ceremony, String person, TurnState next) {
        Turn turn = ceremony.turn(person);
        signing(ceremony);
        if (!turn.state().allows(next)) {
            throw Refusal.of(ceremony, turn);
        }
        return turn;
    }

    /** The turn of a person who has refused to sign, and still may. */
    static Turn declined(Ceremony ceremony, String person) {
        Turn turn = ceremony.turn(person);
        signing(ceremony);
        if (turn.state() != TurnState.DECLINED) {
            throw Refusal.notDeclined(ceremony, turn);
        }
        return turn;
    }

    static void state(Ceremony ceremony, Turn turn, TurnState required) {
        if (turn.state() != required) {
            throw Refusal.of(ceremony, turn);
        }
    }

    /** People may still sign. */
    static void signing(Ceremony ceremony) {
        if (!ceremony.isOpen()) {
            throw Refusal.of(ceremony);
        }
    }

    /** What is to be added was made for the newest document. */
    static void paper(Ceremony ceremony, Digest base) {
        if (!base.equals(ceremony.paper().content().digest())) {
            throw Refusal.otherDocument(ceremony, base);
        }
    }

    /** The signatures so far and one more, in this field. */
    static void fields(Ceremony ceremony, String field, List<String> signed) {
        List<String> expected = new ArrayList<>(ceremony.signedFields());
        expected.add(field);
        if (!signed.equals(expected)) {
            throw Refusal.otherSignatures(ceremony, expected, signed);
        }
    }
}
