package federzug.pipeline.signing;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.ceremony.ParkedCopies.ParkedCopy;
import federzug.delivery.SavedMail;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.signing.ReturnJudgement.Accepted;
import federzug.pipeline.signing.ReturnMatch.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes back copies that were signed elsewhere. A copy is known by its content and counts only if it is the document
 * that was handed out plus exactly the signature of the person whose turn it is.
 */
@Component
public class ReturnDesk {
    /** Bytes of one file. */
    public static final int LARGEST = 64 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ReturnDesk.class);

    private final TurnLookup lookup;
    private final ReturnMatch match;
    private final Rehearsing rehearsing;
    private final BegunSignatures begun;
    private final ReturnJudgement judgement;
    private final ReturnRecording recording;
    private final ReturnParking parking;
    private final NextTurn next;

    ReturnDesk(
            TurnLookup lookup,
            ReturnMatch match,
            Rehearsing rehearsing,
            BegunSignatures begun,
            ReturnJudgement judgement,
            ReturnRecording recording,
            ReturnParking parking,
            NextTurn next) {
        this.lookup = lookup;
        this.match = match;
        this.rehearsing = rehearsing;
        this.begun = begun;
        this.judgement = judgement;
        this.recording = recording;
        this.parking = parking;
        this.next = next;
    }

    /**
     * What became of one file.
     *
     * @param matter it belongs to, empty if unknown or if it is only a rehearsal's sheet
     * @param accepted whether a signature was taken over, now or before
     * @param notices why not, or what was done
     */
    public record Taken(String name, String matter, boolean accepted, List<Notice> notices) {
        public Taken {
            notices = List.copyOf(notices);
        }

        /** Kept, and judged later: for now nobody has to do anything. */
        public boolean isParked() {
            return notices.stream()
                    .map(Notice::code)
                    .anyMatch(code -> code.equals(ReturnParking.PARKED) || code.equals(ReturnParking.STILL));
        }
    }

    /**
     * What became of all files.
     *
     * @param files one entry for each
     * @param matters where those stand to which a copy was taken over
     */
    public record Returned(List<Taken> files, List<MatterStatus> matters) {
        public Returned {
            files = List.copyOf(files);
            matters = List.copyOf(matters);
        }
    }

    /**
     * Takes copies over and hands each document to the next person; a bad file does not keep the others from being
     * taken.
     *
     * @param matter null: found by content
     * @param uploads taken one at a time; one that cannot be read is refused
     */
    public Returned take(Acting acting, @Nullable String matter, Iterable<Upload> uploads, Progress progress) {
        if (matter != null) {
            lookup.stored(matter);
        }
        List<Taken> all = new ArrayList<>();
        for (Iterator<Upload> left = uploads.iterator(); left.hasNext(); ) {
            String name = "";
            try {
                Upload upload = left.next();
                name = upload.name();
                progress.working(Notice.note("pipeline.return.working", Place.NOWHERE, name));
                all.add(take(acting, matter, upload, progress));
            } catch (NoticedException e) {
                all.add(new Taken(name, matter == null ? "" : matter, false, placed(e.notices(), name)));
            }
        }
        List<String> touched = all.stream()
                .filter(Taken::accepted)
                .map(Taken::matter)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        return new Returned(
                all,
                touched.stream()
                        .map(each -> next.handOut(acting, each, progress))
                        .toList());
    }

    private Taken take(Acting acting, @Nullable String matter, Upload upload, Progress progress) {
        if (upload.content().length > LARGEST) {
            throw refuse("pipeline.return.too-large", upload.name());
        }
        if (!SavedMail.isContainer(upload.content())) {
            return takeCopy(acting, matter, upload, progress);
        }
        List<SavedMail.Attached> attached = SavedMail.pdfs(upload.content());
        List<Notice> refusals = new ArrayList<>();
        String detached = SavedMail.detachedSignature(upload.content());
        if (!detached.isEmpty()) {
            refusals.add(Notice.error("pipeline.return.detached", Place.file(upload.name()), detached));
        } else if (attached.isEmpty()) {
            throw refuse("pipeline.return.mail-without-pdf", upload.name());
        }
        for (SavedMail.Attached pdf : attached) {
            try {
                Taken taken = takeCopy(acting, matter, new Upload(pdf.name(), pdf.bytes()), progress);
                if (taken.accepted() || taken.isParked()) {
                    return taken;
                }
                refusals.addAll(taken.notices());
            } catch (NoticedException e) {
                refusals.addAll(placed(e.notices(), pdf.name()));
            }
        }
        return new Taken(upload.name(), matter == null ? "" : matter, false, refusals);
    }

    /**
     * A copy that could not be judged when it came, for a reason on this side.
     *
     * @param reason code of why
     * @param until by then somebody has to look into it
     */
    public record Waiting(String matter, String digest, String name, String reason, Instant since, Instant until) {}

    /** All copies that wait, the oldest first. */
    public List<Waiting> waiting() {
        return parking.all().stream()
                .map(copy -> new Waiting(
                        copy.matter(),
                        copy.copy().hex(),
                        copy.name(),
                        copy.reason(),
                        copy.since(),
                        ReturnParking.end(copy)))
                .toList();
    }

    /**
     * Judges what waits of a matter now, and hands each document on.
     *
     * @return what became of each
     */
    public List<Taken> judgeAgain(Acting acting, String matter, Progress progress) {
        StoredMatter stored = lookup.stored(matter);
        List<ParkedCopy> before = parking.waiting(matter);
        List<Notice> refusals = new ArrayList<>();
        judgeWaiting(acting, stored, new Progress() {
            @Override
            public void working(Notice notice) {}

            @Override
            public void changed(Notice notice) {
                refusals.add(notice);
            }
        });
        List<ParkedCopy> after = parking.waiting(matter);
        next.handOut(acting, matter, progress);
        return before.stream()
                .map(copy -> {
                    boolean waits = after.stream().anyMatch(one -> one.copy().equals(copy.copy()));
                    boolean refused = refusals.stream()
                            .anyMatch(notice -> notice.severity() == Severity.ERROR
                                    && notice.place().equals(Place.file(copy.name())));
                    List<Notice> notices = waits
                            ? List.of(Notice.warning(ReturnParking.STILL, Place.file(copy.name())))
                            : refusals.stream()
                                    .filter(notice -> refused
                                            ? notice.place().equals(Place.file(copy.name()))
                                            : notice.severity() == Severity.NOTE)
                                    .toList();
                    return new Taken(copy.name(), matter, !waits && !refused, notices);
                })
                .toList();
    }

    /**
     * Gives a waiting copy up; the document itself stays in the store.
     *
     * @return false if it does not wait any more
     */
    public boolean discard(Acting acting, String matter, String digest) {
        Optional<ParkedCopy> copy = parking.waiting(matter).stream()
                .filter(one -> one.copy().hex().equals(digest))
                .findFirst();
        copy.ifPresent(one -> {
            LOG.info("{} discards the waiting copy {} of {}", acting.by(), digest, matter);
            parking.drop(one);
        });
        return copy.isPresent();
    }

    /** Judges what waits of a matter, if that is possible now. */
    public void judgeWaiting(Acting acting, StoredMatter stored, Progress progress) {
        for (ParkedCopy copy : parking.waiting(stored.matter().id())) {
            List<Notice> notices;
            boolean parked = false;
            try {
                Taken taken =
                        takeCopy(acting, stored.matter().id(), new Upload(copy.name(), parking.bytes(copy)), progress);
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

    private Taken takeCopy(Acting acting, @Nullable String matter, Upload upload, Progress progress) {
        String name = upload.name();
        byte[] bytes = upload.content();
        Optional<Notice> lesson = rehearsing.take(matter, bytes);
        if (lesson.isPresent()) {
            progress.changed(lesson.get());
            return new Taken(name, "", true, List.of(lesson.get()));
        }
        Found found = match.find(matter, bytes);
        Ceremony ceremony = found.ceremony();
        StoredMatter stored = lookup.stored(ceremony.matter());
        if (found.taken()) {
            ReturnJudgement.requireSignedByHolder(ceremony, bytes);
            Notice known = Notice.note("pipeline.return.known", Place.file(name), ceremony.matter());
            return new Taken(name, ceremony.matter(), true, List.of(known));
        }
        Ceremony current = begun.withoutExpired(acting, ceremony, progress);
        Accepted accepted;
        try {
            accepted = judgement.accept(stored, current, bytes);
        } catch (NoticedException e) {
            if (e.kind() == Kind.INPUT) {
                throw e;
            }
            // Nothing that failed here is the sender's fault.
            Notice parked = parking.park(current, name, bytes, e.notices().get(0));
            return new Taken(name, ceremony.matter(), false, List.of(parked));
        }
        List<Notice> notices = recording.record(acting, stored, current, accepted, name, progress);
        return new Taken(name, ceremony.matter(), true, notices);
    }

    private static List<Notice> placed(List<Notice> notices, String name) {
        return notices.stream()
                .map(notice -> name.isEmpty() ? notice : notice.placedAt(Place.file(name)))
                .toList();
    }

    private static PipelineException refuse(String code, Object... arguments) {
        return PipelineException.refused(code, Place.NOWHERE, arguments);
    }
}
