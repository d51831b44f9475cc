package federzug.pipeline.batch;

import federzug.pipeline.JobRunner.Due;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.TaskExecutor;

/**
 * One stage as a partitioned step. A part is a range of matter ids in its step's context: all that a worker, here a
 * thread, needs to know besides the database.
 */
final class PartitionedStage {
    static final String AFTER = "after";
    static final String UNTIL = "until";
    private static final int CHUNK = 10;
    private static final int PARTS_PER_THREAD = 4;

    private final JobRepository repository;
    private final JdbcRunLeases leases;
    private final String run;

    PartitionedStage(JobRepository repository, JdbcRunLeases leases, String run) {
        this.repository = repository;
        this.leases = leases;
        this.run = run;
    }

    Step step(String name, ItemWriter<Due> writer, TaskExecutor threads, int count) throws Exception {
        TaskExecutorPartitionHandler handler = new TaskExecutorPartitionHandler();
        handler.setTaskExecutor(threads);
        handler.setStep(new Part(name + "-matters", writer));
        handler.setGridSize(count * PARTS_PER_THREAD);
        handler.afterPropertiesSet();
        return new StepBuilder(name, repository)
                .partitioner(name + "-part", parts())
                .partitionHandler(handler)
                .build();
    }

    private Partitioner parts() {
        return grid -> {
            List<String> ends = leases.partEnds(run, parts(grid, leases.dueCount(run)));
            Map<String, ExecutionContext> parts = new LinkedHashMap<>();
            String after = "";
            for (String until : ends) {
                ExecutionContext part = new ExecutionContext();
                part.putString(AFTER, after);
                part.putString(UNTIL, until);
                parts.put(String.valueOf(parts.size()), part);
                after = until;
            }
            return parts;
        };
    }

    /** Several parts a thread, so that none waits for a slow one; but a part costs too much for a handful of matters. */
    private static int parts(int grid, long due) {
        return (int) Math.max(grid / PARTS_PER_THREAD, Math.min(grid, due / CHUNK));
    }

    /** Each part has a reader of its own, so the step proper is built when its range is known. */
    private final class Part implements Step {
        private final String name;
        private final ItemWriter<Due> writer;

        Part(String name, ItemWriter<Due> writer) {
            this.name = name;
            this.writer = writer;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public void execute(StepExecution execution) throws JobInterruptedException {
            ExecutionContext part = execution.getExecutionContext();
            new StepBuilder(execution.getStepName(), repository)
                    .<Due, Due>chunk(CHUNK)
                    .transactionManager(new ResourcelessTransactionManager())
                    .reader(new DueMatters(leases, run, part.getString(AFTER), part.getString(UNTIL)))
                    .writer(writer)
                    .build()
                    .execute(execution);
        }
    }
}
