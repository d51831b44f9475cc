package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.ceremony.Acting;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.JobRunner;
import federzug.pipeline.JobRunner.Claims;
import federzug.pipeline.JobRunner.Ended;
import federzug.pipeline.JobRunner.Supply;
import federzug.pipeline.JobRunner.Trouble;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.OrderedParallel;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunRequest;
import federzug.pipeline.RunTotals;
import federzug.pipeline.Stage;
import federzug.pipeline.board.Board;
import federzug.pipeline.folder.FreeSpace;
import federzug.pipeline.preparing.Intake;
import federzug.pipeline.preparing.Intake.CheckedIntake;
import federzug.pipeline.preparing.Intake.Taken;
import federzug.pipeline.signing.NextTurn;
import federzug.pipeline.signing.SigningNews;
import federzug.rendering.WarmUp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts the stages that a person asks for, for one or many matters. Everything is safe to repeat. */
@Component
public class Jobs {
    private static final List<Stage> WHOLE_WAY = List.of(Stage.PREPARE, Stage.SIGN, Stage.CLOSE, Stage.SEND);

    private final Intake intake;
    private final Matters matters;
    private final JobRunner runner;
    private final NextTurn nextTurn;
    private final Board board;
    private final SigningNews news;
    private final FreeSpace freeSpace;
    private final Clock clock;

    /** Loads what documents need, if some will be made: called before the application starts, it runs beside that. */
    public static void warmUp() {
        WarmUp.begin();
    }

    Jobs(
            Intake intake,
            Matters matters,
            JobRunner runner,
            NextTurn nextTurn,
            Board board,
            SigningNews news,
            FreeSpace freeSpace,
            Clock clock) {
        this.intake = intake;
        this.matters = matters;
        this.runner = runner;
        this.nextTurn = nextTurn;
        this.board = board;
        this.news = news;
        this.freeSpace = freeSpace;
        this.clock = clock;
    }

    /**
     * What data would change in matters whose documents are prepared already, and the reasons against it. Nothing is
     * changed or claimed: a person may think as long as they like.
     *
     * @return changes to be shown; {@link RunRequest#confirmed} with those that a person agrees to, and they are accepted
     *     as long as they are still the same
     */
    public CheckedIntake check(RunRequest request, Progress progress) {
        progress.working(Notice.note("pipeline.intake.reading", Place.NOWHERE));
        return intake.check(request);
    }

    /** The main job. Without a rehearsal it stops where people have to sign. */
    public RunReport run(Acting acting, RunRequest request, Progress progress) {
        return take(acting, request, WHOLE_WAY, progress);
    }

    /** Prepares and opens the turns, no more. */
    public RunReport prepare(Acting acting, RunRequest request, Progress progress) {
        return take(
                acting,
                request,
                request.previews() ? List.of(Stage.PREPARE, Stage.PREVIEW) : List.of(Stage.PREPARE),
                progress);
    }

    /** Seals and checks a matter that everybody has signed. */
    public RunReport seal(Acting acting, String matter, Progress progress) {
        return work(acting, List.of(Stage.CLOSE), one(matter, ""), progress);
    }

    /**
     * Seals, checks and sends what everybody has signed. A press release stays where it is: it has a release of its own.
     */
    RunReport finish(Acting acting, String matter, Progress progress) {
        return work(acting, List.of(Stage.CLOSE, Stage.SEND), one(matter, SendingWork.AGREEMENTS), progress);
    }

    /**
     * Sends what is due.
     *
     * @param matter null: of every matter
     */
    public RunReport send(Acting acting, @Nullable String matter, Progress progress) {
        return work(acting, List.of(Stage.SEND), matter == null ? every(id -> true, "") : one(matter, ""), progress);
    }

    /** Hands the document to the next signatory and invites them. */
    public MatterStatus handOut(Acting acting, String matter, Progress progress) {
        return nextTurn.handOut(acting, matter, progress);
    }

    /**
     * Reminds those who were asked to sign and have not.
     *
     * @param matter null: of every matter
     * @param now without waiting for the interval
     */
    public RunReport remind(Acting acting, @Nullable String matter, boolean now, Progress progress) {
        String note = now ? RemindingWork.NOW : "";
        Supply due = matter == null ? every(id -> true, note) : one(matter, note);
        return work(acting, List.of(Stage.REMIND), due, new ArrayList<>(), progress);
    }

