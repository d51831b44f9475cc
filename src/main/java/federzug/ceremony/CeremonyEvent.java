package federzug.ceremony;

import federzug.document.Digest;
import federzug.signing.SigningSession;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened, as the journal keeps it. Persons appear by their key, so that deletion periods do not
 * break the journal.
 */
public sealed interface CeremonyEvent {
    /** Key of the person it is about, empty if it is about the whole. */
    default String person() {
        return "";
    }

    /** Digest of the document before, null if the document did not change. */
    default @Nullable Digest before() {
        return null;
    }

    /** Digest of the document after, null if the document did not change. */
    default @Nullable Digest after() {
        return null;
    }

    /** Digest of the check report on which it rests, if any. */
    default @Nullable Digest verdict() {
        return null;
    }

    /** The event's name in the journal; stable. */
    default String word() {
        return getClass().getSimpleName();
    }

    record CeremonyOpened(Digest after) implements CeremonyEvent {}

    /** A new version of the document, before anybody signed; earlier invitations are void. */
    record PreparedAgain(Digest before, Digest after) implements CeremonyEvent {}

    record PersonInvited(String person) implements CeremonyEvent {}

    /** The document was handed out to this person. */
    record TurnOpened(String person) implements CeremonyEvent {}

    record TurnTakenBack(String person) implements CeremonyEvent {}

    record SigningBegun(String person, SigningSession session) implements CeremonyEvent {}

    record SigningAbandoned(String person) implements CeremonyEvent {}

    record SignatureRecorded(String person, Digest before, Digest after, Digest verdict) implements CeremonyEvent {}

    record EverybodySigned(Digest after) implements CeremonyEvent {}

    record TurnDeferred(String person, LocalDateTime until) implements CeremonyEvent {}

    record TurnDeclined(String person) implements CeremonyEvent {}

    /** Who had refused signs after all. */
    record DeclineWithdrawn(String person) implements CeremonyEvent {}

    /** The person signs by the other way named in the data. */
    record FallbackTaken(String person) implements CeremonyEvent {}

    /** Somebody else signs in this person's place; a new version of the document follows. */
    record PersonReplaced(String person) implements CeremonyEvent {}

    /** Staff have confirmed how the person's name stands in their certificate; the spelling is the reason. */
    record SpellingConfirmed(String person) implements CeremonyEvent {}

    /** Newer data change devices, ways or deadlines, and nothing in the document. */
    record TurnsRearranged() implements CeremonyEvent {}

    record SealAdded(Digest before, Digest after) implements CeremonyEvent {}

    record SealChecked(Digest verdict) implements CeremonyEvent {}

    /** A newer archive time stamp over the whole, before the evidence grew weak. */
    record SealRenewed(Digest before, Digest after, Digest verdict) implements CeremonyEvent {}

    record CeremonyClosed() implements CeremonyEvent {}

    /** Restored from the journal, since its own row could not be read any more; nothing else has changed. */
    record CeremonyRepaired() implements CeremonyEvent {}

    record CeremonyCancelled() implements CeremonyEvent {}
}
