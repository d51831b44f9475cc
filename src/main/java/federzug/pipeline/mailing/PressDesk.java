package federzug.pipeline.mailing;

import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.delivery.Delivery;
import federzug.delivery.Letters;
import federzug.delivery.MailState;
import federzug.delivery.Message;
import federzug.document.Content;
import federzug.document.FilledDraft;
import federzug.document.MailText;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.MatterStatus.ReleaseStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.release.Consent.Kind;
import federzug.release.Dispatch;
import federzug.release.Papers;
import federzug.release.Release;
import federzug.release.ReleaseState.Cleared;
import federzug.release.ReleaseState.Dispatched;
import federzug.release.ReleaseState.Dispatching;
import federzug.release.ReleaseState.Withdrawn;
import federzug.release.Releases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Prepares the press release with the agreements, holds it back with the reasons until all conditions are met, and
 * sends it once.
 */
@Component
public class PressDesk {
    /** States that no further call changes; a bad address never delays the rest. */
    static final Set<MailState> SETTLED = Set.of(
            MailState.ACCEPTED,
            MailState.BY_HAND,
            MailState.REJECTED,
            MailState.UNKNOWN,
            MailState.BOUNCED,
            MailState.WITHDRAWN);

    private final PressPapers papers;
    private final PressStanding standing;
    private final PressRecipients lists;
    private final PressCorrections corrections;
    private final Releases releases;
    private final Letters letters;
    private final OutFolder out;
    private final Clock clock;

    PressDesk(
            PressPapers papers,
            PressStanding standing,
            PressRecipients lists,
            PressCorrections corrections,
            Releases releases,
            Letters letters,
            OutFolder out,
            Clock clock) {
        this.papers = papers;
        this.standing = standing;
        this.lists = lists;
        this.corrections = corrections;
        this.releases = releases;
        this.letters = letters;
        this.out = out;
        this.clock = clock;
    }

    /** Makes the release's documents unless mails of it may be out already; the same data give the same documents. */
    public void prepare(StoredMatter accepted, CheckedDrafts drafts, Progress progress) {
        StoredMatter stored = standing.inForce(accepted);
        @Nullable PressRelease data = stored.matter().release();
        if (data == null) {
            return;
        }
        Optional<Release> known = releases.find(stored.matter().id());
        if (known.isPresent() && (isOver(known.get()) || known.get().state() instanceof Dispatching)) {
            papers.writeFiles(stored, known.get().state().papers(), progress);
            return;
        }
        FilledDraft draft = papers.filled(stored, stored == accepted ? drafts.ofRelease() : Optional.empty());
        Release kept = drafted(stored, data, known, draft, progress);
        papers.writeFiles(stored, kept.state().papers(), progress);
        papers.writeBeside(stored, data, kept.state().papers(), progress);
        if (known.isEmpty() || kept.version() != known.get().version()) {
            progress.changed(Notice.note(
                    "pipeline.prepare.release",
                    place(stored),
                    papers.pages(kept.state().papers())));
        }
    }

    /** Writes the result files that exist so far; renders none. */
    public void write(StoredMatter accepted, Progress progress) {
        StoredMatter stored = standing.inForce(accepted);
        @Nullable PressRelease data = stored.matter().release();
        releases.find(stored.matter().id())
                .map(release -> release.state().papers())
                .ifPresent(made -> {
                    papers.writeFiles(stored, made, progress);
                    if (data != null && papers.isSame(stored, made)) {
                        papers.writeBeside(stored, data, made, progress);
                    }
                });
    }

    private Release drafted(
            StoredMatter stored, PressRelease data, Optional<Release> known, FilledDraft draft, Progress progress) {
        Papers made = papers.rendered(stored, data, draft, progress);
        return releases.keep(known.map(release -> release.redrafted(made, clock.instant()))
                .orElseGet(() -> Release.drafted(stored.matter().id(), made, clock.instant())));
    }

