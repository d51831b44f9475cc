package federzug.pipeline.signing;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Moved;
import federzug.ceremony.ParkedCopy;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.delivery.MailFile;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.checking.Expectations;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.pipeline.signing.ReturnMatch.Found;
import federzug.signing.Signing;
import federzug.verification.Expected;
import federzug.verification.Finding;
import federzug.verification.Report;
import federzug.verification.Verdict;
import federzug.verification.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes back copies that were signed elsewhere. A copy is known by its content and counts only if it is the document
 * that was handed out plus exactly the signature of the person whose turn it is.
 */
@Component
public class ReturnDesk {
    private static final int LARGEST = 64 << 20;
    private static final String NO_TIME = "verification.signature.without-timestamp";

    private final Matters matters;
    private final Ceremonies ceremonies;
    private final BegunSignatures begun;
    private final Signing signing;
    private final Verification verification;
    private final Expectations expectations;
    private final ReturnMatch match;
    private final Rehearsing rehearsing;
    private final CopyConformance conformance;
    private final ReturnParking parking;
    private final DocumentStore store;
    private final OutFolder out;
    private final Clock clock;

    ReturnDesk(
            Matters matters,
            Ceremonies ceremonies,
            BegunSignatures begun,
            Signing signing,
            Verification verification,
            Expectations expectations,
            ReturnMatch match,
            Rehearsing rehearsing,
            CopyConformance conformance,
            ReturnParking parking,
            DocumentStore store,
            OutFolder out,
            Clock clock) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.begun = begun;
        this.signing = signing;
        this.verification = verification;
        this.expectations = expectations;
        this.match = match;
        this.rehearsing = rehearsing;
        this.conformance = conformance;
        this.parking = parking;
        this.store = store;
        this.out = out;
        this.clock = clock;
    }

    /**
     * What became of one file.
     *
     * @param matter it belongs to, empty if unknown or if it is only a rehearsal's sheet
     * @param accepted whether a signature was taken over, now or before
     * @param notices why not, or what was done
     */
    public record Taken(Path file, String matter, boolean accepted, List<Notice> notices) {
        public Taken {
            notices = List.copyOf(notices);
        }

        /** Kept, and judged later: for now nobody has to do anything. */
        public boolean isParked() {
            return notices.stream().anyMatch(notice -> notice.code().equals(ReturnParking.PARKED));
        }
    }

    /**
     * @param matter null: found by content
     * @return one entry for each file; a bad file does not keep the others from being taken
     */
    public List<Taken> take(Acting acting, @Nullable String matter, List<Path> files, Progress progress) {
        if (matter != null) {
            stored(matter);
        }
        List<Taken> all = new ArrayList<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            progress.working(Notice.note("pipeline.return.working", Place.NOWHERE, name));
            try {
                all.add(take(acting, matter, file, name, progress));
            } catch (NoticedException e) {
                all.add(new Taken(file, matter == null ? "" : matter, false, placed(e.notices(), name)));
            }
        }
        return all;
    }

    private Taken take(Acting acting, @Nullable String matter, Path file, String name, Progress progress) {
        byte[] bytes = read(file, name);
        if (!MailFile.isContainer(bytes)) {
            return takeCopy(acting, matter, file, name, bytes, progress);
        }
        List<MailFile.Attached> attached = MailFile.pdfs(bytes);
        if (attached.isEmpty()) {
            throw refuse("pipeline.return.mail-without-pdf", name);
        }
        List<Notice> refusals = new ArrayList<>();
        for (MailFile.Attached pdf : attached) {
            try {
                Taken taken = takeCopy(acting, matter, file, pdf.name(), pdf.bytes(), progress);
                if (taken.accepted() || taken.isParked()) {
                    return taken;
                }
                refusals.addAll(taken.notices());
            } catch (NoticedException e) {
                refusals.addAll(placed(e.notices(), pdf.name()));
            }
        }
        return new Taken(file, matter == null ? "" : matter, false, refusals);
    }

    /** Judges what waits of a matter, if that is possible now. */
    public void judgeWaiting(Acting acting, StoredMatter stored, Progress progress) {
        for (ParkedCopy copy : parking.waiting(stored.matter().id())) {
            List<Notice> notices;
            boolean parked = false;
            try {
                Taken taken = takeCopy(
                        acting, stored.matter().id(), Path.of(copy.name()), copy.name(), parking.bytes(copy), progress);
                parked = taken.isParked();
                notices = taken.accepted() ? List.of() : taken.notices();
            } catch (NoticedException e) {
                notices = placed(e.notices(), copy.name());
            }
            if (parked && parking.isTooOld(copy)) {
                notices = List.of(
                        Notice.error("pipeline.return.parked-too-long", Place.file(copy.name()), copy.matter()));
            }
            if (!parked || parking.isTooOld(copy)) {
                parking.drop(copy);
                notices.forEach(progress::changed);
            }
        }
    }

    private Taken takeCopy(
            Acting acting, @Nullable String matter, Path file, String name, byte[] bytes, Progress progress) {
        Optional<Notice> lesson = rehearsing.take(matter, bytes);
        if (lesson.isPresent()) {
            progress.changed(lesson.get());
            return new Taken(file, "", true, List.of(lesson.get()));
        }
        Found found = match.find(matter, bytes);
        Ceremony ceremony = found.ceremony();
        StoredMatter stored = stored(ceremony.matter());
        if (found.taken()) {
            requireSignedByHolder(ceremony, bytes);
            Notice known = Notice.note("pipeline.return.known", Place.file(name), ceremony.matter());
            return new Taken(file, ceremony.matter(), true, List.of(known));
        }
        Ceremony current = begun.withoutExpired(acting, ceremony, progress);
        Accepted accepted;
        try {
            accepted = accept(stored, current, bytes);
        } catch (NoticedException e) {
            if (e.kind() == Kind.INPUT) {
                throw e;
            }
            // Nothing that failed here is the sender's fault.
            Notice parked = parking.park(current, name, bytes, e.notices().get(0));
            return new Taken(file, ceremony.matter(), false, List.of(parked));
        }
        Ceremony next = record(acting, current, accepted);
        String signed = ResultNames.signed(stored.matter(), ceremony.agreement());
        out.write(stored, signed, next.paper().content(), progress);
        Turn turn = next.turn(accepted.person());
        Notice done =
                Notice.note("pipeline.return.done", Place.file(ceremony.matter()), turn.name(), turn.office(), name);
        progress.changed(done);
        List<Notice> notices = new ArrayList<>(List.of(done));
        conformance
                .lost(current.paper().content().digest(), accepted.pdf(), turn.name())
                .ifPresent(notices::add);
        notices.stream().skip(1).forEach(progress::changed);
        return new Taken(file, ceremony.matter(), true, notices);
    }

    /** What lies with somebody is also what the one before handed in: it must not be thanked for a second time. */
    private static void requireSignedByHolder(Ceremony ceremony, byte[] bytes) {
        Optional<Turn> holder = ceremony.holder();
        if (holder.isPresent() && ceremony.paper().content().digest().equals(Digest.of(bytes))) {
            String last = ceremony.turns().stream()
                    .filter(turn -> turn.state() == TurnState.SIGNED)
                    .max(Comparator.comparing(Turn::since))
                    .map(Turn::name)
                    .orElse("");
            throw refuse(
                    "pipeline.return.holder-unsigned",
                    ceremony.matter(),
                    holder.get().name(),
                    last);
        }
    }

    /** @param ownField name of the field that the person's program has added, or empty */
    private record Accepted(String person, String ownField, SignedPdf pdf, Digest verdict) {}

    private Accepted accept(StoredMatter stored, Ceremony ceremony, byte[] bytes) {
        Turn turn = signer(stored, ceremony, bytes);
        SignedPdf candidate;
        try {
            candidate = adopted(stored, ceremony, turn, bytes);
        } catch (NoticedException e) {
            throw explained(ceremony, bytes, e);
        }
        String field = candidate.signed().get(candidate.signed().size() - 1);
        String ownField = field.equals(ceremony.field(turn.person()).name()) ? "" : field;
        Expected expected = expectations.after(stored.matter(), ceremony, turn.person(), ownField);
        Verdict verdict = verification.verify(candidate, expected, null);
        if (lacksOnlyTime(verdict)) {
            candidate = signing.stamp(candidate, ceremony.rehearsal());
            verdict = verification.verify(candidate, expected, null);
        }
        if (!verdict.isValid()) {
            Optional<Notice> ours = ReturnParking.reason(verdict);
            if (ours.isPresent()) {
                throw new PipelineException(Kind.FAILURE, ours.get(), null);
            }
            throw notValid(ceremony, turn, verdict);
        }
        String json = new Report(verdict, stored.matter().id(), Expectations.fileReference(stored.matter()))
                .json(Texts.german(), clock.getZone());
        Content kept = store.put("pruefung-" + turn.person() + ".json", json.getBytes(StandardCharsets.UTF_8));
        return new Accepted(turn.person(), ownField, candidate, kept.digest());
    }

    private SignedPdf adopted(StoredMatter stored, Ceremony ceremony, Turn turn, byte[] bytes) {
        boolean ownField = stored.matter().agreement(ceremony.agreement()).stream()
                .flatMap(agreement -> agreement.signatories().stream())
                .anyMatch(one -> one.person().key().equals(turn.person()) && one.ownField());
        return signing.adopt(ceremony.paper(), bytes, ceremony.field(turn.person()), ownField);
    }

    /** Who has the document; if no one, the person among the next signatories who has signed it. */
    private Turn signer(StoredMatter stored, Ceremony ceremony, byte[] bytes) {
        if (ceremony.holder().isPresent()) {
            return ceremony.holder().get();
        }
        List<Turn> due = ceremony.due();
        if (due.isEmpty()) {
            throw refuse(
                    "pipeline.return.nobody-due",
                    ceremony.matter(),
                    Texts.german().text(ceremony.state().code()));
        }
        for (Turn turn : due) {
            try {
                adopted(stored, ceremony, turn, bytes);
                return turn;
            } catch (NoticedException e) {
                continue; // it is reported for the first of them, if it matches no one
            }
        }
        return due.get(0);
    }

    private Ceremony record(Acting acting, Ceremony ceremony, Accepted accepted) {
        Acting returning = acting.because(Texts.german().text("pipeline.return.reason"));
        TurnState state = ceremony.turn(accepted.person()).state();
        return ceremonies.save(
                state.holdsDocument()
                        ? signed(ceremony, accepted)
                        : ceremony.openTurn(accepted.person()).then(open -> signed(open, accepted)),
                returning,
                clock.instant());
    }

    private static Moved signed(Ceremony ceremony, Accepted accepted) {
        return ceremony.recordSigned(accepted.person(), accepted.ownField(), accepted.pdf(), accepted.verdict());
    }

    private static boolean lacksOnlyTime(Verdict verdict) {
        List<String> codes = verdict.examination().findings().stream()
                .map(Finding::notice)
                .filter(notice -> notice.severity() != Severity.NOTE)
                .map(Notice::code)
                .toList();
        return !codes.isEmpty() && codes.stream().allMatch(NO_TIME::equals);
    }

    private static PipelineException notValid(Ceremony ceremony, Turn turn, Verdict verdict) {
        List<Notice> notices = new ArrayList<>();
        notices.add(Notice.error(
                "pipeline.return.not-valid", Place.file(ceremony.matter()), turn.name(), ceremony.agreement()));
        verdict.examination().findings().stream()
                .map(Finding::notice)
                .filter(notice -> notice.severity() != Severity.NOTE)
                .filter(notice -> !notice.code().equals(NO_TIME)) // it would have been added
                .forEach(notices::add);
        return new PipelineException(Kind.INPUT, notices, null);
    }

    /** What was changed after the document was sent, in the words of the check, if it says more than the refusal. */
    private NoticedException explained(Ceremony ceremony, byte[] bytes, NoticedException refusal) {
        if (!refusal.notices().get(0).code().equals("signing.return.not-covered")) {
            return refusal;
        }
        List<Notice> notices = new ArrayList<>(refusal.notices());
        Verdict verdict = match.verdict(ceremony, bytes);
        verdict.examination().findings().stream()
                .filter(Finding::isChange)
                .map(Finding::notice)
                .forEach(notices::add);
        return new PipelineException(Kind.INPUT, notices, refusal);
    }

    private static byte[] read(Path file, String name) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw refuse("pipeline.return.too-large", name);
            }
            return bytes;
        } catch (IOException e) {
            throw new PipelineException(
                    Kind.INPUT, Notice.error("pipeline.check.no-file", Place.file(file.toString())), e);
        }
    }

    private static List<Notice> placed(List<Notice> notices, String name) {
        return notices.stream().map(notice -> notice.placedAt(Place.file(name))).toList();
    }

    private StoredMatter stored(String matter) {
        return matters.find(matter).orElseThrow(() -> refuse("pipeline.matter.unknown", matter));
    }

    private static PipelineException refuse(String code, Object... arguments) {
        return new PipelineException(Kind.INPUT, Notice.error(code, Place.NOWHERE, arguments), null);
    }
}
