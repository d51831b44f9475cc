package federzug.pipeline;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.JobRunner.Ended;
import federzug.pipeline.JobRunner.Supply;
import federzug.pipeline.JobRunner.Trouble;
import federzug.rendering.WarmUp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person starts: a piece of the way for one or many matters. Everything is safe to repeat. */
@Component
public class Jobs {
    private static final List<Stage> WHOLE_WAY = List.of(Stage.PREPARE, Stage.SIGN, Stage.CLOSE, Stage.SEND);

    private final Intake intake;
    private final Matters matters;
    private final JobRunner runner;
    private final Preparation preparation;
    private final PressDesk pressDesk;
    private final SigningDesk signingDesk;
    private final Invitations invitations;
    private final Closing closing;
    private final Mailroom mailroom;
    private final Board board;
    private final FreeSpace freeSpace;
    private final Clock clock;

    /** To be called before the application starts, if documents will be made: loads beside it what they need. */
    public static void warmUp() {
        WarmUp.begin();
    }

    Jobs(
            Intake intake,
            Matters matters,
            JobRunner runner,
            Preparation preparation,
            PressDesk pressDesk,
            SigningDesk signingDesk,
            Invitations invitations,
            Closing closing,
            Mailroom mailroom,
            Board board,
            FreeSpace freeSpace,
            Clock clock) {
        this.intake = intake;
        this.matters = matters;
        this.runner = runner;
        this.preparation = preparation;
        this.pressDesk = pressDesk;
        this.signingDesk = signingDesk;
        this.invitations = invitations;
        this.closing = closing;
        this.mailroom = mailroom;
        this.board = board;
        this.freeSpace = freeSpace;
        this.clock = clock;
    }

    /** The main job. Without a rehearsal it stops where people have to sign. */
    public RunReport run(Order order, Progress progress) {
        return take(order, WHOLE_WAY, progress);
    }

    /** Prepares and opens the turns, no more. */
    public RunReport prepare(Order order, Progress progress) {
        return take(order, List.of(Stage.PREPARE), progress);
    }

    /** Seals and checks a matter that everybody has signed. */
    public RunReport seal(String matter, Progress progress) {
        return work(List.of(Stage.CLOSE), one(matter), progress);
    }

    /**
     * Sends what is due.
     *
     * @param matter null: of every matter
     */
    public RunReport send(@Nullable String matter, Progress progress) {
        return work(List.of(Stage.SEND), matter == null ? every(id -> true) : one(matter), progress);
    }

    /** Hands the document to whoever comes next and invites them. */
    public void handOut(String matter, Progress progress) {
        invitations.handOut(stored(matter), progress);
    }

    /**
     * Reminds those who were asked to sign and have not.
     *
     * @param matter null: of every matter
     * @param now without waiting for the interval
     */
    public void remind(@Nullable String matter, boolean now, Progress progress) {
        List<String> ids = matter == null ? matters.ids() : List.of(matter);
        ids.forEach(id -> invitations.remind(stored(id), now, progress));
    }

    /** Finishes whatever was interrupted: the whole way for every accepted matter that has not ended. */
    public RunReport resume(Progress progress) {
        return work(WHOLE_WAY, every(id -> !board.of(id).hasEnded()), progress);
    }

    private RunReport take(Order order, List<Stage> stages, Progress progress) {
        progress.working(Notice.note("pipeline.intake.reading", Place.NOWHERE));
        List<Notice> notices = new ArrayList<>();
        return work(stages, claims -> intake.take(order, claims, notices::add), notices, progress);
    }

    private RunReport work(List<Stage> stages, Supply supply, Progress progress) {
        return work(stages, supply, new ArrayList<>(), progress);
    }

    private RunReport work(List<Stage> stages, Supply supply, List<Notice> notices, Progress progress) {
        freeSpace.require();
        Instant began = clock.instant();
        Ended ended = runner.run(
                stages, supply, (stage, due) -> perform(stage, stored(due.matter()), due.note(), progress), progress);
        notices.addAll(ended.held());
        ended.troubles().values().forEach(trouble -> notices.addAll(trouble.notices()));
        return report(ended, notices, began);
    }

    private RunReport report(Ended ended, List<Notice> notices, Instant began) {
        List<String> remarkable = new ArrayList<>();
        int finished = 0;
        int attention = 0;
        for (String id : ended.matters()) {
            MatterStatus status = board.of(id);
            boolean stopped = ended.troubles().containsKey(id);
            finished += !stopped && status.hasEnded() ? 1 : 0;
            attention += status.needsAttention() ? 1 : 0;
            if (stopped || status.needsAttention()) {
                remarkable.add(id);
            }
        }
        int stopped = ended.troubles().size();
        int all = ended.matters().size();
        boolean failed = ended.troubles().values().stream().anyMatch(Trouble::failure);
        Duration took = Duration.between(began, clock.instant());
        return new RunReport(
                ended.matters(),
                notices,
                failed,
                remarkable,
                new Tally(all, finished, all - finished - stopped, stopped, attention, took));
    }

    private Supply one(String matter) {
        stored(matter);
        return claims -> claims.claim(matter);
    }

    private Supply every(Predicate<String> wanted) {
        return claims -> matters.ids().stream().filter(wanted).forEach(claims::claim);
    }

    private void perform(Stage stage, StoredMatter matter, String note, Progress progress) {
        switch (stage) {
            case PREPARE -> {
                FirstDrafts drafts = FirstDrafts.parse(note);
                preparation.prepare(matter, drafts, progress);
                pressDesk.prepare(matter, drafts, progress);
            }
            case SIGN -> {
                signingDesk.signAll(matter, progress);
                invitations.handOut(matter, progress);
            }
            case CLOSE -> closing.close(matter, progress);
            case SEND -> {
                Sending sending = mailroom.sending(matter, progress);
                mailroom.send(matter, sending);
                pressDesk.send(matter, sending);
                sending.finish();
            }
        }
    }

    private StoredMatter stored(String matter) {
        return matters.find(matter)
                .orElseThrow(() -> new PipelineException(
                        Kind.INPUT, Notice.error("pipeline.matter.unknown", Place.NOWHERE, matter), null));
    }
}