    /** Sends the release to the press list if all conditions are met. */
    public void send(Acting acting, StoredMatter accepted, Sending sending) {
        StoredMatter stored = standing.inForce(accepted);
        Optional<Release> known = releases.find(stored.matter().id());
        @Nullable PressRelease data = stored.matter().release();
        if (data == null || known.isEmpty() || known.get().state() instanceof Withdrawn) {
            return;
        }
        Optional<Dispatch> correction = standing.correction(stored.matter().id());
        if (correction.isPresent()) {
            correct(stored, data, known.get(), correction.get(), sending);
            return;
        }
        if (isOver(known.get())) {
            sendAgain(stored, data, known.get(), sending);
            return;
        }
        Release current = current(stored, data, known.get(), sending.progress());
        Release reviewed = releases.keep(current.reviewed(standing.circumstances(stored, data)));
        if (!mayGo(stored, data, reviewed, sending.progress())) {
            sendAgain(stored, data, reviewed, sending);
            return;
        }
        boolean sealing = reviewed.state() instanceof Cleared
                && papers.lackSeal(stored, reviewed.state().papers());
        if (isHeldBack(stored, reviewed, sending.progress())) {
            return;
        }
        if (sealing) {
            // That took its time, in which somebody may have stopped it: everything is looked at again.
            send(acting, accepted, sending);
            return;
        }
        papers.writeSealed(stored, reviewed.state().papers(), sending.progress());
        sending.progress().working(Notice.note("pipeline.send.release-working", place(stored)));
        // From the first mail on everybody gets the same papers, whatever happens to the data meanwhile.
        Dispatch dispatch = lists.begin(acting, stored, data, reviewed);
        Release dispatching = releases.find(stored.matter().id()).orElseThrow();
        if (sendToList(stored, data, dispatch, sending)) {
            releases.keep(dispatching.dispatched(clock.instant()));
            lists.end(dispatch);
            Sending.Tally tally = sending.tally();
            sending.progress()
                    .changed(Notice.note(
                            sending.filesOnly() ? "pipeline.send.release-filed" : "pipeline.send.release",
                            place(stored),
                            tally.accepted(),
                            tally.all(),
                            tally.rejected(),
                            tally.byHand(),
                            tally.unknown()));
        }
    }

    /** Once the first mail is out time has come, and only goes on. */
    private boolean isHeldBack(StoredMatter stored, Release reviewed, Progress progress) {
        if (!(reviewed.state() instanceof Cleared)) {
            return false;
        }
        Optional<Notice> trouble = standing.signedMeanwhile(stored)
                .or(() -> standing.clockTrouble(stored, progress))
                .or(() -> papers.seal(stored, reviewed.state().papers(), progress));
        trouble.ifPresent(reason -> releases.keep(reviewed.heldBack(reason, clock.instant())));
        return trouble.isPresent();
    }

    /** Whether it goes as soon as a machine does its part: this computer's clock is right, the house's seal can be had. */
    public static boolean isRetried(Notice obstacle) {
        return PressStanding.isRetried(obstacle);
    }

    /** After a correction the old wording is sent to no further recipient. */
    private void correct(
            StoredMatter stored, PressRelease data, Release release, Dispatch correction, Sending sending) {
        boolean open = correction.state() != Dispatch.State.ENDED;
        if (open
                && !standing.obstacles(stored, data, release).stream()
                        .allMatch(notice -> notice.severity() == Severity.NOTE || PressStanding.isTechnical(notice))) {
            return;
        }
        if (!corrections.isSame(stored, correction)) {
            if (open) {
                sending.progress().changed(Notice.warning("pipeline.press.correction-changed", place(stored)));
            }
            return;
        }
        Delivery way = new Delivery(
                stored.rehearsal(),
                out.folder(stored).resolve("mail"),
                stored.matter().mailboxes());
        if (correction.state() == Dispatch.State.OPEN) {
            boolean sealing = papers.lackSeal(stored, correction.papers());
            Optional<Notice> trouble = standing.clockTrouble(stored, sending.progress())
                    .or(() -> papers.seal(stored, correction.papers(), sending.progress()));
            if (trouble.isPresent()) {
                sending.progress().changed(trouble.get().placedAt(place(stored)));
                return;
            }
            if (sealing) {
                correct(stored, data, release, correction, sending);
                return;
            }
        }
        corrections.send(stored, data, release, correction, way, sending);
    }

    /** Until the first mail is out, what goes is what the data say now: a signatory may have been replaced. */
    private Release current(StoredMatter stored, PressRelease data, Release release, Progress progress) {
        if (release.state() instanceof Dispatching
                || papers.isSame(stored, release.state().papers())) {
            return release;
        }
        FilledDraft draft = papers.filled(stored, Optional.empty());
        Release again = drafted(stored, data, Optional.of(release), draft, progress);
        papers.writeFiles(stored, again.state().papers(), progress);
        papers.writeBeside(stored, data, again.state().papers(), progress);
        return again;
    }

    /** The rest of a list that has begun waits if a condition is no longer met, or if it would get another text. */
    private boolean mayGo(StoredMatter stored, PressRelease data, Release release, Progress progress) {
        if (!(release.state() instanceof Dispatching)) {
            return release.state() instanceof Cleared;
        }
        boolean same = papers.isSame(stored, release.state().papers());
        if (!same) {
            progress.changed(Notice.warning("pipeline.send.release-changed", place(stored)));
        }
        return same
                && release.obstacles(standing.circumstances(stored, data)).stream()
                        .allMatch(notice -> notice.severity() == Severity.NOTE);
    }

