package federzug.pipeline.batch;

import java.util.Set;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.stereotype.Component;

/**
 * Ends the job executions of killed processes, which Batch itself leaves STARTED for ever. A run is dead when it holds
 * no lease any more: live runs hold theirs until their last job has ended.
 */
@Component
class DeadRuns {
    private final JobRepository repository;
    private final JobOperator operator;
    private final JdbcRunLeases leases;

    DeadRuns(JobRepository repository, JobOperator operator, JdbcRunLeases leases) {
        this.repository = repository;
        this.operator = operator;
        this.leases = leases;
    }

    void close() {
        for (String job : repository.getJobNames()) {
            Set<JobExecution> running = repository.findRunningJobExecutions(job);
            for (JobExecution execution : running) {
                String run = execution.getJobParameters().getString("run");
                if (run == null || leases.matters(run).isEmpty()) {
                    operator.recover(execution);
                }
            }
        }
    }
}
