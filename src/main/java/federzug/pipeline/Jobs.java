package federzug.pipeline;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.JobRunner.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            Board board) {
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
        return work(List.of(Stage.CLOSE), List.of(stored(matter)), List.of(), progress);
    }

    /**
     * Sends what is due.
     *
     * @param matter null: of every matter
     */
    public RunReport send(@Nullable String matter, Progress progress) {
        return work(List.of(Stage.SEND), matter == null ? all() : List.of(stored(matter)), List.of(), progress);
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
        (matter == null ? all() : List.of(stored(matter))).forEach(each -> invitations.remind(each, now, progress));
    }

    /** Finishes whatever was interrupted: the whole way for every accepted matter that has not ended. */
    public RunReport resume(Progress progress) {
        List<StoredMatter> open =
                all().stream().filter(stored -> !board.of(stored).hasEnded()).toList();
        return work(WHOLE_WAY, open, List.of(), progress);
    }

    private RunReport take(Order order, List<Stage> stages, Progress progress) {
        progress.working(Notice.note("pipeline.intake.reading", Place.NOWHERE));
        Intake.Taken taken = intake.take(order);
        return work(stages, taken.matters(), taken.notices(), progress);
    }

    private RunReport work(List<Stage> stages, List<StoredMatter> due, List<Notice> before, Progress progress) {
        List<Notice> notices = new ArrayList<>(before);
        Map<String, Trouble> troubles =
                due.isEmpty() ? Map.of() : runner.run(stages, due, (stage, matter) -> perform(stage, matter, progress));
        troubles.values().forEach(trouble -> notices.addAll(trouble.notices()));
        List<MatterStatus> status = due.stream().map(board::of).toList();
        boolean failed = troubles.values().stream().anyMatch(Trouble::failure);
        return new RunReport(status, notices, failed, status.stream().anyMatch(MatterStatus::needsAttention));
    }

    private void perform(Stage stage, StoredMatter matter, Progress progress) {
        switch (stage) {
            case PREPARE -> {
                preparation.prepare(matter, progress);
                pressDesk.prepare(matter, progress);
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

    private List<StoredMatter> all() {
        return matters.ids().stream()
                .map(matters::find)
                .flatMap(java.util.Optional::stream)
                .toList();
    }

    private StoredMatter stored(String matter) {
        return matters.find(matter)
                .orElseThrow(() -> new PipelineException(
                        Kind.INPUT, Notice.error("pipeline.matter.unknown", Place.NOWHERE, matter), null));
    }
}
