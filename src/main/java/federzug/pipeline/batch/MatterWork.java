package federzug.pipeline.batch;

import federzug.ceremony.Acting;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.JobRunner.Due;
import federzug.pipeline.JobRunner.Trouble;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.StageProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    private final StageWorks works;
    private final Acting acting;
    private final String run;
    private final JdbcRunLeases leases;
    private final Progress progress;
    private final Clock clock;
    private final Map<String, Trouble> troubles = new ConcurrentSkipListMap<>();
    private volatile Leg leg;

    /** A stage on its way. */
    private record Leg(Stage stage, long total, Instant began, AtomicLong done) {}

    MatterWork(StageWorks works, Acting acting, String run, JdbcRunLeases leases, Progress progress, Clock clock) {
        this.works = works;
        this.acting = acting;
        this.run = run;
        this.leases = leases;
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
            works.perform(stage, acting, due, progress);
        } catch (NoticedException e) {
            LOG.info("{} of {} stopped", stage, id, e);
            works.requireSpace(e);
            stop(id, new Trouble(e.notices(), e.kind() == Kind.FAILURE));
        } catch (RuntimeException e) {
            LOG.error("{} of {} failed", stage, id, e);
            works.requireSpace(e);
            Notice notice = JdbcDatabaseOutage.isGone(e)
                    ? JdbcDatabaseOutage.gone()
                    : Notice.error("pipeline.stage.failed", Place.NOWHERE, id, stage, cause(e));
            stop(id, new Trouble(List.of(notice), true));
        }
    }

    /** What happened first: what was made of it on the way says less, or nothing. */
    static String cause(Throwable trouble) {
        Throwable first = trouble;
        for (int depth = 0; first.getCause() != null && depth < 20; depth++) {
            first = first.getCause();
        }
        String message = first.getMessage();
        return first.getClass().getSimpleName() + (message == null ? "" : " – " + message);
    }

    private void stop(String id, Trouble trouble) {
        troubles.put(id, trouble);
        leases.stop(id, run);
    }
}
