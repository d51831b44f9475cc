package federzug.pipeline.mailing;

import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.CeremonyState;
import federzug.delivery.Delivery;
import federzug.delivery.Letters;
import federzug.delivery.MailState;
import federzug.delivery.Message;
import federzug.document.ArchivalPdf;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.document.MailText;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.MatterStatus.ReleaseStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.release.Circumstances;
import federzug.release.Papers;
import federzug.release.Release;
import federzug.release.ReleaseState.Cleared;
import federzug.release.ReleaseState.Dispatched;
import federzug.release.ReleaseState.Dispatching;
import federzug.release.ReleaseState.Withdrawn;
import federzug.release.Releases;
import federzug.rendering.Rendering;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
    /** States that no further call changes; a bad address never holds up the rest. */
    private static final Set<MailState> SETTLED = Set.of(
            MailState.ACCEPTED,
            MailState.BY_HAND,
            MailState.REJECTED,
            MailState.UNKNOWN,
            MailState.BOUNCED,
            MailState.WITHDRAWN);

    private final Drafting drafting;
    private final Rendering rendering;
    private final Releases releases;
    private final Ceremonies ceremonies;
    private final Letters letters;
    private final DocumentStore store;
    private final OutFolder out;
    private final Clock clock;

    PressDesk(
            Drafting drafting,
            Rendering rendering,
            Releases releases,
            Ceremonies ceremonies,
            Letters letters,
            DocumentStore store,
            OutFolder out,
            Clock clock) {
        this.drafting = drafting;
        this.rendering = rendering;
        this.releases = releases;
        this.ceremonies = ceremonies;
        this.letters = letters;
        this.store = store;
        this.out = out;
        this.clock = clock;
    }

    /** Makes the release's documents unless mails of it may be out already; the same data give the same documents. */
    public void prepare(StoredMatter stored, CheckedDrafts drafts, Progress progress) {
        @Nullable PressRelease data = stored.matter().release();
        if (data == null) {
            return;
        }
        Optional<Release> known = releases.find(stored.matter().id());
        if (known.isPresent() && (isOver(known.get()) || known.get().state() instanceof Dispatching)) {
            writeFiles(stored, known.get(), progress);
            return;
        }
        progress.working(Notice.note("pipeline.prepare.rendering", place(stored)));
        FilledDraft draft = drafts.ofRelease()
                .flatMap(digest -> store.find(digest, FilledDraft.class))
                .orElseGet(() -> store.keep(drafting.fillRelease(stored.matter())));
        ArchivalPdf pdf = rendering.render(draft, marks(stored, data));
        Papers papers = new Papers(draft.content().digest(), pdf.content().digest());
        Release next = known.map(release -> release.redrafted(papers, clock.instant()))
                .orElseGet(() -> Release.drafted(stored.matter().id(), papers, clock.instant()));
        Release kept = releases.keep(next);
        writeFiles(stored, kept, progress);
        if (known.isEmpty() || kept.version() != known.get().version()) {
            progress.changed(Notice.note("pipeline.prepare.release", place(stored), pdf.pages()));
        }
    }

    /** Sends the release to the press list if all conditions are met. */
    public void send(StoredMatter stored, Sending sending) {
        Optional<Release> known = releases.find(stored.matter().id());
        @Nullable PressRelease data = stored.matter().release();
        if (data == null || known.isEmpty() || known.get().state() instanceof Withdrawn) {
            return;
        }
        if (isOver(known.get())) {
            sendAgain(stored, data, known.get(), sending);
            return;
        }
        Release reviewed = releases.keep(known.get().reviewed(circumstances(stored, data)));
        if (!mayGo(stored, data, reviewed, sending.progress())) {
            sendAgain(stored, data, reviewed, sending);
            return;
        }
        sending.progress().working(Notice.note("pipeline.send.release-working", place(stored)));
        // From the first mail on everybody gets the same papers, whatever happens to the data meanwhile.
        Release dispatching = releases.keep(reviewed.dispatching(clock.instant()));
        if (sendToList(stored, data, dispatching, sending)) {
            releases.keep(dispatching.dispatched(clock.instant()));
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

    /** The rest of a list that has begun waits if a condition is no longer met, or if it would get another text. */
    private boolean mayGo(StoredMatter stored, PressRelease data, Release release, Progress progress) {
        if (!(release.state() instanceof Dispatching)) {
            return release.state() instanceof Cleared;
        }
        boolean same = isSame(stored, release);
        if (!same) {
            progress.changed(Notice.warning("pipeline.send.release-changed", place(stored)));
        }
        return same
                && release.obstacles(circumstances(stored, data)).stream()
                        .allMatch(notice -> notice.severity() == Severity.NOTE);
    }

    private boolean isSame(StoredMatter stored, Release release) {
        return drafting.fillRelease(stored.matter())
                .content()
                .digest()
                .equals(release.state().papers().draft());
    }

    /**
     * A person has decided about single addresses: also after the latest useful time, and after all others were done.
     */
    private void sendAgain(StoredMatter stored, PressRelease data, Release release, Sending sending) {
        boolean begun = release.state() instanceof Dispatching || release.state() instanceof Dispatched;
        if (!begun || !sending.isWaitedFor(stored.matter().id(), Message.Kind.PRESS)) {
            return;
        }
        if (!isSame(stored, release)) {
            if (release.state() instanceof Dispatched) {
                sending.progress().changed(Notice.warning("pipeline.send.release-changed", place(stored)));
            }
        } else if (onlyTooLate(stored, data, release)) {
            sending.sendAgain(toList(stored, data, release), delivery(stored, data));
        }
    }

    private boolean onlyTooLate(StoredMatter stored, PressRelease data, Release release) {
        return release.obstacles(circumstances(stored, data)).stream()
                .filter(notice -> notice.severity() != Severity.NOTE)
                .allMatch(notice -> notice.code().equals("release.obstacle.too-late"));
    }

    private boolean sendToList(StoredMatter stored, PressRelease data, Release release, Sending sending) {
        List<Supplier<Message>> letters = toList(stored, data, release);
        sending.withdrawOthers(stored.matter().id(), Message.Kind.PRESS, letters, delivery(stored, data));
        return sending.send(letters, delivery(stored, data), SETTLED);
    }

    private List<Supplier<Message>> toList(StoredMatter stored, PressRelease data, Release release) {
        Matter matter = stored.matter();
        FilledDraft draft = paper(release.state().papers().draft(), FilledDraft.class);
        Content pdf = named(paper(release.state().papers().pdf(), ArchivalPdf.class), ResultNames.RELEASE + ".pdf");
        MailText text = rendering.mailText(draft);
        List<Supplier<Message>> mails = new ArrayList<>();
        for (PressRelease.Recipient recipient : data.addressed(LocalDate.now(clock))) {
            mails.add(() -> letters.pressMail(matter, recipient, stored.rehearsal(), text, pdf));
        }
        return mails;
    }

    private Delivery delivery(StoredMatter stored, PressRelease data) {
        LocalDateTime latest = stored.rehearsal() ? null : data.latest();
        return new Delivery(
                stored.rehearsal(),
                out.folder(stored).resolve("mail"),
                stored.matter().mailboxes(),
                latest == null ? null : instant(latest));
    }

    /** When the release may go, if time is all it waits for. */
    Optional<Instant> due(StoredMatter stored) {
        @Nullable PressRelease data = stored.matter().release();
        @Nullable LocalDateTime from = data == null ? null : data.sendFrom();
        List<String> waiting = obstacles(stored).stream()
                .filter(notice -> notice.severity() != Severity.NOTE)
                .map(Notice::code)
                .toList();
        return from != null && waiting.equals(List.of("release.obstacle.too-early"))
                ? Optional.of(instant(from))
                : Optional.empty();
    }

    /** In the doubled hour of October the later one is meant, as when the release is held back. */
    private Instant instant(LocalDateTime time) {
        return time.atZone(clock.getZone()).withLaterOffsetAtOverlap().toInstant();
    }

    public @Nullable ReleaseStatus status(StoredMatter stored) {
        return releases.find(stored.matter().id())
                .map(release -> new ReleaseStatus(release.state().name(), file(stored), isOver(release)))
                .orElse(null);
    }

    /** Why the release does not go out now; empty if it may, or has. */
    public List<Notice> obstacles(StoredMatter stored) {
        @Nullable PressRelease data = stored.matter().release();
        if (data == null) {
            return List.of();
        }
        return releases.find(stored.matter().id())
                .filter(release -> !isOver(release))
                .map(release -> release.obstacles(circumstances(stored, data)))
                .orElse(List.of());
    }

    private Circumstances circumstances(StoredMatter stored, PressRelease data) {
        return new Circumstances(data, clock.instant(), everybodySigned(stored), clock.getZone(), stored.rehearsal());
    }

    /** Every agreement of the data has been signed by everybody, sealed, and found valid. */
    private boolean everybodySigned(StoredMatter stored) {
        return stored.matter().agreements().stream()
                .allMatch(agreement -> ceremonies
                        .find(stored.matter().id(), agreement.key())
                        .map(ceremony -> ceremony.state())
                        .filter(state ->
                                state instanceof CeremonyState.Checked || state instanceof CeremonyState.Closed)
                        .isPresent());
    }

    private void writeFiles(StoredMatter stored, Release release, Progress progress) {
        Papers papers = release.state().papers();
        out.write(
                stored,
                ResultNames.RELEASE + ".docx",
                paper(papers.draft(), FilledDraft.class).content(),
                progress);
        out.write(
                stored,
                ResultNames.RELEASE + ".pdf",
                paper(papers.pdf(), ArchivalPdf.class).content(),
                progress);
    }

    private <D extends Document> D paper(Digest digest, Class<D> stage) {
        return store.find(digest, stage)
                .orElseThrow(() -> new IllegalStateException("no " + stage.getSimpleName() + " " + digest));
    }

    private @Nullable Path file(StoredMatter stored) {
        Path file = out.folder(stored).resolve(ResultNames.RELEASE + ".pdf");
        return Files.isRegularFile(file) ? file : null;
    }

    private static Marks marks(StoredMatter stored, PressRelease data) {
        @Nullable LocalDateTime until = data.embargo();
        @Nullable
        String embargo = until == null ? null : Texts.german().text("pipeline.mark.embargo", GermanTime.minute(until));
        return new Marks(stored.rehearsal(), embargo);
    }

    private static boolean isOver(Release release) {
        return release.state() instanceof Dispatched || release.state() instanceof Withdrawn;
    }

    private static Content named(Document document, String name) {
        Content content = document.content();
        return new Content(content.digest(), name, content.size());
    }

    private static Place place(StoredMatter stored) {
        return Place.file(stored.matter().id());
    }
}
