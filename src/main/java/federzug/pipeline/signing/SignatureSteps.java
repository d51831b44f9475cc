package federzug.pipeline.signing;

import federzug.agreement.Matter;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Moved;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.document.Digest;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.checking.SignatureVerdicts;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.signing.Signing;
import federzug.signing.SigningDevice;
import federzug.signing.SigningSession;
import federzug.verification.SignerFacts;
import federzug.verification.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The two steps of one signature. It is recorded only after its check: begin, complete, verify, record; a kill between
 * any two of these leaves a turn that can be finished. Each act is journaled under the signatory's own key.
 */
@Component
class SignatureSteps {
    private final Ceremonies ceremonies;
    private final BegunSignatures begun;
    private final Signing signing;
    private final SignatureVerdicts verdicts;
    private final OutFolder out;
    private final Clock clock;

    SignatureSteps(
            Ceremonies ceremonies,
            BegunSignatures begun,
            Signing signing,
            SignatureVerdicts verdicts,
            OutFolder out,
            Clock clock) {
        this.ceremonies = ceremonies;
        this.begun = begun;
        this.signing = signing;
        this.verdicts = verdicts;
        this.out = out;
        this.clock = clock;
    }

    /** Begins a signature, has the device sign, and completes it. */
    Ceremony sign(
            Acting acting,
            StoredMatter stored,
            Ceremony ceremony,
            String person,
            SigningDevice device,
            Progress progress) {
        Ceremony current = begin(acting, stored, ceremony, person, device, progress);
        SigningSession session = session(current);
        byte[] value = device.sign(session.toBeSigned(), session.prepared().name());
        return complete(acting, stored, current, person, value, progress);
    }

    /**
     * Begins a signature, or continues the one that was interrupted; what it signs is kept with the ceremony.
     *
     * @param device of which only certificates, algorithm and picture are asked
     */
    Ceremony begin(
            Acting acting,
            StoredMatter stored,
            Ceremony ceremony,
            String person,
            SigningDevice device,
            Progress progress) {
        boolean qualified = requireSuitable(stored.matter(), ceremony, person, device);
        signing.remarks(device).forEach(progress::changed);
        return begin(
                acting.inTheNameOf(person),
                begun.withoutExpired(acting, ceremony, progress),
                person,
                device,
                qualified);
    }

    /** As {@link #begin(Acting, StoredMatter, Ceremony, String, SigningDevice, Progress)}, with a key somewhere else. */
    SigningSession begin(
            Acting acting,
            StoredMatter stored,
            Ceremony ceremony,
            String person,
            String device,
            List<byte[]> certificateChain,
            Progress progress) {
        return session(
                begin(acting, stored, ceremony, person, signing.keyElsewhere(device, certificateChain), progress));
    }

    /**
     * @throws PipelineException if another signature has been begun since, or this one has been given up
     */
    void requireBegun(Ceremony current, SigningSession session) {
        if (!Arrays.equals(session(current).toBeSigned(), session.toBeSigned())) {
            throw refused("pipeline.sign.no-session", current.matter());
        }
    }

    SigningSession session(Ceremony current) {
        return ceremonies
                .session(current.matter(), current.agreement())
                .orElseThrow(() -> refused("pipeline.sign.no-session", current.matter()));
    }

    /** Completes a begun signature with its value; it is recorded only after its check. */
    Ceremony complete(
            Acting acting, StoredMatter stored, Ceremony current, String person, byte[] value, Progress progress) {
        Acting signing = acting.inTheNameOf(person);
        Place place = Place.file(stored.matter().id());
        Turn turn = current.turn(person);
        SigningSession session = session(current);
        SignedPdf candidate = staysOpen(turn, place, () -> this.signing.complete(session, value));
        Digest verdict = requireValid(signing, stored.matter(), current, person, candidate);
        Ceremony signed = ceremonies.save(current.recordSigned(person, candidate, verdict), signing, clock.instant());
        progress.changed(Notice.note("pipeline.sign.done", place, turn.name(), turn.office()));
        out.write(
                stored,
                ResultNames.current(stored.matter(), signed),
                signed.paper().content(),
                progress);
        return signed;
    }

    /** An error between the value and the finished document leaves the turn as it is, and is reported. */
    private static SignedPdf staysOpen(Turn turn, Place place, Supplier<SignedPdf> work) {
        try {
            return work.get();
        } catch (NoticedException e) {
            List<Notice> notices = new ArrayList<>(e.notices());
            notices.add(Notice.note("pipeline.sign.stays-open", place, turn.name()));
            throw new PipelineException(e.kind(), notices).causedBy(e);
        }
    }

    /**
     * Refuses a certificate that is known to be useless, before anything is signed or written down.
     *
     * @return whether the trusted lists say now that the signature will be a qualified one
     */
    private boolean requireSuitable(Matter matter, Ceremony ceremony, String person, SigningDevice device) {
        if (ceremony.rehearsal() && !signing.isExample(device)) {
            throw refused("pipeline.sign.real-key", matter.id(), device.name());
        }
        Optional<SignerFacts> known = verdicts.signer(matter, ceremony, person, device.certificateChain());
        List<Notice> faults = known.map(SignerFacts::faults).orElse(List.of());
        if (!faults.isEmpty()) {
            throw new PipelineException(Kind.INPUT, faults);
        }
        return known.map(SignerFacts::isKnownToBeQualified).orElse(false);
    }

    /**
     * Begins the signature, or continues the one that a kill has interrupted if the same certificate is used. All of it
     * is one commit: a signature that cannot be begun leaves the turn as it was.
     */
    private Ceremony begin(Acting acting, Ceremony ceremony, String person, SigningDevice device, boolean qualified) {
        List<Function<Ceremony, Moved>> moves = new ArrayList<>();
        TurnState state = ceremony.turn(person).state();
        if (state == TurnState.SIGNING) {
            Optional<SigningSession> left = ceremonies.session(ceremony.matter(), ceremony.agreement());
            if (left.isPresent() && sameCertificate(left.get(), device)) {
                return ceremony;
            }
            moves.add(current -> current.abandon(person));
        } else if (state != TurnState.OPENED) {
            moves.add(current -> current.openTurn(person));
        }
        moves.add(current ->
                current.begin(person, signing.begin(current.paper(), current.request(person), device, qualified)));
        Moved moved = moves.get(0).apply(ceremony);
        for (Function<Ceremony, Moved> move : moves.subList(1, moves.size())) {
            moved = moved.then(move);
        }
        return ceremonies.save(moved, acting, clock.instant());
    }

    private static boolean sameCertificate(SigningSession session, SigningDevice device) {
        return Arrays.equals(
                session.certificateChain().get(0), device.certificateChain().get(0));
    }

    private Digest requireValid(Acting acting, Matter matter, Ceremony ceremony, String person, SignedPdf candidate) {
        Verdict verdict = verdicts.after(matter, ceremony, person, "", candidate);
        Digest kept = verdicts.keep(matter, verdict, "pruefung-" + person + ".json");
        if (!verdict.isValid()) {
            ceremonies.save(ceremony.abandon(person), acting, clock.instant());
            List<Notice> notices = new ArrayList<>();
            notices.add(Notice.error(
                    "pipeline.sign.not-valid",
                    Place.file(matter.id()),
                    ceremony.turn(person).name()));
            verdict.examination().findings().forEach(finding -> notices.add(finding.notice()));
            throw new PipelineException(Kind.FAILURE, notices);
        }
        return kept;
    }

    private static PipelineException refused(String code, Object... arguments) {
        return PipelineException.refused(code, Place.NOWHERE, arguments);
    }
}
