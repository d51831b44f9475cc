package federzug.pipeline.signing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Moved;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.document.Digest;
import federzug.drafting.NegotiatedDraft;
import federzug.drafting.NegotiatedWording;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.preparing.Preparation;
import federzug.pipeline.preparing.RehearsalDevices;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.signing.Devices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Replaces a person by a deputy. The text names who signs, so there is a new version of it, and who has signed signs
 * again.
 */
@Component
public class Replacing {
    private static final String RETURNED = "rueckgabe";

    private final TurnLookup lookup;
    private final Matters matters;
    private final NegotiatedWording wording;
    private final Preparation preparation;
    private final Devices devices;
    private final RehearsalDevices rehearsal;
    private final ReplacementRecording recording;
    private final NextTurn next;

    Replacing(
            TurnLookup lookup,
            Matters matters,
            NegotiatedWording wording,
            Preparation preparation,
            Devices devices,
            RehearsalDevices rehearsal,
            ReplacementRecording recording,
            NextTurn next) {
        this.lookup = lookup;
        this.matters = matters;
        this.wording = wording;
        this.preparation = preparation;
        this.devices = devices;
        this.rehearsal = rehearsal;
        this.recording = recording;
        this.next = next;
    }

    /**
     * What a replacement touches, before anything is done.
     *
     * @param signAgain names of those whose signatures are lost for the agreement
     * @param inviteAgain names of those who were asked to sign the old version
     * @param draft the parties' wording with the deputy; null: the wording in force with what the deputy changes in it
     */
    public record Effect(
            Whose whose,
            String leaving,
            String deputy,
            String office,
            String device,
            List<String> signAgain,
            List<String> inviteAgain,
            @Nullable Path draft) {
        /** Digest of what was shown; a confirmation holds for exactly this. */
        public Digest shown() {
            String all = String.join(
                    "\n",
                    whose.matter(),
                    String.valueOf(whose.agreement()),
                    whose.person(),
                    leaving,
                    deputy,
                    office,
                    device,
                    signAgain.toString(),
                    inviteAgain.toString());
            return Digest.of(all.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Among whom and what can be chosen.
     *
     * @param leaving name of the person to be replaced
     * @param deputies persons of the data who do not sign this agreement: name and office by key
     * @param devices means of signing; the first one is a copy that comes back signed
     */
    public record Choice(Whose whose, String leaving, Map<String, String> deputies, List<String> devices) {}

    /** @throws PipelineException if this person cannot be replaced any more */
    public Choice choice(Whose whose) {
        Ceremony ceremony = lookup.ceremony(whose.matter(), whose.agreement());
        ceremony.requireReplaceable(whose.person());
        StoredMatter stored = lookup.stored(whose.matter());
        Map<String, String> deputies = new LinkedHashMap<>();
        stored.matter().persons().stream()
                .filter(person -> signatory(stored.matter(), ceremony.agreement(), person.key())
                        .isEmpty())
                .forEach(person -> deputies.put(person.key(), person.nameWithTitle() + ", " + person.officeInFull()));
        List<String> means = Stream.concat(
                        Stream.of(RETURNED),
                        devices.names().stream()
                                .filter(name -> !name.equals(RETURNED))
                                .filter(name -> stored.rehearsal() || !isExample(name)))
                .toList();
        return new Choice(
                new Whose(whose.matter(), ceremony.agreement(), whose.person()),
                ceremony.turn(whose.person()).name(),
                deputies,
                means);
    }

    private boolean isExample(String device) {
        try {
            return devices.facts(device).example();
        } catch (NoticedException e) {
            return false; // told when it is chosen
        }
    }

    /**
     * The effect that a person has seen and agreed to.
     *
     * @param seen {@link Effect#shown()} of what they saw
     * @throws PipelineException if it is another one meanwhile: nothing is done then
     */
    public Effect agreed(Whose whose, String by, @Nullable String device, Digest seen) {
        Effect effect = show(whose, by, device, null);
        if (!effect.shown().equals(seen)) {
            throw PipelineException.refused("pipeline.turn.effect-changed", Place.NOWHERE);
        }
        return effect;
    }

    /**
     * @param by key of the deputy in the matter's data
     * @param device null: the file comes back signed
     * @param draft a Word file, or null
     */
    public Effect show(Whose whose, String by, @Nullable String device, @Nullable Path draft) {
        Ceremony ceremony = lookup.ceremony(whose.matter(), whose.agreement());
        ceremony.requireReplaceable(whose.person());
        Turn turn = ceremony.turn(whose.person());
        String chosen = device == null ? RETURNED : device;
        StoredMatter stored = lookup.stored(whose.matter());
        rehearsal.require(stored.matter(), by);
        if (devices.facts(chosen).example() && !stored.rehearsal()) {
            throw PipelineException.refused("pipeline.turn.example-fallback", Place.NOWHERE, chosen);
        }
        Matter changed = changed(stored, ceremony, whose, by, chosen);
        Signatory deputy = signatory(changed, ceremony.agreement(), by).orElseThrow();
        wording.replacing(stored.matter(), changed, ceremony.agreement(), draft);
        return new Effect(
                new Whose(whose.matter(), ceremony.agreement(), whose.person()),
                turn.name(),
                deputy.person().nameWithTitle(),
                deputy.person().officeInFull(),
                chosen,
                names(ceremony, List.of(TurnState.SIGNED)),
                names(ceremony, List.of(TurnState.INVITED, TurnState.OPENED, TurnState.SIGNING)),
                draft);
    }

    /** Does what was shown and hands the new version out. Called again after a kill, it finishes. */
    public MatterStatus replace(Acting acting, Effect effect, String by, String reason, Progress progress) {
        Whose whose = effect.whose();
        StoredMatter stored = lookup.stored(whose.matter());
        Ceremony ceremony = lookup.ceremony(whose.matter(), whose.agreement());
        ceremony.requireReplaceable(whose.person());
        Matter changed = changed(stored, ceremony, whose, by, effect.device());
        // The new version is made before anything is changed: a fault in it leaves everything as it was.
        StoredMatter newer = new StoredMatter(changed, stored.version() + 1, stored.rehearsal(), stored.out());
        Agreement agreement = changed.agreement(ceremony.agreement()).orElseThrow();
        Optional<NegotiatedDraft> negotiated =
                wording.replacing(stored.matter(), changed, ceremony.agreement(), effect.draft());
        Preparation.Made made = negotiated.isPresent()
                ? preparation.make(newer, agreement.key(), negotiated.get().draft(), progress)
                : preparation.make(newer, agreement, CheckedDrafts.NONE, progress);
        Function<Ceremony, Moved> move = free -> free.replace(
                whose.person(),
                newer.rehearsal(),
                made.basis(newer.version()),
                made.prepared(),
                agreement.signatories());
        boolean begun = !ceremony.anybodySigned()
                && ceremony.turns().stream().anyMatch(turn -> turn.state() == TurnState.SIGNING);
        Moved replaced = begun
                ? ceremony.abandon(ceremony.holder().orElseThrow().person()).then(move)
                : move.apply(ceremony);
        Acting because = acting.because(by + (reason.isBlank() ? "" : ": " + reason));
        StoredMatter accepted = recording.record(because, stored, changed, replaced, negotiated);
        preparation.prepare(acting, accepted, CheckedDrafts.NONE, progress);
        progress.changed(Notice.note(
                "pipeline.turn.replaced",
                Place.file(whose.matter()),
                effect.deputy(),
                effect.office(),
                effect.leaving()));
        return next.tellAndHandOut(acting, whose.matter(), progress);
    }

    /** After a kill the data may hold the change already. */
    private Matter changed(StoredMatter stored, Ceremony ceremony, Whose whose, String by, String device) {
        boolean done = signatory(stored.matter(), ceremony.agreement(), by).isPresent()
                && signatory(stored.matter(), ceremony.agreement(), whose.person())
                        .isEmpty();
        return done
                ? stored.matter()
                : matters.replacing(whose.matter(), ceremony.agreement(), whose.person(), new Matters.By(by, device));
    }

    private static Optional<Signatory> signatory(Matter matter, String agreement, String person) {
        return matter.agreement(agreement).stream()
                .flatMap(one -> one.signatories().stream())
                .filter(one -> one.person().key().equals(person))
                .findFirst();
    }

    private static List<String> names(Ceremony ceremony, List<TurnState> states) {
        return ceremony.turns().stream()
                .filter(turn -> states.contains(turn.state()))
                .map(Turn::name)
                .toList();
    }
}
