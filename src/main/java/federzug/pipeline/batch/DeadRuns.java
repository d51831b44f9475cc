package federzug.pipeline.batch;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Cleans up after killed processes: their leases, and their job executions, which Batch itself leaves STARTED for ever.
 * Batch does not check whether a run is alive; the lease shows it.
 */
@Component
class DeadRuns {
    private static final int RUNS = 100;

    private final JobRepository repository;
    private final JobOperator operator;
    private final JdbcRunLeases leases;
    private final JdbcOldExecutions old;
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicBoolean looked = new AtomicBoolean();

    DeadRuns(JobRepository repository, JobOperator operator, JdbcRunLeases leases, JdbcOldExecutions old) {
        this.repository = repository;
        this.operator = operator;
        this.leases = leases;
        this.old = old;
    }

    /**
     * What Batch has kept is looked through once in a process, and when somebody has died since. What ended long ago goes
     * little by little: some with every so many runs.
     */
    void close(RunProcess self) {
        if (runs.getAndIncrement() % RUNS == 0) {
            old.delete();
        }
        boolean anyDied = leases.releaseDead(self);
        if (looked.getAndSet(true) && !anyDied) {
            return;
        }
        for (String job : repository.getJobNames()) {
            Set<JobExecution> running = repository.findRunningJobExecutions(job);
            for (JobExecution execution : running) {
                String run = execution.getJobParameters().getString("run");
                if (run == null || !leases.isHeld(run)) {
                    recover(execution);
                }
            }
        }
    }

    private void recover(JobExecution execution) {
        try {
            operator.recover(execution);
        } catch (OptimisticLockingFailureException e) {
            // Not dead: its own process, or another one that cleans up, has ended it since it was listed.
        }
    }
}
