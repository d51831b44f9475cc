package federzug.pipeline.batch;

import federzug.agreement.StoredMatter;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.JobRunner;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Stage;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.stereotype.Component;

/**
 * One Spring Batch job per stage, one matter per chunk. A stage's effects commit by themselves and are safe to repeat,
 * so a chunk opens no transaction of its own: a kill loses nothing that a service has called done.
 */
@Component
class BatchJobRunner implements JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BatchJobRunner.class);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final JobRepository repository;
    private final JobOperator operator;
    private final JdbcRunLeases leases;
    private final DeadRuns deadRuns;
    private final Clock clock;

    BatchJobRunner(
            JobRepository repository, JobOperator operator, JdbcRunLeases leases, DeadRuns deadRuns, Clock clock) {
        this.clock = clock;
        this.repository = repository;
        this.operator = operator;
        this.leases = leases;
        this.deadRuns = deadRuns;
    }

    @Override
    public Map<String, Trouble> run(List<Stage> stages, List<StoredMatter> matters, Work work) {
        String run = UUID.randomUUID().toString();
        Map<String, StoredMatter> byId = new LinkedHashMap<>();
        matters.forEach(matter -> byId.put(matter.matter().id(), matter));
        ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(BatchJobRunner::daemon);
        try {
            takeAll(byId, run);
            deadRuns.close();
            long beat = JdbcRunLeases.BEAT.toSeconds();
            heart.scheduleAtFixedRate(() -> leases.beat(run), beat, beat, TimeUnit.SECONDS);
            Map<String, Trouble> troubles = new LinkedHashMap<>();
            for (Stage stage : stages) {
                start(stage, run, byId, work, troubles);
            }
            return troubles;
        } finally {
            heart.shutdownNow();
            leases.release(run);
        }
    }

    private void takeAll(Map<String, StoredMatter> matters, String run) {
        List<Notice> held = new ArrayList<>();
        RunProcess self = RunProcess.self();
        for (String id : matters.keySet()) {
            leases.take(id, run, self)
                    .ifPresent(holder -> held.add(Notice.error(
                            "pipeline.run.held",
                            Place.NOWHERE,
                            id,
                            holder.process().pid(),
                            holder.process().host(),
                            TIME.format(holder.takenAt().atZoneSameInstant(clock.getZone())))));
        }
        if (!held.isEmpty()) {
            throw new PipelineException(Kind.INPUT, held, null);
        }
    }

    private void start(
            Stage stage, String run, Map<String, StoredMatter> matters, Work work, Map<String, Trouble> troubles) {
        String name = stage.name().toLowerCase(Locale.ROOT);
        ItemWriter<String> writer =
                chunk -> chunk.getItems().forEach(id -> perform(stage, matters, id, work, troubles));
        Step step = new StepBuilder(name + "-matters", repository)
                .<String, String>chunk(1)
                .transactionManager(new ResourcelessTransactionManager())
                .reader(due(run, matters, troubles))
                .writer(writer)
                .build();
        Job job = new JobBuilder(name, repository).start(step).build();
        try {
            JobExecution execution = operator.start(
                    job, new JobParametersBuilder().addString("run", run).toJobParameters());
            if (execution.getStatus().isUnsuccessful()) {
                throw failed(
                        stage,
                        execution.getAllFailureExceptions().stream().findFirst().orElse(null));
            }
        } catch (PipelineException e) {
            throw e;
        } catch (Exception e) {
            throw failed(stage, e);
        }
    }

    private ItemReader<String> due(String run, Map<String, StoredMatter> matters, Map<String, Trouble> troubles) {
        Iterator<String> ids = leases.matters(run).stream()
                .filter(id -> matters.containsKey(id) && !troubles.containsKey(id))
                .iterator();
        return () -> ids.hasNext() ? ids.next() : null;
    }

    private static void perform(
            Stage stage, Map<String, StoredMatter> matters, String id, Work work, Map<String, Trouble> troubles) {
        try {
            StoredMatter matter = matters.get(id);
            if (matter != null) {
                work.perform(stage, matter);
            }
        } catch (NoticedException e) {
            LOG.info("{} of {} stopped", stage, id, e);
            troubles.put(id, new Trouble(e.notices(), e.kind() == Kind.FAILURE));
        } catch (RuntimeException e) {
            LOG.error("{} of {} failed", stage, id, e);
            Notice notice =
                    Notice.error("pipeline.stage.failed", Place.NOWHERE, id, stage, String.valueOf(e.getMessage()));
            troubles.put(id, new Trouble(List.of(notice), true));
        }
    }

    private static PipelineException failed(Stage stage, @org.jspecify.annotations.Nullable Throwable cause) {
        String reason = cause == null ? "" : String.valueOf(cause.getMessage());
        return new PipelineException(
                Kind.FAILURE, Notice.error("pipeline.job.failed", Place.NOWHERE, stage, reason), cause);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "federzug-heartbeat");
        thread.setDaemon(true);
        return thread;
    }
}
