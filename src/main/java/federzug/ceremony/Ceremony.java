package federzug.ceremony;

import federzug.agreement.Signatory;
import federzug.ceremony.CeremonyState.AllSigned;
import federzug.ceremony.CeremonyState.Cancelled;
import federzug.ceremony.CeremonyState.Checked;
import federzug.ceremony.CeremonyState.Closed;
import federzug.ceremony.CeremonyState.InSigning;
import federzug.ceremony.CeremonyState.Prepared;
import federzug.ceremony.CeremonyState.Sealed;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.signing.SignatureRequest;
import federzug.signing.SigningSession;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The signing of one agreement. A move returns the next ceremony and its events, or refuses with a reason; the ceremony
 * itself never changes.
 *
 * @param matter identity of the matter
 * @param agreement key of the agreement in its matter
 * @param version counts the saved moves, 0 before the first; guards against two people moving at once
 * @param rehearsal worthless in law
 * @param basis what the prepared document was made from
 * @param prepared the agreed text, without signatures
 * @param turns in signing order: ascending step, then as written
 * @param since when the state was reached; {@link Moved#NOW} until the move is saved
 */
public record Ceremony(
        String matter,
        String agreement,
        int version,
        boolean rehearsal,
        Basis basis,
        PreparedPdf prepared,
        List<Turn> turns,
        CeremonyState state,
        Instant since) {

    public Ceremony {
        turns = List.copyOf(turns);
    }

    /** @param signatories in signing order; each must have exactly one field in the prepared document */
    public static Moved open(
            String matter,
            String agreement,
            boolean rehearsal,
            Basis basis,
            PreparedPdf prepared,
            List<Signatory> signatories) {
        Ceremony opened = unsigned(matter, agreement, 0, rehearsal, basis, prepared, signatories);
        return Moved.by(
                opened, new CeremonyEvent.CeremonyOpened(prepared.content().digest()));
    }

    private static Ceremony unsigned(
            String matter,
            String agreement,
            int version,
            boolean rehearsal,
            Basis basis,
            PreparedPdf paper,
            List<Signatory> signatories) {
        List<Turn> turns = Turn.allOf(agreement, paper, signatories);
        return new Ceremony(matter, agreement, version, rehearsal, basis, paper, turns, new Prepared(paper), Moved.NOW);
    }

    /** The newest document: what the next person signs, or what is finished. */
    public Document paper() {
        return state.paper();
    }

    /**
     * @throws CeremonyException if the person does not sign this agreement
     */
    public Turn turn(String person) {
        return Turn.of(person, turns).orElseThrow(() -> Refusal.unknownPerson(this, person));
    }

    /**
     * Those who may be handed the document now, in signing order; empty when all have signed or the state forbids it.
     */
    public List<Turn> due() {
        return isOpen() ? Turn.due(turns) : List.of();
    }

    /** The person with whom the document lies now. */
    public Optional<Turn> holder() {
        return turns.stream().filter(turn -> turn.state().holdsDocument()).findFirst();
    }

    /** People may still sign. */
    public boolean isOpen() {
        return state instanceof Prepared || state instanceof InSigning;
    }

    public boolean anybodySigned() {
        return paper() instanceof SignedPdf || paper() instanceof SealedPdf;
    }

    /** The names of the fields signed so far, in signing order. */
    public List<String> signedFields() {
        return paper() instanceof SignedPdf signed ? signed.signed() : List.of();
    }

    public SignatureField field(String person) {
        Turn turn = turn(person);
        return prepared.fields().stream()
                .filter(field -> field.person().equals(turn.person()))
                .findFirst()
                .orElseThrow();
    }

    /** What this person's signature is to say: the office in the form that the agreed document has beside the box. */
    public SignatureRequest request(String person) {
        Turn turn = turn(person);
        SignatureField field = field(person);
        return new SignatureRequest(
                field, turn.name(), field.office(turn.name()).orElse(turn.office()), rehearsal);
    }

    // Moves

    /** A new version of the document, before the first signature only; all turns start over. */
    public Moved prepareAgain(boolean rehearsalNow, Basis newBasis, PreparedPdf newer, List<Signatory> signatories) {
        boolean begun = turns.stream().anyMatch(turn -> turn.state() == TurnState.SIGNING);
        if ((!isOpen() || anybodySigned() || begun) && !(state instanceof Cancelled)) {
            throw Refusal.unchangeable(this);
        }
        Ceremony next = unsigned(matter, agreement, version, rehearsalNow, newBasis, newer, signatories);
        return Moved.by(
                next,
                new CeremonyEvent.PreparedAgain(
                        paper().content().digest(), newer.content().digest()));
    }

    /** The person was asked to sign. */
    public Moved invite(String person) {
        Turn turn = Guard.moveable(this, person, TurnState.INVITED);
        if (turn.state() == TurnState.OPENED || turn.state() == TurnState.DECLINED) {
            throw Refusal.of(this, turn);
        }
        return Moved.by(signing(turn.in(TurnState.INVITED)), new CeremonyEvent.PersonInvited(person));
    }

    /** Hands the document to a person whose turn has come; to one person at a time. */
    public Moved openTurn(String person) {
        Turn turn = turn(person);
        Guard.signing(this);
        Optional<Turn> holder = holder();
        if (holder.isPresent() && !holder.get().person().equals(person)) {
            throw Refusal.busy(this, holder.get());
        }
        if (turn.state() == TurnState.SIGNING || !turn.state().allows(TurnState.OPENED)) {
            throw Refusal.of(this, turn);
        }
        if (!due().contains(turn)) {
            throw Refusal.notDue(this, turn);
        }
        return Moved.by(signing(turn.in(TurnState.OPENED)), new CeremonyEvent.TurnOpened(person));
    }

    /** Takes the document back from a person who has not begun to sign. */
    public Moved takeBack(String person) {
        Turn turn = Guard.moveable(this, person, TurnState.INVITED);
        Guard.state(this, turn, TurnState.OPENED);
        return Moved.by(signing(turn.in(TurnState.INVITED)), new CeremonyEvent.TurnTakenBack(person));
    }

    /** A signature is begun on the newest document; saving this move keeps the session with it. */
    public Moved begin(String person, SigningSession session) {
        Turn turn = Guard.moveable(this, person, TurnState.SIGNING);
        Guard.paper(this, session.base());
        Guard.fields(this, field(person).name(), session.signed());
        return Moved.by(signing(turn.in(TurnState.SIGNING)), new CeremonyEvent.SigningBegun(person, session));
    }

    /** Gives up a begun signature; the document still lies with the person. Saving this move drops the session. */
    public Moved abandon(String person) {
        Turn turn = turn(person);
        Guard.signing(this);
        Guard.state(this, turn, TurnState.SIGNING);
        return Moved.by(signing(turn.in(TurnState.OPENED)), new CeremonyEvent.SigningAbandoned(person));
    }

    /**
     * A signature that was checked and found good: finished from a session, or returned by the person to whom the
     * document was handed.
     *
     * @param verdict digest of the check report
     */
    public Moved recordSigned(String person, SignedPdf signed, Digest verdict) {
        return recordSigned(person, "", signed, verdict);
    }

    /**
     * @param ownField name of the field that the person's own program has added for the signature, or empty
     */
    public Moved recordSigned(String person, String ownField, SignedPdf signed, Digest verdict) {
        Turn turn = Guard.moveable(this, person, TurnState.SIGNED);
        Guard.paper(this, signed.base());
        Guard.fields(this, ownField.isEmpty() ? field(person).name() : ownField, signed.signed());
        Ceremony next = with(turn.in(TurnState.SIGNED).signedIn(ownField), new InSigning(signed));
        Digest after = signed.content().digest();
        var recorded = new CeremonyEvent.SignatureRecorded(person, signed.base(), after, verdict);
        if (!next.turns().stream().allMatch(other -> other.state().isFinished())) {
            return Moved.by(next, recorded);
        }
        return Moved.by(next.in(new AllSigned(signed)), recorded, new CeremonyEvent.EverybodySigned(after));
    }

    /** The person signs later. */
    public Moved defer(String person, LocalDateTime until) {
        Turn turn = Guard.moveable(this, person, TurnState.DEFERRED);
        return Moved.by(
                signing(turn.in(TurnState.DEFERRED).until(until)), new CeremonyEvent.TurnDeferred(person, until));
    }

    /** The person refuses to sign; the reason goes to the journal when the move is saved. */
    public Moved decline(String person) {
        Turn turn = Guard.moveable(this, person, TurnState.DECLINED);
        return Moved.by(signing(turn.in(TurnState.DECLINED)), new CeremonyEvent.TurnDeclined(person));
    }

    /** Lets a person sign who had refused: the person is asked, and those after wait for them again. */
    public Moved reconsider(String person) {
        Turn turn = Guard.declined(this, person);
        return Moved.by(signing(turn.in(TurnState.INVITED)), new CeremonyEvent.DeclineWithdrawn(person));
    }

    /**
     * Takes over devices, other ways and deadlines from newer data that give the same document.
     *
     * @param signatories as the data name them now
     * @param matterVersion of the newer data
     */
    public Moved rearrange(List<Signatory> signatories, int matterVersion) {
        Guard.signing(this);
        List<Turn> arranged =
                turns.stream().map(turn -> turn.arranged(signatories)).toList();
        Basis newer = new Basis(matterVersion, basis.draft(), basis.pages());
        return Moved.by(
                new Ceremony(matter, agreement, version, rehearsal, newer, prepared, arranged, state, since),
                new CeremonyEvent.TurnsRearranged());
    }

    /** Changes nothing in the signing: records in the journal that the spelling of a name was confirmed. */
    public Moved confirmSpelling(String person) {
        return Moved.by(this, new CeremonyEvent.SpellingConfirmed(turn(person).person()));
    }

    /** The person signs by the other way; a signature begun by the first is given up. */
    public Moved takeFallback(String person) {
        Turn turn = turn(person);
        Guard.signing(this);
        if (turn.state().isFinished() || turn.state() == TurnState.DECLINED) {
            throw Refusal.of(this, turn);
        }
        if (turn.fallback().isEmpty()) {
            throw Refusal.noFallback(this, turn);
        }
        if (turn.state() == TurnState.SIGNING) {
            return abandon(person).then(given -> given.takeFallback(person));
        }
        return Moved.by(with(turn.byFallback(), state), new CeremonyEvent.FallbackTaken(person));
    }

    /**
     * Lets another person sign in this person's place. The text names who signs, so it is a new version of the
     * document: who has signed the old one signs again.
     *
     * @param signatories as they are now, in signing order
     */
    public Moved replace(
            String person, boolean rehearsalNow, Basis newBasis, PreparedPdf newer, List<Signatory> signatories) {
        requireReplaceable(person);
        Moved replaced = Moved.by(this, new CeremonyEvent.PersonReplaced(person));
        if (anybodySigned()) {
            replaced = replaced.then(signed -> signed.cancel(""));
        }
        return replaced.then(next -> next.prepareAgain(rehearsalNow, newBasis, newer, signatories));
    }

    /**
     * To be asked before anything is done for a replacement.
     *
     * @throws CeremonyException if the signing has ended or the person's turn is finished
     */
    public void requireReplaceable(String person) {
        Turn turn = turn(person);
        Guard.signing(this);
        if (turn.state().isFinished()) {
            throw Refusal.of(this, turn);
        }
    }

    public Moved seal(SealedPdf sealed) {
        if (!(state instanceof AllSigned)) {
            throw Refusal.of(this);
        }
        Guard.paper(this, sealed.base());
        return Moved.by(
                in(new Sealed(sealed)),
                new CeremonyEvent.SealAdded(sealed.base(), sealed.content().digest()));
    }

    /**
     * The sealed document was found valid.
     *
     * @param verdict digest of the check report
     */
    public Moved checked(Digest verdict) {
        if (!(state instanceof Sealed sealed)) {
            throw Refusal.of(this);
        }
        return Moved.by(in(new Checked(sealed.paper(), verdict)), new CeremonyEvent.SealChecked(verdict));
    }

    /**
     * A newer seal over the whole, before the evidence grew weak; nothing else changes.
     *
     * @param verdict digest of the check report of the newly sealed document
     */
    public Moved renew(SealedPdf newer, Digest verdict) {
        CeremonyState next;
        if (state instanceof Checked) {
            next = new Checked(newer, verdict);
        } else if (state instanceof Closed) {
            next = new Closed(newer, verdict);
        } else {
            throw Refusal.of(this);
        }
        Guard.paper(this, newer.base());
        return Moved.by(
                in(next),
                new CeremonyEvent.SealRenewed(newer.base(), newer.content().digest(), verdict));
    }

    /** Everybody has their copy. */
    public Moved close() {
        if (!(state instanceof Checked checked)) {
            throw Refusal.of(this);
        }
        return Moved.by(in(new Closed(checked.paper(), checked.verdict())), new CeremonyEvent.CeremonyClosed());
    }

    /** Ends the ceremony. Once everybody has signed, the agreement is concluded and cannot be cancelled here. */
    public Moved cancel(String reason) {
        Guard.signing(this);
        for (Turn turn : turns) {
            if (turn.state() == TurnState.SIGNING) {
                return abandon(turn.person()).then(given -> given.cancel(reason));
            }
        }
        return Moved.by(in(new Cancelled(paper(), reason)), new CeremonyEvent.CeremonyCancelled());
    }

    private Ceremony signing(Turn changed) {
        return with(changed, new InSigning(paper()));
    }

    private Ceremony with(Turn changed, CeremonyState next) {
        List<Turn> all = changed.in(turns);
        return new Ceremony(matter, agreement, version, rehearsal, basis, prepared, all, next, sinceOf(next));
    }

    private Ceremony in(CeremonyState next) {
        return new Ceremony(matter, agreement, version, rehearsal, basis, prepared, turns, next, sinceOf(next));
    }

    private Instant sinceOf(CeremonyState next) {
        return next.word().equals(state.word()) ? since : Moved.NOW;
    }

    /** As saved: with a new version and the time of saving where a move has left it open. */
    Ceremony saved(Instant at) {
        return new Ceremony(
                matter,
                agreement,
                version + 1,
                rehearsal,
                basis,
                prepared,
                turns.stream().map(turn -> turn.stamped(at)).toList(),
                state,
                since.equals(Moved.NOW) ? at : since);
    }
}
