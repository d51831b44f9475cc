package federzug.pipeline.run;

import federzug.agreement.Matters;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a few matters at a time that are due, works them through their stages, and gives them back, until it is told to
 * stop. Any number of processes on any number of machines may do so at once. A card is never asked for: of matters in
 * earnest a worker signs none.
 */
@Component
public class Worker {
    private static final List<Stage> WHOLE_WAY = List.of(Stage.PREPARE, Stage.SIGN, Stage.CLOSE, Stage.SEND);
    private static final List<Stage> AFTERWARDS = List.of(Stage.RENEW);
    private static final int FOR_EACH_THREAD = 2;
    private static final Duration RENEWED_AHEAD = Duration.ofDays(365);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration LATEST = Duration.ofMinutes(10);
    private static final Duration ENDED = Duration.ofDays(1);
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final int LOOKS_FOR_NEW_ONES = 150;
    private static final int REMEMBERED = 1000;

    private final JobRunner runner;
    private final WorkList list;
    private final Matters matters;
    private final Board board;
    private final MailDesk mails;
    private final MailCopies copies;
    private final FreeSpace freeSpace;
    private final Clock clock;

    Worker(
            JobRunner runner,
            WorkList list,
            Matters matters,
            Board board,
            MailDesk mails,
            MailCopies copies,
            FreeSpace freeSpace,
            Clock clock) {
        this.runner = runner;
        this.list = list;
        this.matters = matters;
        this.board = board;
        this.mails = mails;
        this.copies = copies;
        this.freeSpace = freeSpace;
        this.clock = clock;
    }

    /** Tells a worker to stop: it finishes what it has in hand. */
    public static final class Stop {
        private final CountDownLatch raised = new CountDownLatch(1);

        public void raise() {
            raised.countDown();
        }

        boolean isRaised() {
            return raised.getCount() == 0;
        }

        private void await(Duration longest) {
            try {
                raised.await(longest.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                raise();
            }
        }
    }

    /**
     * What a worker has done so far.
     *
     * @param looks how often it has taken a matter in hand
     * @param stopped how often trouble has stopped one
     * @param attention matters of which it has seen that a person has to look at them
     * @param failed something failed that nobody caused by their data
     */
    public record Tally(long looks, long stopped, long attention, boolean failed) {
        private Tally and(Tally more) {
            return new Tally(
                    looks + more.looks, stopped + more.stopped, attention + more.attention, failed || more.failed);
        }
    }

    /**
     * Works until it is told to stop.
     *
     * @param once ends as soon as nothing is due
     * @param trouble hears what is in a matter's way, once as long as it is the same
     * @param each hears the sum after each portion
     */
    public Tally work(
            Acting acting, boolean once, Stop stop, Progress progress, Consumer<Notice> trouble, Consumer<Tally> each) {
        Told told = new Told(trouble);
        Tally tally = new Tally(0, 0, 0, false);
        copies.keepAll();
        for (int idle = 0; !stop.isRaised(); ) {
            if (idle % LOOKS_FOR_NEW_ONES == 0) {
                list.add(matters.ids());
            }
            Tally portion = portion(acting, false, WHOLE_WAY, told, progress);
            if (portion.looks() == 0) {
                portion = portion(acting, true, AFTERWARDS, told, progress);
            }
            if (portion.looks() > 0) {
                tally = tally.and(portion);
                each.accept(tally);
                idle = 1;
            } else if (once) {
                return tally;
            } else {
                stop.await(IDLE);
                idle++;
            }
        }
        return tally;
    }

    private Tally portion(Acting acting, boolean afterwards, List<Stage> stages, Told told, Progress progress) {
        if (!list.isAnyDue(afterwards)) {
            return new Tally(0, 0, 0, false);
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

    /** What was said of the matters in trouble last: a worker meets the same again and again. */
    private static final class Told {
        private final Consumer<Notice> hears;
        private final Map<String, List<Notice>> last = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, List<Notice>> eldest) {
                return size() > REMEMBERED;
            }
        };

        Told(Consumer<Notice> hears) {
            this.hears = hears;
        }

        List<Notice> of(String matter, @Nullable Trouble trouble) {
            if (trouble == null) {
                last.remove(matter);
                return List.of();
            }
            if (!trouble.notices().equals(last.put(matter, trouble.notices()))) {
                trouble.notices().forEach(hears);
            }
            return trouble.notices();
        }
    }
}
