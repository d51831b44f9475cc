package federzug.pipeline.batch;

import federzug.ceremony.Acting;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.JobRunner;
import federzug.pipeline.OrderlyShutdown;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.folder.FreeSpace;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * One Spring Batch job per stage, its matters in parts over the cores. A stage's effects commit by themselves and are
 * safe to repeat, so a chunk opens no transaction of its own: a kill loses nothing that a service has called done.
 */
@Component
class BatchJobRunner implements JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BatchJobRunner.class);

    private final JobRepository repository;
    private final JobOperator operator;
    private final JdbcRunLeases leases;
    private final DeadRuns deadRuns;
    private final StageWorks works;
    private final FreeSpace freeSpace;
    private final BatchSettings settings;
    private final Clock clock;

    BatchJobRunner(
            JobRepository repository,
            JobOperator operator,
            JdbcRunLeases leases,
            DeadRuns deadRuns,
            StageWorks works,
            FreeSpace freeSpace,
            BatchSettings settings,
            Clock clock) {
        this.repository = repository;
        this.operator = operator;
        this.leases = leases;
        this.deadRuns = deadRuns;
        this.works = works;
        this.freeSpace = freeSpace;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Ended run(Acting acting, List<Stage> stages, Supply supply, Progress progress) {
        String run = UUID.randomUUID().toString();
        RunProcess self = leases.self();
        deadRuns.close(self);
        leases.begin(run, self);
        ExecutorService threads =
                Executors.newFixedThreadPool(settings.threads(), new CustomizableThreadFactory("federzug-"));
        Heartbeat heartbeat = Heartbeat.every(settings.beat(), () -> leases.beat(run));
        try {
            RunClaims claims = new RunClaims(leases, run, GermanTime.of(clock));
            supply.supply(claims);
            MatterWork matterWork = new MatterWork(works, acting, run, leases, progress, clock);
            for (Stage stage : stages) {
                start(stage, acting, run, matterWork, threads);
            }
            return new Ended(leases.matters(run), matterWork.troubles(), claims.held());
        } finally {
            OrderlyShutdown.of(threads);
            heartbeat.close();
            release(run);
        }
    }

    @Override
    public int together() {
        return settings.threads();
    }

    /** Once more if the database was gone in between: what was done is not done again. */
    private void start(Stage stage, Acting acting, String run, MatterWork work, ExecutorService threads) {
        try {
            start(stage, acting, run, work, threads, 1);
        } catch (PipelineException e) {
            if (!e.notices().get(0).equals(JdbcDatabaseOutage.gone())) {
                throw e;
            }
            LOG.warn("{} again after the database was gone", stage, e);
            start(stage, acting, run, work, threads, 2);
        }
    }

    private void start(Stage stage, Acting acting, String run, MatterWork work, ExecutorService threads, long attempt) {
        long due = leases.dueCount(run);
        if (due == 0) {
            return;
        }
        String name = stage.name().toLowerCase(Locale.ROOT);
        work.begin(stage, due);
        try {
            Job job = new JobBuilder(name, repository)
                    .start(new PartitionedStage(repository, leases, run)
                            .step(name, work, new TaskExecutorAdapter(threads), settings.threads()))
                    .build();
            JobExecution execution = operator.start(
                    job,
                    new JobParametersBuilder()
                            .addString("run", run)
                            // Whoever works on a part elsewhere journals the same person.
                            .addString("actor", acting.by(), false)
                            .addString("through", acting.through().name(), false)
                            .addString("means", leases.means(), false)
                            .addLong("attempt", attempt)
                            .toJobParameters());
            if (execution.getStatus().isUnsuccessful()) {
                List<Throwable> causes = execution.getAllFailureExceptions();
                throw failed(
                        stage,
                        causes.stream()
                                .filter(JdbcDatabaseOutage::isGone)
                                .findFirst()
                                .orElseGet(() -> causes.stream().findFirst().orElse(null)));
            }
        } catch (PipelineException e) {
            throw e;
        } catch (Exception e) {
            throw failed(stage, e);
        }
    }

    private PipelineException failed(Stage stage, @Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof PipelineException expected) {
                return expected;
            }
        }
        if (cause != null && JdbcDatabaseOutage.isGone(cause)) {
            return new PipelineException(Kind.FAILURE, JdbcDatabaseOutage.gone()).causedBy(cause);
        }
        Notice notice = freeSpace
                .shortage()
                .orElseGet(() -> Notice.error(
                        "pipeline.job.failed", Place.NOWHERE, stage, cause == null ? "" : MatterWork.cause(cause)));
        PipelineException failed = new PipelineException(Kind.FAILURE, notice);
        return cause == null ? failed : failed.causedBy(cause);
    }

    /** If the database is gone the lease stays, and the next call finds that its process has died. */
    private void release(String run) {
        try {
            leases.release(run);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("lease not released", e);
        }
    }
}
