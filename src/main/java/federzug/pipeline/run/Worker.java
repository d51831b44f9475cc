package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.ceremony.Acting;
import federzug.document.DocumentContents;
import federzug.notice.Notice;
import federzug.pipeline.Progress;
import federzug.pipeline.WorkList;
import federzug.pipeline.WorkerRegister;
import federzug.pipeline.mailing.MailCopies;
import federzug.pipeline.metering.WorkerAnswers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Claims a few due matters at a time, runs their stages and releases them, until it is asked to stop. Any number of
 * processes on any number of machines may do so at once. It never asks for a card: a worker signs rehearsals only.
 */
@Component
public class Worker {
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final int LOOKS_FOR_NEW_ONES = 150;

    private final WorkerRegister register;
    private final WorkList list;
    private final Matters matters;
    private final MailCopies copies;
    private final WorkerPortions portions;
    private final WorkerAnswers answers;
    private final DocumentContents contents;

    Worker(
            WorkerRegister register,
            WorkList list,
            Matters matters,
            MailCopies copies,
            WorkerPortions portions,
            WorkerAnswers answers,
            DocumentContents contents) {
        this.register = register;
        this.list = list;
        this.matters = matters;
        this.copies = copies;
        this.portions = portions;
        this.answers = answers;
        this.contents = contents;
    }

    /** Asks a worker to stop: it finishes the matters it has claimed. */
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
     * @param stopped how often an error has stopped one
     * @param attention matters of which it has seen that a person has to look at them
     * @param failed something failed that nobody caused by their data
     */
    public record Tally(long looks, long stopped, long attention, boolean failed) {
        static final Tally NONE = new Tally(0, 0, 0, false);

        private Tally and(Tally more) {
            return new Tally(
                    looks + more.looks, stopped + more.stopped, attention + more.attention, failed || more.failed);
        }
    }

    /**
     * Works until it is asked to stop.
     *
     * @param once ends as soon as nothing is due
     * @param trouble is called with what blocks a matter, once until it changes
     * @param each is called with the totals after each portion
     * @throws federzug.pipeline.PipelineException if this machine works with other means than one that is there
     *     already, or if it is to answer at a port that it cannot have
     */
    public Tally work(
            Acting acting, boolean once, Stop stop, Progress progress, Consumer<Notice> trouble, Consumer<Tally> each) {
        try (WorkerRegister.Entry entry = register.enter();
                WorkerAnswers.Answering answering = answers.begin()) {
            return work(acting, once, stop, progress, new ReportedTroubles(trouble), each);
        }
    }

    private Tally work(
            Acting acting, boolean once, Stop stop, Progress progress, ReportedTroubles told, Consumer<Tally> each) {
        Tally tally = Tally.NONE;
        copies.keepAll();
        for (int idle = 0; !stop.isRaised(); ) {
            if (idle % LOOKS_FOR_NEW_ONES == 0) {
                list.add(matters.ids());
                contents.forgetCopies();
            }
            Tally portion = portions.open(acting, told, progress);
            if (portion.looks() == 0) {
                portion = portions.ended(acting, told, progress);
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
}