    /** Reminds one person, at once, of everything this person was asked to sign in a matter and has not. */
    public RunReport remind(Acting acting, String matter, String person, Progress progress) {
        Supply due = one(matter, RemindingWork.NOW_ONLY + person);
        return work(acting, List.of(Stage.REMIND), due, new ArrayList<>(), progress);
    }

    /** Finishes whatever was interrupted: the whole way for every accepted matter that has not ended. */
    public RunReport resume(Acting acting, Progress progress) {
        return work(acting, WHOLE_WAY, every(this::isUnfinished, ""), progress);
    }

    private boolean isUnfinished(String id) {
        MatterStatus status = board.of(id);
        return !status.hasEnded()
                || status.hasMailsToGo()
                || status.needsAttention()
                || status.isCancelledInPart()
                        && matters.find(id).filter(news::isOwed).isPresent();
    }

    private RunReport take(Acting acting, RunRequest request, List<Stage> stages, Progress progress) {
        progress.working(Notice.note("pipeline.intake.reading", Place.NOWHERE));
        List<Notice> notices = new ArrayList<>();
        Taken[] taken = {Taken.NOTHING};
        freeSpace.require();
        Instant began = clock.instant();
        Ended ended = runner.run(
                acting,
                stages,
                claims -> taken[0] = intake.take(acting, request, claims, runner.together(), notices::add),
                progress);
        return report(joined(ended, notices), notices, taken[0], began);
    }

    private RunReport work(Acting acting, List<Stage> stages, Supply supply, Progress progress) {
        return work(acting, stages, supply, new ArrayList<>(), progress);
    }

    private RunReport work(Acting acting, List<Stage> stages, Supply supply, List<Notice> notices, Progress progress) {
        freeSpace.require();
        Instant began = clock.instant();
        Ended ended = runner.run(acting, stages, supply, progress);
        return report(joined(ended, notices), notices, Taken.NOTHING, began);
    }

    private static Ended joined(Ended ended, List<Notice> notices) {
        notices.addAll(ended.held());
        ended.troubles().values().forEach(trouble -> notices.addAll(trouble.notices()));
        return ended;
    }

    private RunReport report(Ended ended, List<Notice> notices, Taken taken, Instant began) {
        List<String> remarkable = new ArrayList<>();
        int[] finished = {0};
        int[] attention = {0};
        try (OrderedParallel<Outcome> abreast = new OrderedParallel<>(runner.together(), outcome -> {
            boolean stops = ended.troubles().containsKey(outcome.id());
            finished[0] += !stops && outcome.ended() ? 1 : 0;
            attention[0] += outcome.attention() ? 1 : 0;
            if (stops || outcome.attention()) {
                remarkable.add(outcome.id());
            }
        })) {
            ended.matters().forEach(id -> abreast.add(() -> outcome(id)));
            abreast.end();
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
                new RunTotals(
                        all + taken.refused() + taken.elsewhere(),
                        finished[0],
                        all - finished[0] - stopped,
                        stopped,
                        taken.refused(),
                        taken.elsewhere(),
                        attention[0],
                        took));
    }

    private record Outcome(String id, boolean ended, boolean attention) {}

    private Outcome outcome(String id) {
        MatterStatus status = board.of(id);
        return new Outcome(id, status.hasEnded(), status.needsAttention());
    }

    private Supply one(String matter, String note) {
        require(matter);
        return claims -> claim(claims, matter, note);
    }

    private Supply every(Predicate<String> wanted, String note) {
        return claims -> {
            try (OrderedParallel<Optional<String>> abreast =
                    new OrderedParallel<>(runner.together(), id -> id.ifPresent(each -> claim(claims, each, note)))) {
                matters.ids().forEach(id -> abreast.add(() -> Optional.of(id).filter(wanted)));
                abreast.end();
            }
        };
    }

    private static void claim(Claims claims, String matter, String note) {
        if (claims.claim(matter) && !note.isEmpty()) {
            claims.note(matter, note);
        }
    }

    private void require(String matter) {
        if (matters.find(matter).isEmpty()) {
            throw PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter);
        }
    }
}
