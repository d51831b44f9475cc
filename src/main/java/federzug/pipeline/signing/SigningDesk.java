package federzug.pipeline.signing;

import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.checking.Expectations;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.pipeline.preparing.RehearsalDevices;
import federzug.signing.Devices;
import federzug.signing.Signing;
import federzug.signing.SigningDevice;
import federzug.signing.SigningSession;
import federzug.verification.Report;
import federzug.verification.Verdict;
import federzug.verification.Verification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where a person signs. A signature is recorded only after its check: begin, sign, complete, verify, record; a kill
 * between any two of these leaves a turn that can be finished.
 */
@Component
public class SigningDesk {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final BegunSignatures begun;
    private final Signing signing;
    private final Devices devices;
    private final RehearsalDevices rehearsal;
    private final Verification verification;
    private final Expectations expectations;
    private final DocumentStore store;
    private final OutFolder out;
    private final Clock clock;

    SigningDesk(
            Matters matters,
            Ceremonies ceremonies,
            BegunSignatures begun,
            Signing signing,
            Devices devices,
            RehearsalDevices rehearsal,
            Verification verification,
            Expectations expectations,
            DocumentStore store,
            OutFolder out,
            Clock clock) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.begun = begun;
        this.signing = signing;
        this.devices = devices;
        this.rehearsal = rehearsal;
        this.verification = verification;
        this.expectations = expectations;
        this.store = store;
        this.out = out;
        this.clock = clock;
    }

    /** Asks a person for the PIN of a device; the array is wiped after use. */
    @FunctionalInterface
    public interface PinPrompt {
        char[] ask(String device);

        /** Asks for something else, for example a one-time password; empty without an answer. */
        default char[] ask(Notice question) {
            return new char[0];
        }

        /** Says what to do before the next question. */
        default void tell(Notice what) {}
    }

    /**
     * What a person sees before anything is signed.
     *
     * @param file the document in the out folder
     * @param digest of exactly the bytes that are going to be signed
     */
    public record Reading(
            String matter,
            String agreement,
            String person,
            String signatory,
            String device,
            Path file,
            Digest digest,
            int pages) {}

    /**
     * @param agreement may be null if the matter has only one
     * @param device null: the one named in the data
     */
    public Reading show(String matter, @Nullable String agreement, String person, @Nullable String device) {
        StoredMatter stored = stored(matter);
        Ceremony ceremony = ceremony(stored, agreement);
        Turn turn = ceremony.turn(person);
        Content paper = ceremony.paper().content();
        Path file = out.write(stored, currentName(stored, ceremony), paper, Progress.SILENT);
        String chosen = device == null ? turn.device() : device;
        return new Reading(
                matter,
                ceremony.agreement(),
                person,
                turn.name(),
                chosen,
                file,
                paper.digest(),
                ceremony.basis().pages());
    }

    /**
     * Signs what was shown.
     *
     * @throws PipelineException if the document has changed since it was shown
     */
    public void sign(Acting acting, Reading reading, PinPrompt pin, Progress progress) {
        StoredMatter stored = stored(reading.matter());
        Ceremony ceremony = unchanged(reading);
        working(stored, ceremony, reading.person(), progress);
        try (SigningDevice device = devices.open(reading.device(), new PromptedSecrets(pin))) {
            sign(acting, stored, ceremony, reading.person(), device, progress);
        }
    }

    /**
     * The ceremony as it was when its document was shown.
     *
     * @throws PipelineException if the document has changed since
     */
    Ceremony unchanged(Reading reading) {
        Ceremony ceremony = ceremony(stored(reading.matter()), reading.agreement());
        if (!ceremony.paper().content().digest().equals(reading.digest())) {
            throw refuse("pipeline.sign.changed", reading.matter());
        }
        return ceremony;
    }

    /** Rehearsals only: signs every turn that has an example key, in order. A QES needs its holder's sole control. */
    public void signAll(Acting acting, StoredMatter stored, Progress progress) {
        if (!stored.rehearsal()) {
            return;
        }
        for (Ceremony opened : ceremonies.ofMatter(stored.matter().id())) {
            try (UnlockedDevices unlocked = new UnlockedDevices(devices)) {
                // A wrong PIN of the third signatory is reported before the first has signed.
                opened.turns().stream()
                        .filter(turn -> opened.isOpen() && !turn.state().equals(TurnState.SIGNED))
                        .flatMap(turn -> byItself(stored, turn).stream())
                        .forEach(unlocked::unlock);
                Ceremony ceremony = opened;
                Optional<Turn> next = nextByItself(stored, ceremony);
                while (next.isPresent()) {
                    Turn turn = next.get();
                    working(stored, ceremony, turn.person(), progress);
                    try (UnlockedDevices.Lent device =
                            unlocked.lend(byItself(stored, turn).orElseThrow())) {
                        ceremony = sign(acting, stored, ceremony, turn.person(), device.device(), progress);
                    }
                    next = nextByItself(stored, ceremony);
                }
            }
        }
    }

    private Optional<Turn> nextByItself(StoredMatter stored, Ceremony ceremony) {
        return ceremony.due().stream()
                .filter(turn -> turn.state() != TurnState.DEFERRED)
                .filter(turn -> byItself(stored, turn).isPresent())
                .findFirst();
    }

    private Optional<String> byItself(StoredMatter stored, Turn turn) {
        return rehearsal.byItself(stored, turn.person(), turn.device());
    }

    private static void working(StoredMatter stored, Ceremony ceremony, String person, Progress progress) {
        progress.working(Notice.note(
                "pipeline.sign.working",
                Place.file(stored.matter().id()),
                ceremony.turn(person).name()));
    }

    private Ceremony sign(
            Acting acting,
            StoredMatter stored,
            Ceremony ceremony,
            String person,
            SigningDevice device,
            Progress progress) {
        Ceremony current = begin(acting, stored, ceremony, person, device, progress);
        SigningSession session = session(current);
        byte[] value = device.sign(session.toBeSigned(), session.prepared().name());
        return finish(acting, stored, current, person, value, progress);
    }

    /** Begins a signature, or takes up the one that was left behind; what it signs is kept with the ceremony. */
    Ceremony begin(
            Acting acting,
            StoredMatter stored,
            Ceremony ceremony,
            String person,
            SigningDevice device,
            Progress progress) {
        requireSuitable(stored.matter(), ceremony, person, device);
        signing.remarks(device).forEach(progress::changed);
        return begin(acting.inTheNameOf(person), begun.withoutExpired(acting, ceremony, progress), person, device);
    }

    SigningSession session(Ceremony current) {
        return ceremonies
                .session(current.matter(), current.agreement())
                .orElseThrow(() -> refuse("pipeline.sign.no-session", current.matter()));
    }

    /** Completes a begun signature with its value; it is recorded only after its check. */
    Ceremony finish(
            Acting acting, StoredMatter stored, Ceremony current, String person, byte[] value, Progress progress) {
        Place place = Place.file(stored.matter().id());
        Turn turn = current.turn(person);
        SigningSession session = session(current);
        SignedPdf candidate = staysOpen(turn, place, () -> signing.complete(session, value));
        Digest verdict = requireValid(acting.inTheNameOf(person), stored.matter(), current, person, candidate);
        Ceremony signed = ceremonies.save(
                current.recordSigned(person, candidate, verdict), acting.inTheNameOf(person), clock.instant());
        progress.changed(Notice.note("pipeline.sign.done", place, turn.name(), turn.office()));
        out.write(stored, currentName(stored, signed), signed.paper().content(), progress);
        return signed;
    }

    /** What fails on the way from the value to the finished document leaves the turn as it is, and says so. */
    private static SignedPdf staysOpen(Turn turn, Place place, Supplier<SignedPdf> work) {
        try {
            return work.get();
        } catch (NoticedException e) {
            List<Notice> notices = new ArrayList<>(e.notices());
            notices.add(Notice.note("pipeline.sign.stays-open", place, turn.name()));
            throw new PipelineException(e.kind(), notices, e);
        }
    }

    /** A certificate that is known to be useless is refused before anything is signed or written down. */
    private void requireSuitable(Matter matter, Ceremony ceremony, String person, SigningDevice device) {
        if (ceremony.rehearsal() && !signing.isExample(device)) {
            throw refuse("pipeline.sign.real-key", matter.id(), device.name());
        }
        List<Notice> faults = expectations
                .signer(matter, ceremony, person)
                .map(signer -> verification.beforeSigning(device.certificateChain(), signer, ceremony.rehearsal()))
                .orElse(List.of());
        if (!faults.isEmpty()) {
            throw new PipelineException(Kind.INPUT, faults, null);
        }
    }

    /** Begins the signature, or takes up the one that a kill has left behind if the same certificate is used. */
    private Ceremony begin(Acting acting, Ceremony ceremony, String person, SigningDevice device) {
        Ceremony current = ceremony;
        if (current.turn(person).state() == TurnState.SIGNING) {
            Optional<SigningSession> left = ceremonies.session(current.matter(), current.agreement());
            if (left.isPresent() && sameCertificate(left.get(), device)) {
                return current;
            }
            current = ceremonies.save(current.abandon(person), acting, clock.instant());
        }
        if (current.turn(person).state() != TurnState.OPENED) {
            current = ceremonies.save(current.openTurn(person), acting, clock.instant());
        }
        SigningSession session = signing.begin(current.paper(), current.request(person), device);
        return ceremonies.save(current.begin(person, session), acting, clock.instant());
    }

    private static boolean sameCertificate(SigningSession session, SigningDevice device) {
        return Arrays.equals(
                session.certificateChain().get(0), device.certificateChain().get(0));
    }

    private Digest requireValid(Acting acting, Matter matter, Ceremony ceremony, String person, SignedPdf candidate) {
        Verdict verdict = verification.verify(candidate, expectations.after(matter, ceremony, person), null);
        String json = new Report(verdict, matter.id(), Expectations.fileReference(matter))
                .json(Texts.german(), clock.getZone());
        Content kept = store.put("pruefung-" + person + ".json", json.getBytes(StandardCharsets.UTF_8));
        if (!verdict.isValid()) {
            ceremonies.save(ceremony.abandon(person), acting, clock.instant());
            List<Notice> notices = new ArrayList<>();
            notices.add(Notice.error(
                    "pipeline.sign.not-valid",
                    Place.file(matter.id()),
                    ceremony.turn(person).name()));
            verdict.examination().findings().forEach(finding -> notices.add(finding.notice()));
            throw new PipelineException(Kind.FAILURE, notices, null);
        }
        return kept.digest();
    }

    static String currentName(StoredMatter stored, Ceremony ceremony) {
        return ceremony.anybodySigned()
                ? ResultNames.signed(stored.matter(), ceremony.agreement())
                : ResultNames.agreement(stored.matter(), ceremony.agreement()) + ".pdf";
    }

    StoredMatter stored(String matter) {
        return matters.find(matter).orElseThrow(() -> refuse("pipeline.matter.unknown", matter));
    }

    private Ceremony ceremony(StoredMatter stored, @Nullable String agreement) {
        List<Ceremony> all = ceremonies.ofMatter(stored.matter().id());
        if (agreement == null && all.size() == 1) {
            return all.get(0);
        }
        List<String> keys = all.stream().map(Ceremony::agreement).toList();
        return all.stream()
                .filter(one -> one.agreement().equals(agreement))
                .findFirst()
                .orElseThrow(
                        () -> refuse("pipeline.agreement.which", stored.matter().id(), String.join(", ", keys)));
    }

    private static PipelineException refuse(String code, Object... arguments) {
        return new PipelineException(Kind.INPUT, Notice.error(code, Place.NOWHERE, arguments), null);
    }
}
