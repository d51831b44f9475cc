package federzug.pipeline.run;

import federzug.ceremony.Acting;
import federzug.notice.Notice;
import federzug.pipeline.JobRunner;
import federzug.pipeline.JobRunner.Ended;
import federzug.pipeline.JobRunner.Trouble;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.Unreadable;
import federzug.pipeline.WorkList;
import federzug.pipeline.WorkList.Item;
import federzug.pipeline.board.Board;
import federzug.pipeline.folder.FreeSpace;
import federzug.pipeline.mailing.MailCopies;
import federzug.pipeline.mailing.MailDesk;
import federzug.pipeline.run.Worker.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Works a few matters at a time, and decides when each is looked at again. */
@Component
class WorkerPortions {
    private static final List<Stage> WHOLE_WAY = List.of(Stage.PREPARE, Stage.SIGN, Stage.CLOSE, Stage.SEND);
    private static final List<Stage> AFTERWARDS = List.of(Stage.RENEW);
    private static final int FOR_EACH_THREAD = 2;
    private static final Duration RENEWED_AHEAD = Duration.ofDays(365);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration LATEST = Duration.ofMinutes(10);
    private static final Duration ENDED = Duration.ofDays(1);

    private final JobRunner runner;
    private final WorkList list;
    private final Board board;
    private final MailDesk mails;
    private final MailCopies copies;
    private final FreeSpace freeSpace;
    private final Clock clock;

    WorkerPortions(
            JobRunner runner,
            WorkList list,
            Board board,
            MailDesk mails,
            MailCopies copies,
            FreeSpace freeSpace,
            Clock clock) {
        this.runner = runner;
        this.list = list;
        this.board = board;
        this.mails = mails;
        this.copies = copies;
        this.freeSpace = freeSpace;
        this.clock = clock;
    }

    /** Of those that have not ended, as far as they go without a person. */
    Tally open(Acting acting, ReportedTroubles told, Progress progress) {
        return portion(acting, false, WHOLE_WAY, told, progress);
    }

    /** Of those that have: their evidence is renewed when it ages. */
    Tally ended(Acting acting, ReportedTroubles told, Progress progress) {
        return portion(acting, true, AFTERWARDS, told, progress);
    }

    private Tally portion(
            Acting acting, boolean afterwards, List<Stage> stages, ReportedTroubles told, Progress progress) {
        if (!list.isAnyDue(afterwards)) {
            return Tally.NONE;
        }
        freeSpace.require();
        List<Item> items = new ArrayList<>();
        Ended ended = runner.run(
                acting,
                stages,
                claims -> {
                    items.addAll(list.claim(runner.together() * FOR_EACH_THREAD, afterwards, claims::claim));
                    if (afterwards) {
                        items.forEach(item -> claims.note(item.matter(), RENEWED_AHEAD.toString()));
                    }
                },
                progress);
        long attention = 0;
        for (Item item : items) {
            copies.keep(item.matter());
            List<Notice> notices = told.of(item.matter(), ended.troubles().get(item.matter()));
            attention += putBack(item, notices.isEmpty()) ? 1 : 0;
        }
        boolean failed = ended.troubles().values().stream().anyMatch(Trouble::failure);
        return new Tally(items.size(), ended.troubles().size(), attention, failed);
    }

    /**
     * Decides when it is looked at again: soon if it has moved, more and more seldom if it waits for people or for
     * something that does not work.
     *
     * @return whether a person has to look at it
     */
    private boolean putBack(Item item, boolean fine) {
        long changes = list.changes(item.matter());
        MatterStatus status = board.of(item.matter());
        if (fine && status.hasEnded() && !status.needsAttention() && !hasMailsToGo(status)) {
            list.later(item.matter(), changes, ENDED, true);
            return false;
        }
        Duration pause = changes > item.changes() ? SOON : item.pause().multipliedBy(2);
        Duration most = untilMail(item.matter());
        list.later(item.matter(), changes, shorter(longer(pause, SOON), shorter(most, LATEST)), false);
        return status.needsAttention();
    }

    private static boolean hasMailsToGo(MatterStatus status) {
        return status.mails().stream()
                .anyMatch(mail ->
                        Set.of("PENDING", "DEFERRED", "LEASED", "HANDING_OVER").contains(mail.state()));
    }

    private Duration untilMail(String matter) {
        Instant now = clock.instant();
        return Unreadable.passingOver(matter, () -> mails.due(matter))
                .flatMap(due -> due)
                .map(due -> longer(Duration.between(now, due), Duration.ofSeconds(1)))
                .orElse(LATEST);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