    /**
     * A person has decided about single addresses: also after the latest useful time, and after all others were done.
     */
    private void sendAgain(StoredMatter stored, PressRelease data, Release release, Sending sending) {
        boolean begun = release.state() instanceof Dispatching || release.state() instanceof Dispatched;
        String matter = stored.matter().id();
        // In the middle of a list mended addresses go with the rest of it.
        boolean mended =
                release.state() instanceof Dispatched && !lists.mended(matter).isEmpty();
        boolean waiting = begun && sending.isWaitedFor(matter, Message.Kind.PRESS);
        if (!mended && !waiting) {
            return;
        }
        Dispatch dispatch = lists.begun(stored, data, release);
        List<PressRelease.Recipient> owed = mended ? lists.owed(dispatch, sending, "") : List.of();
        if (owed.isEmpty() && !waiting) {
            return;
        }
        if (!papers.isSame(stored, release.state().papers())) {
            if (release.state() instanceof Dispatched) {
                sending.progress().changed(Notice.warning("pipeline.send.release-changed", place(stored)));
            }
        } else if (onlyTooLate(stored, data, release)) {
            sending.sendAgain(toList(stored, dispatch), delivery(stored, data));
            if (!owed.isEmpty()) {
                sending.send(toList(stored, dispatch, owed), delivery(stored, data), SETTLED);
                lists.replaceReturned(matter, sending);
            }
        }
    }

    private boolean onlyTooLate(StoredMatter stored, PressRelease data, Release release) {
        return release.obstacles(standing.circumstances(stored, data)).stream()
                .filter(notice -> notice.severity() != Severity.NOTE)
                .allMatch(notice -> notice.code().equals("release.obstacle.too-late"));
    }

    private boolean sendToList(StoredMatter stored, PressRelease data, Dispatch dispatch, Sending sending) {
        List<Supplier<Message>> mails = toList(stored, lists.without(stored, data, dispatch));
        Delivery delivery = delivery(stored, data);
        sending.withdrawOthers(stored.matter().id(), Message.Kind.PRESS, mails, delivery);
        boolean through = sending.send(
                mails, delivery, SETTLED, tally -> lists.mayGoOn(stored, data, dispatch, tally, sending.progress()));
        lists.replaceReturned(stored.matter().id(), sending);
        return through;
    }

    private List<Supplier<Message>> toList(StoredMatter stored, Dispatch dispatch) {
        return toList(stored, dispatch, dispatch.recipients());
    }

    private List<Supplier<Message>> toList(
            StoredMatter stored, Dispatch dispatch, List<PressRelease.Recipient> recipients) {
        Matter matter = stored.matter();
        Content pdf = papers.pdf(stored, dispatch.papers());
        MailText text = papers.text(dispatch.papers());
        List<Supplier<Message>> mails = new ArrayList<>();
        for (PressRelease.Recipient recipient : recipients) {
            mails.add(() -> letters.pressMail(matter, recipient, stored.rehearsal(), text, pdf));
        }
        return mails;
    }

    Delivery delivery(StoredMatter stored, PressRelease data) {
        boolean unlimited =
                stored.rehearsal() || standing.clearance(stored, data).despite(Kind.LATE);
        return new Delivery(
                stored.rehearsal(),
                out.folder(stored).resolve("mail"),
                stored.matter().mailboxes(),
                unlimited ? null : standing.instant(data.latest()).orElse(null));
    }

    /** When the release may go, if time is all it waits for. */
    Optional<Instant> due(StoredMatter accepted) {
        StoredMatter stored = standing.inForce(accepted);
        @Nullable PressRelease data = stored.matter().release();
        return data == null
                ? Optional.empty()
                : releases.find(stored.matter().id())
                        .filter(release -> isToGo(stored, release))
                        .flatMap(release -> standing.due(stored, data, release));
    }

    public @Nullable ReleaseStatus status(StoredMatter stored) {
        return releases.find(stored.matter().id())
                .map(release -> {
                    Optional<Dispatch.State> corrected =
                            standing.correction(stored.matter().id()).map(Dispatch::state);
                    boolean ended = corrected.orElse(Dispatch.State.ENDED) == Dispatch.State.ENDED;
                    return new ReleaseStatus(
                            corrected.isPresent() && ended
                                    ? "CORRECTED"
                                    : release.state().name(),
                            file(stored),
                            isOver(release) && ended);
                })
                .orElse(null);
    }

    /** Why the release does not go out now; empty if it may, or has. */
    public List<Notice> obstacles(StoredMatter accepted) {
        StoredMatter stored = standing.inForce(accepted);
        @Nullable PressRelease data = stored.matter().release();
        if (data == null) {
            return List.of();
        }
        return releases.find(stored.matter().id())
                .filter(release -> isToGo(stored, release))
                .map(release -> standing.obstacles(stored, data, release))
                .orElse(List.of());
    }

    private @Nullable Path file(StoredMatter stored) {
        Path file = out.folder(stored).resolve(ResultNames.RELEASE + ".pdf");
        return Files.isRegularFile(file) ? file : null;
    }

    /** It or its correction has not gone to everybody. */
    private boolean isToGo(StoredMatter stored, Release release) {
        return standing.correction(stored.matter().id())
                .map(one -> one.state() != Dispatch.State.ENDED)
                .orElse(!isOver(release));
    }

    static boolean isOver(Release release) {
        return release.state() instanceof Dispatched || release.state() instanceof Withdrawn;
    }

    private static Place place(StoredMatter stored) {
        return Place.file(stored.matter().id());
    }
}
