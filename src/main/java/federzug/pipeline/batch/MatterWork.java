package federzug.pipeline.batch;

import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.JobRunner.Due;
import federzug.pipeline.JobRunner.Trouble;
import federzug.pipeline.JobRunner.Work;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.StageProgress;
import federzug.pipeline.folder.FreeSpace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Does one stage's work on each matter that comes, in several threads; an error is a value and stops only its matter.
 */
final class MatterWork implements ItemWriter<Due> {
    private static final Logger LOG = LoggerFactory.getLogger(MatterWork.class);

    private final Work work;
    private final String run;
    private final JdbcRunLeases leases;
    private final Retries patience;
    private final FreeSpace freeSpace;
    private final Progress progress;
    private final Clock clock;
    private final Map<String, Trouble> troubles = new ConcurrentSkipListMap<>();
    private volatile Leg leg;

    /** A stage on its way. */
    private record Leg(Stage stage, long total, Instant began, AtomicLong done) {}

    MatterWork(
            Work work,
            String run,
            JdbcRunLeases leases,
            Retries patience,
            FreeSpace freeSpace,
            Progress progress,
            Clock clock) {
        this.work = work;
        this.run = run;
        this.leases = leases;
        this.patience = patience;
        this.freeSpace = freeSpace;
        this.progress = progress;
        this.clock = clock;
        this.leg = new Leg(Stage.PREPARE, 0, clock.instant(), new AtomicLong());
    }

    void begin(Stage stage, long total) {
        leg = new Leg(stage, total, clock.instant(), new AtomicLong());
    }

    Map<String, Trouble> troubles() {
        return new TreeMap<>(troubles);
    }

    @Override
    public void write(Chunk<? extends Due> all) {
        for (Due due : all) {
            Leg now = leg;
            perform(now.stage(), due);
            Duration elapsed = Duration.between(now.began(), clock.instant());
            progress.advanced(new StageProgress(now.stage(), now.done().incrementAndGet(), now.total(), elapsed));
        }
    }

    private void perform(Stage stage, Due due) {
        String id = due.matter();
        try {
            patience.run(() -> work.perform(stage, due));
        } catch (NoticedException e) {
            LOG.info("{} of {} stopped", stage, id, e);
            requireSpace(e);
            stop(id, new Trouble(e.notices(), e.kind() == Kind.FAILURE));
        } catch (RuntimeException e) {
            LOG.error("{} of {} failed", stage, id, e);
            requireSpace(e);
            Notice notice =
                    Notice.error("pipeline.stage.failed", Place.NOWHERE, id, stage, String.valueOf(e.getMessage()));
            stop(id, new Trouble(List.of(notice), true));
        }
    }

    private void stop(String id, Trouble trouble) {
        troubles.put(id, trouble);
        leases.stop(id, run);
    }

    /** On a full disk every matter would fail: the run ends with one clear word instead. */
    private void requireSpace(RuntimeException trouble) {
        Optional<Notice> shortage = freeSpace.shortage();
        if (shortage.isPresent()) {
            throw new PipelineException(Kind.FAILURE, shortage.get()).causedBy(trouble);
        }
    }
}
