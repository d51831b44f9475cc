package federzug.web.frame;

import federzug.notice.NoticedException;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.ReturnDesk;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.pipeline.signing.ReturnDesk.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Judges again, while pages are served, returned copies that could not be judged when they came: each ten minutes. */
@Component
@ConditionalOnWebApplication
public class WaitingCopiesTimer extends PageTimer {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingCopiesTimer.class);
    private static final Duration SHOWN = Duration.ofDays(1);
    private static final int MOST = 50;

    private final ReturnDesk desk;
    private final Clock clock;
    private final Deque<Judged> judged = new ArrayDeque<>();

    WaitingCopiesTimer(ReturnDesk desk, Clock clock) {
        super("waiting-copies-clock", 600);
        this.desk = desk;
        this.clock = clock;
    }

    private record Judged(Taken taken, Instant at) {}

    /** What became of copies that waited, during the last day, the latest first. */
    public List<Taken> lately() {
        Instant earliest = clock.instant().minus(SHOWN);
        synchronized (judged) {
            judged.removeIf(one -> one.at().isBefore(earliest));
            return judged.stream().map(Judged::taken).toList();
        }
    }

    /** Judges all that wait now; a matter that cannot be read stops none of the others. */
    public void judge() {
        desk.waiting().stream().map(Waiting::matter).distinct().forEach(matter -> {
            try {
                desk.judgeAgain(self(), matter, Progress.SILENT).stream()
                        .filter(taken -> !taken.isParked())
                        .forEach(this::keep);
            } catch (NoticedException e) {
                LOG.warn("waiting copies of {}", matter, e);
            }
        });
    }

    private void keep(Taken taken) {
        synchronized (judged) {
            judged.addFirst(new Judged(taken, clock.instant()));
            if (judged.size() > MOST) {
                judged.removeLast();
            }
        }
    }

    @Override
    void look() {
        judge();
    }
}
