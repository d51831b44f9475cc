package federzug.pipeline.signing;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.pipeline.signing.TurnDesk.Switched;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.signing.Devices;
import federzug.signing.SigningDevice;
import federzug.signing.SigningSession;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a person signs: sees what is signed, signs with a device, and the document goes to the next one. */
@Component
public class SigningDesk {
    private final TurnLookup lookup;
    private final TurnDesk turns;
    private final SignatureSteps steps;
    private final Devices devices;
    private final OutFolder out;
    private final NextTurn next;

    SigningDesk(
            TurnLookup lookup, TurnDesk turns, SignatureSteps steps, Devices devices, OutFolder out, NextTurn next) {
        this.lookup = lookup;
        this.turns = turns;
        this.steps = steps;
        this.devices = devices;
        this.out = out;
        this.next = next;
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

    /** Switches a person to the other way of signing before they sign, as {@link TurnDesk#switchOver} does. */
    public Switched takeFallback(
            Acting acting, String matter, @Nullable String agreement, String person, Progress progress) {
        return turns.switchOver(acting, new Whose(matter, agreement, person), "", progress);
    }

    /**
     * @param agreement may be null if the matter has only one
     * @param device null: the one named in the data
     */
    public Reading show(String matter, @Nullable String agreement, String person, @Nullable String device) {
        StoredMatter stored = lookup.stored(matter);
        Ceremony ceremony = lookup.ceremony(matter, agreement);
        Turn turn = ceremony.turn(person);
        Content paper = ceremony.paper().content();
        Path file = out.write(stored, ResultNames.current(stored.matter(), ceremony), paper, Progress.SILENT);
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
     * Signs what was shown with a device at this machine, and hands the document to the next person: both halves.
     *
     * @throws PipelineException if the document has changed since it was shown
     */
    public MatterStatus sign(Acting acting, Reading reading, PinPrompt pin, Progress progress) {
        StoredMatter stored = lookup.stored(reading.matter());
        Ceremony ceremony = unchanged(reading);
        working(stored, ceremony, reading.person(), progress);
        try (SigningDevice device = devices.open(reading.device(), new PromptedSecrets(pin))) {
            steps.sign(acting, stored, ceremony, reading.person(), device, progress);
        }
        return next.handOut(acting, reading.matter(), progress);
    }

    /**
     * The first half of a signature whose key is not at this machine: reserves its place in the document.
     *
     * @param certificateChain DER, the signatory's first
     * @return what has to be signed; kept, so that it can be completed after a restart
     * @throws PipelineException if the document has changed since it was shown, or the certificate is of no use here
     */
    public SigningSession begin(Acting acting, Reading reading, List<byte[]> certificateChain, Progress progress) {
        StoredMatter stored = lookup.stored(reading.matter());
        return steps.begin(
                acting, stored, unchanged(reading), reading.person(), reading.device(), certificateChain, progress);
    }

    /**
     * The second half: checks and records the signature, and hands the document to the next person.
     *
     * @param value as it goes into CMS SignerInfo
     * @throws PipelineException if the signature is no longer the one that was begun, or is not valid
     */
    public MatterStatus complete(
            Acting acting, Reading reading, SigningSession session, byte[] value, Progress progress) {
        StoredMatter stored = lookup.stored(reading.matter());
        Ceremony current = unchanged(reading);
        steps.requireBegun(current, session);
        steps.complete(acting, stored, current, reading.person(), value, progress);
        return next.handOut(acting, reading.matter(), progress);
    }

    /**
     * The ceremony as it was when its document was shown.
     *
     * @throws PipelineException if the document has changed since
     */
    Ceremony unchanged(Reading reading) {
        Ceremony ceremony = lookup.ceremony(reading.matter(), reading.agreement());
        if (!ceremony.paper().content().digest().equals(reading.digest())) {
            throw PipelineException.refused("pipeline.sign.changed", Place.NOWHERE, reading.matter());
        }
        return ceremony;
    }

    static void working(StoredMatter stored, Ceremony ceremony, String person, Progress progress) {
        progress.working(Notice.note(
                "pipeline.sign.working",
                Place.file(stored.matter().id()),
                ceremony.turn(person).name()));
    }
}
